"""
The journeys of induction tutors.

What they share: whose they are, and for which school and year. And the one that ends it: a
tutor hands over to another.
"""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator

from config.events.services import Actor
from config.support import contexts
from config.web.journeys import CheckAnswers, Exit, Journey, NoticeForm, Question

from .access import for_tutor, handed_over, owner_key, schools_of
from .forms import NewTutorForm
from .journeys import names_unusable_tutor
from .models import Cohort, School
from .queries import LooksUpAnswers
from .services import tutors


@method_decorator(for_tutor, name="dispatch")
class TutorJourney(Journey):
    """
    A journey of a school's induction tutor, under the school's address.

    A draft is the tutor's own, for that school. Where a school has closed, is not open yet, or
    may not register people, the pages lead to its home, which says why.
    """

    #: Whether the tutor of a school that has closed may go through it, too.
    is_for_closed_schools = False
    #: What “Ask DfE for help” is told that this is about.
    help_topic = ""

    def dispatch(self, request, *args, **place):
        self.school, self.user = request.school, request.user
        self.caption, self.school_urn = self.school.name, self.school.urn
        self.way_out = reverse_lazy("home:school", args=[self.school.urn])
        if not (self.school.may_register or self._may_go_on_after_closing):
            return redirect(self.way_out)
        self.begin(**place)
        return super().dispatch(request, *args, **place)

    def begin(self, **place):
        """Find what the rest of the address stands for. Raises ``Http404`` if there is none."""

    @property
    def person_key(self) -> str:
        """Whom a request for help is about, if that is someone of this school."""
        return ""

    @property
    def help_url(self):
        """“Ask DfE for help”, with what this is about filled in."""
        return contexts.url_for(
            topic=self.help_topic,
            school_urn=self.school.urn,
            school=self.school.label,
            person=self.person_key,
            draft_id=self.draft_id,
        )

    @property
    def _may_go_on_after_closing(self):
        return self.is_for_closed_schools and self.school.has_closed

    @property
    def owner_key(self):
        return owner_key(self.user, self.school)

    @property
    def actor(self) -> Actor:
        """Who does it, for the record."""
        words = f"{self.user.full_name}, induction tutor ({self.user.email})"
        return Actor(f"user:{self.user.pk}", words)

    def check_allowed(self):
        """The appointment counts at the moment of completing, under the school's lock."""
        # two statements: one that waits for the lock reads the appointments of before it
        School.objects.locked().get(pk=self.school.pk)
        if not schools_of(self.user).filter(pk=self.school.pk).exists():
            raise Http404("no longer the tutor of this school")


class CohortJourney(LooksUpAnswers, TutorJourney):
    """A tutor's journey about one open cohort, whose first year stands in the address."""

    def begin(self, **place):
        self.year = place["year"]
        self.subject = str(self.year)
        cohorts = {cohort.start_year: cohort for cohort in self.answers_by_cohort}
        if self.year not in cohorts or not cohorts[self.year].is_open:
            raise Http404("not an open cohort")
        self.cohort = cohorts[self.year]


class ChangeTutor(TutorJourney):
    """The induction tutor hands over to someone else, and has lost the school by the end."""

    name = "change-tutor"
    template_folder = "schools/change_tutor"
    help_topic = "Changing the induction tutor"
    steps = [
        Question("before-you-start", NoticeForm),
        Question(
            "nominate-tutor", NewTutorForm, template_name="schools/tutors/nominate-tutor.html"
        ),
        Exit("cannot-be-tutor", when=names_unusable_tutor),
        CheckAnswers(),
    ]

    def dispatch(self, request, *args, draft=None, **place):
        """Whoever presses again, after handing over, still sees that it is done."""
        try:
            return super().dispatch(request, *args, draft=draft, **place)
        except Http404:
            done = handed_over(request.user, draft)
            if done is None:
                raise
            return redirect(done.result_url)

    def complete(self):
        tutors.appoint(
            school=self.school,
            cohort=Cohort.objects.registration_cohort(),
            first_name=self.answers["tutor_first_name"],
            last_name=self.answers["tutor_last_name"],
            email=self.answers["tutor_email"],
            replaces=self.user,
            by=self.actor,
            reference=self.draft.reference,
        )
        return reverse("schools:tutor-changed", args=[self.draft.pk])
