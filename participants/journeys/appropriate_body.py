"""A tutor says who checks one ECT's induction, where that is not the school's body."""

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

from appropriate_bodies.forms import NOT_APPOINTED
from appropriate_bodies.models import AppropriateBody
from config.web.journeys import CheckAnswers, Exit
from participants.changeable import Change
from participants.services import details

from .bodies import BODY
from .people import MAY_NOT_CHANGE, ECTJourney


class ChangeECTsBody(ECTJourney):
    """The school's appropriate body, or another one for this ECT alone."""

    name = "change-ect-appropriate-body"
    template_folder = "participants/change_body"
    changes = Change.APPROPRIATE_BODY
    help_topic = "Changing an appropriate body"
    steps = [
        MAY_NOT_CHANGE,
        *BODY,
        Exit("same-body", when=lambda journey: journey.chosen == journey.own),
        CheckAnswers(),
    ]

    @cached_property
    def _bodies(self):
        """Those that the school may choose from, and the one it has, whatever that is."""
        of_school = self.school.cohorts.filter(cohort=self.ect.cohort_id)
        offered = AppropriateBody.objects.offered(
            to=self.school.chooses_bodies_as, cohort_year=self.ect.cohort.start_year
        )
        known = offered | AppropriateBody.objects.filter(
            pk__in=of_school.values("appropriate_body")
        )
        is_school_s = Exists(of_school.filter(appropriate_body=OuterRef("pk")))
        return list(known.annotate(is_school_s=is_school_s))

    @property
    def school_body(self):
        """The school's body for the ECT's cohort, or None."""
        return next((body for body in self._bodies if body.is_school_s), None)

    @property
    def bodies_offered(self):
        """Those that the ECT may have in place of the school's."""
        return [body for body in self._bodies if not body.is_school_s]

    @property
    def own(self):
        """The ECT's own as we have it, or None where it is the school's."""
        return self.ect.appropriate_body

    @property
    def present(self):
        """The one that counts now, or None."""
        return self.own or self.school_body

    @property
    def chosen(self):
        """The one of their own that they are to have, or None for the school's."""
        return self.answers.get("appropriate_body")

    @property
    def basis(self):
        """Which body they have of their own, and which one the school has."""
        bodies = (self.own, self.school_body)
        return "/".join(str(body.pk) if body else "" for body in bodies)

    def get_initial(self):
        """What we have on record, which shows what there is to change."""
        own = self.own
        return {
            "follows_school": "no" if own else "yes",
            "body_type": own.type if own else NOT_APPOINTED,
            "appropriate_body": own.pk if own else None,
        }

    def complete(self):
        details.change_appropriate_body(
            ect=self.ect,
            appropriate_body=self.chosen,
            shown=self.ect.appropriate_body_id,
            by=self.actor,
            reference=self.draft.reference,
        )
        return "../confirmation/"
