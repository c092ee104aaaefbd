"""What journeys about a school's training look up, each thing once a page."""

from django.utils.functional import cached_property

from appropriate_bodies.models import AppropriateBody
from config.support import contexts
from config.web.journeys import Journey
from partnerships.services import reports
from schools.models import Cohort
from schools.queries import LooksUpAnswers


class LooksUpTraining(LooksUpAnswers, Journey):
    """
    A journey about a school in a cohort.

    Whoever inherits sets ``school``, ``cohort`` and its ``year`` before anything is asked.
    """

    cohort: Cohort
    #: What “Ask DfE for help” is told that this is about; the cohort is added to it.
    help_topic = ""

    @property
    def help_url(self):
        """“Ask DfE for help”, with what this is about filled in."""
        return contexts.url_for(
            topic=f"{self.help_topic} {self.cohort}",
            school_urn=self.school.urn,
            school=self.school.label,
            cohort_year=self.year,
            draft_id=self.draft_id,
        )

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

    @property
    def lead_providers_offered(self):
        """The lead providers that train people in this cohort."""
        return sorted({provider for provider, _ in self._pairings}, key=str)

    def partners_of(self, lead_provider):
        """The delivery partners that one of them works with."""
        partners = [partner for provider, partner in self._pairings if provider == lead_provider]
        return sorted(partners, key=str)

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
    def standing(self):
        """The partnership that stands for this cohort, or None."""
        return self._partnerships.get(self.year)

    @property
    def basis(self):
        """The partnership that stands, as far as its report or its confirmation may change it."""
        standing = self.standing
        return f"{standing.pk}.{standing.delivery_partner_id}.{standing.status}" if standing else ""

    @property
    def may_report_wrong(self):
        """Whether there is one, reported, and there is time to say that it is wrong."""
        return self.standing is not None and reports.may_be_reported_wrong(self.standing)
