"""What every journey about a school's answer looks up, offers, and makes of the answers."""

from django.utils.functional import cached_property

from appropriate_bodies.models import AppropriateBody
from config.support import contexts
from config.web.journeys import Journey
from partnerships.services import answers as services
from partnerships.services import reports
from schools.models import Cohort, Programme
from schools.queries import LooksUpAnswers

from . import conditions


class Answering(LooksUpAnswers, Journey):
    """
    A school answers for a cohort.

    Whoever inherits sets ``school``, ``cohort`` and its ``year`` before anything is asked.
    """

    cohort: Cohort

    @property
    def help_url(self):
        """“Ask DfE for help”, with what this is about filled in."""
        return contexts.url_for(
            topic=f"Answering for {self.cohort}",
            school_urn=self.school.urn,
            school=self.school.label,
            cohort_year=self.year,
            draft_id=self.draft_id,
        )

    # The records, each looked up once a page

    @cached_property
    def tutor(self):
        """The school's induction tutor as we know it, or None."""
        return self.school.find_tutor()

    @cached_property
    def _partnerships(self):
        years = [self.year, self.year - 1]
        found = self.school.partnerships.standing().with_providers()
        found = found.filter(cohort__start_year__in=years).select_related("cohort")
        return {one.cohort.start_year: one for one in found}

    @cached_property
    def _pairings(self):
        pairings = self.cohort.pairings.select_related("lead_provider", "delivery_partner")
        return [(pairing.lead_provider, pairing.delivery_partner) for pairing in pairings]

    @cached_property
    def bodies_offered(self):
        """The appropriate bodies that the school may choose from."""
        offered = AppropriateBody.objects.offered(
            to=self.school.chooses_bodies_as, cohort_year=self.year
        )
        return list(offered)

    @property
    def school_cohort(self):
        """What the school has answered for this cohort so far, or None."""
        return self.answer_for(self.year)

    @property
    def reported(self):
        """The partnership that stands for this cohort already, or None."""
        return self._partnerships.get(self.year)

    @property
    def may_report_wrong(self):
        """Whether there is such a partnership and time to say that it is wrong."""
        return self.reported is not None and reports.may_be_reported_wrong(self.reported)

    @property
    def last(self):
        """Last year's partnership, if the question is whether to go on with it, or None."""
        before = self.answer_for(self.year - 1)
        was_provider_led = before is not None and before.programme == Programme.PROVIDER_LED
        if self.reported or not was_provider_led or not self.school.is_funded:
            return None
        return self._partnerships.get(self.year - 1)

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
        return self.last.lead_provider in {provider for provider, _ in self._pairings}

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
        offered = {provider for provider, _ in self._pairings if provider != left}
        return sorted(offered, key=lambda provider: provider.name)

    @property
    def delivery_partners(self):
        """The delivery partners that the lead provider works with, but the one that is left."""
        known = self.reported or self.last
        partners = [
            partner
            for provider, partner in self._pairings
            if provider == self.lead_provider
            and (provider, partner) != (known.lead_provider, known.delivery_partner)
        ]
        return sorted(partners, key=lambda partner: partner.name)

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
