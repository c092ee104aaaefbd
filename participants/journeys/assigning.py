"""A tutor says who mentors whom, from the ECT's side or from the mentor's."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

from config.web.journeys import CheckAnswers, Exit, Question
from participants.changeable import Change
from participants.forms.mentoring import ECTsForm, MentorForm
from participants.models import Mentorship
from participants.services import mentorships as services

from .people import MAY_NOT_CHANGE, ECTJourney, MentorJourney


class AssignMentor(ECTJourney):
    """Another mentor for an ECT, or their first."""

    name = "assign-mentor"
    template_folder = "participants/assign_mentor"
    changes = Change.MENTOR
    help_topic = "Assigning a mentor"
    return_words = "Go back to assigning a mentor"
    steps = [
        MAY_NOT_CHANGE,
        Exit("no-mentors", when=lambda journey: not journey.mentors_offered),
        Question("mentor", MentorForm),
        Exit("mentor-already", when=lambda journey: journey.is_mentor_already),
        CheckAnswers(),
    ]

    @cached_property
    def mentorships(self):
        """Whom the ECT has, and is to have, as a mentor."""
        found = self.ect.mentorships.going_on().select_related("mentor__teacher")
        return list(found.order_by("started_on"))

    @cached_property
    def mentors_offered(self):
        """The mentors for whom there is a day that both are here; one of them may be present."""
        present = self.ect.mentorships.going_on().filter(
            mentor=OuterRef("pk"), own_finished_on=None
        )
        available = self.school.mentors.available(on=self.ect.started_on)
        found = available.select_related("teacher").annotate(is_present=Exists(present)).by_name()
        return [one for one in found if services.can_mentor(ect=self.ect, mentor=one)]

    @property
    def mentor(self):
        """The one that is chosen."""
        return self.answers["mentor"]

    @property
    def is_mentor_already(self):
        """Whether this is the mentor that the ECT has, and nobody is to follow."""
        return self.mentor.is_present

    @property
    def first_day(self):
        """From when they mentor the ECT."""
        return services.starts_on(ect=self.ect, mentor=self.mentor)

    @property
    def ending(self):
        """
        The mentors whose place the new one takes.

        Each with their last day, or None for those who do not begin at all.
        """
        first_day = self.first_day
        last_day = first_day - timedelta(days=1)
        return [
            (one.mentor.full_name, last_day if one.started_on < first_day else None)
            for one in self.mentorships
            if not one.is_over(first_day) and one.mentor_id != self.mentor.pk
        ]

    @property
    def shown(self):
        """Who mentors the ECT, as the pages say."""
        return {self.ect.pk: services.held_of(self.mentorships)}

    @property
    def basis(self):
        """Who mentors the ECT, and from which day that changes."""
        if not self.is_ready:
            return ""
        return f"{self.shown[self.ect.pk]}/{self.first_day}"

    def get_initial(self):
        """The mentor of now, which shows what there is to change."""
        present = (one.pk for one in self.mentors_offered if one.is_present)
        return {"mentor": next(present, None)}

    def complete(self):
        services.assign_all(
            ects=[self.ect],
            mentor=self.mentor,
            shown=self.shown,
            by=self.actor,
            reference=self.draft.reference,
        )
        return "../confirmation/"


class AssignECTs(MentorJourney):
    """ECTs for a mentor, in place of whoever mentors them."""

    name = "assign-ects"
    template_folder = "participants/assign_ects"
    help_topic = "Assigning ECTs to a mentor"
    steps = [
        MAY_NOT_CHANGE,
        Exit("no-ects", when=lambda journey: not journey.ects_offered),
        Question("ects", ECTsForm),
        CheckAnswers(),
    ]

    def people(self):
        """Those whom it may be about. Their training is no part of it."""
        return super().people().prefetch_related(None)

    @property
    def may_change(self):
        """Whether the mentor is still here."""
        return bool(self.changeable)

    @cached_property
    def _mentorships(self):
        """Of all ECTs at the school, by the ECT's number, the first of them first."""
        found = self.school.mentorships.going_on().select_related("mentor__teacher")
        by_ect: dict[int, list[Mentorship]] = {}
        for mentorship in found.order_by("started_on"):
            by_ect.setdefault(mentorship.ect_id, []).append(mentorship)
        return by_ect

    @property
    def mentor_names(self):
        """Who mentors each ECT, or is to."""
        last = {number: found[-1] for number, found in self._mentorships.items()}
        return {number: one.mentor.full_name for number, one in last.items()}

    @cached_property
    def ects_offered(self):
        """The ECTs whom this mentor can take on, first those without a mentor."""
        current = self.school.ects.current().select_related("teacher").by_name()
        offered = [
            ect
            for ect in current
            if services.can_mentor(ect=ect, mentor=self.mentor)
            and not services.mentors_already(self._mentorships.get(ect.pk, []), self.mentor)
        ]
        return sorted(offered, key=lambda ect: ect.pk in self._mentorships)

    @property
    def chosen(self):
        """The ECTs that are chosen, each with the day and the mentor of before, if any."""
        return [
            (
                ect,
                services.starts_on(ect=ect, mentor=self.mentor),
                self.mentor_names.get(ect.pk, ""),
            )
            for ect in self.answers["ects"]
        ]

    @property
    def shown(self):
        """Who mentors each of them, as the pages say."""
        return {
            ect.pk: services.held_of(self._mentorships.get(ect.pk, []))
            for ect in self.answers["ects"]
        }

    @property
    def basis(self):
        """Who mentors each of them, and from which day that changes."""
        if not self.is_ready:
            return ""
        days = {ect.pk: first_day for ect, first_day, _ in self.chosen}
        return "/".join(f"{held}.{days[number]}" for number, held in self.shown.items())

    def complete(self):
        services.assign_all(
            ects=self.answers["ects"],
            mentor=self.mentor,
            shown=self.shown,
            by=self.actor,
            reference=self.draft.reference,
        )
        return "../confirmation/"
