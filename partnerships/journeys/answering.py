"""What every journey about a school's answer looks up, offers, and makes of the answers."""

from django.utils.functional import cached_property

from partnerships.services import answers as services
from schools.models import Programme

from . import conditions
from .records import LooksUpTraining


class Answering(LooksUpTraining):
    """A school answers for a cohort."""

    help_topic = "Answering for"

    @cached_property
    def tutor(self):
        """The school's induction tutor as we know it, or None."""
        return self.school.find_tutor()

    @property
    def reported(self):
        """The partnership that stands for this cohort already, or None."""
        return self.standing

    @property
    def last(self):
        """Last year's partnership, if the question is whether to go on with it, or None."""
        before = self.answer_for(self.year - 1)
        was_provider_led = before is not None and before.programme == Programme.PROVIDER_LED
        if self.reported or not was_provider_led or not self.school.is_funded:
            return None
        return self._partnerships.get(self.year - 1)

    @property
    def basis(self):
        """The tutor and the partnership that the answers speak of."""
        return f"{self.tutor.pk if self.tutor else ''}/{super().basis}"

    # What is on offer

    @property
    def programmes(self):
        """The programmes to choose from, or to change to from last year's training provider."""
        offered = Programme.offered(school=self.school, cohort=self.cohort)
        left = Programme.PROVIDER_LED if self.last else None
        return [programme for programme in offered if programme != left]

    @property
    def is_lead_provider_offered(self):
        """Whether last year's lead provider trains anyone this year."""
        return self.last.lead_provider in self.lead_providers_offered

    @property
    def is_last_offered(self):
        """Whether last year's two work together this year."""
        if self.last.delivery_partner is None:
            return self.is_lead_provider_offered
        return (self.last.lead_provider, self.last.delivery_partner) in self._pairings

    @property
    def lead_providers(self):
        """The lead providers to choose from: all on offer but the one that is left."""
        left = self.last.lead_provider if self.last else None
        return [provider for provider in self.lead_providers_offered if provider != left]

    @property
    def delivery_partners(self):
        """The delivery partners that the lead provider works with, but the one that is left."""
        known = self.reported or self.last
        left = known.delivery_partner if known.lead_provider == self.lead_provider else None
        return [partner for partner in self.partners_of(self.lead_provider) if partner != left]

    # What the answers so far come to

    @property
    def programme(self):
        """How training is run, or nothing where that is not known yet."""
        if not conditions.expects_ects(self):
            return ""
        if "programme" in self.answers:
            return self.answers["programme"]
        if conditions.says_report_is_wrong(self) and not conditions.names_lead_provider(self):
            return ""
        return Programme.PROVIDER_LED if self.reported or self.last else ""

    @property
    def lead_provider(self):
        """The lead provider that the school names for this year, or None."""
        if "lead_provider" in self.answers:
            return self.answers["lead_provider"]
        if self.last and self.programme == Programme.PROVIDER_LED:
            return self.last.lead_provider
        return None

    @property
    def delivery_partner(self):
        """The delivery partner that goes with it, or None while it is not known."""
        if "delivery_partner" in self.answers:
            return self.answers["delivery_partner"]
        return self.last.delivery_partner if self.last and self.lead_provider else None

    @property
    def answer(self):
        """All of it, for the service."""
        answers = self.answers
        return services.Answer(
            expects_ects=answers["expects_ects"],
            tutor=self.tutor,
            new_tutor=self._new_tutor(),
            reported=self.reported,
            programme=self.programme,
            lead_provider=self.lead_provider,
            delivery_partner=self.delivery_partner,
            last=self.last if conditions.expects_ects(self) else None,
            appropriate_body=answers.get("appropriate_body"),
            wrong_because=answers.get("wrong_because", ""),
        )

    def _new_tutor(self):
        if "tutor_email" not in self.answers:
            return None
        return services.NewTutor(
            first_name=self.answers["tutor_first_name"],
            last_name=self.answers["tutor_last_name"],
            email=self.answers["tutor_email"],
        )
