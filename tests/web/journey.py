"""
Two journeys of the tests' own, with every kind of step that a journey can have.

``PlanVisit`` asks for a visit or a call, and writes an event when it is planned. What has
been planned before stands in events too, so that the tests need no model of their own.
"""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property

from config.events.models import Event
from config.web.errors import Refused
from config.web.forms import (
    DateField,
    EmailField,
    NameField,
    TypeAheadField,
    YesNoField,
)
from config.web.journeys import CheckAnswers, Exit, Journey, NoticeForm, Question, QuestionForm

PLANNED = "visit planned"
TOWNS = {
    2026: ["Ashford", "Bath", "King’s Lynn", "St. Ives"],
    2027: ["Bath", "Zoë’s Hill (Ö)"],
}


class Taken(Refused):
    """Somebody else was quicker; the records now lead to a page that says so."""


class NotToday(Refused):
    """No page is made for this one."""


# The service


def plan(*, town, day, name, email):
    """Plan a visit, unless there is one in that town on that day."""
    if is_taken(town=town, day=day):
        raise Taken(f"There is a visit to {town} on that day.")
    return Event.objects.create(
        kind=PLANNED,
        by_key="tests",
        by_words=name,
        about_type="town and day",
        about_id=f"{town} {day}"[:50],
        after={"email": email},
    )


def is_taken(*, town, day):
    """Whether a visit to that town is planned for that day."""
    return bool(town) and Event.objects.filter(kind=PLANNED, about_id=f"{town} {day}").exists()


# The forms


class WhoForm(QuestionForm):
    title = "Who are you?"
    short_labels = {"email": "Email address"}
    large = ("email",)

    first_name = NameField(label="First name", thing="first name")
    last_name = NameField(label="Last name", thing="last name")
    email = EmailField(label="Email address")


class BeforeForm(NoticeForm):
    title = "Before you start"


class KindForm(QuestionForm):
    kind = forms.ChoiceField(
        label="What do you want to plan?",
        choices=[("visit", "A visit"), ("call", "A call"), ("none", "Nothing")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what you want to plan"},
    )


class DayForm(QuestionForm):
    day = DateField(label="On which day?", thing="the day")

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day.year not in TOWNS:
            raise ValidationError("The day must be in 2026 or 2027", params={"parts": ["year"]})
        return day


class TownForm(QuestionForm):
    """Only towns that can be visited in that year."""

    short_labels = {"town": "Town"}

    town = TypeAheadField(
        label="Which town?",
        help_text="Start typing its name",
        error_messages={
            "required": "Select a town",
            "invalid_choice": "Select a town from the list",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        towns = TOWNS[self.journey.answers["day"].year]
        self.fields["town"].choices = [("", ""), *((town, town) for town in towns)]


class LongForm(QuestionForm):
    long = YesNoField(
        label="Do you need an hour?", error_messages={"required": "Select yes if you need an hour"}
    )


class ContactForm(QuestionForm):
    reveals = {"contact": {"phone": "phone", "other": "note"}}
    short_labels = {"contact": "Contact by"}

    contact = forms.ChoiceField(
        label="How should we tell you?",
        choices=[("email", "By email"), ("phone", "By phone"), ("other", "Another way")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how we should tell you"},
    )
    phone = forms.CharField(
        label="Phone number",
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel"}),
        error_messages={"required": "Enter a phone number"},
    )
    note = forms.CharField(
        label="How?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how we should tell you"},
    )


def wants(kind):
    """The condition of a step for one kind of plan."""
    return lambda journey: journey.answers["kind"] == kind


@method_decorator(login_not_required, name="dispatch")
class PlanVisit(Journey):
    """Several questions, a notice, a reveal, a date, two exits, check answers."""

    name = "plan-visit"
    template_folder = "visits"
    caption = "Ashford School"
    school_urn = 100001
    steps = [
        Question("who", WhoForm),
        Question("before-you-start", BeforeForm),
        Question("kind", KindForm),
        Exit("nothing", when=wants("none")),
        Question("day", DayForm),
        Question("town", TownForm, when=wants("visit")),
        Exit("taken", when=lambda journey: journey.is_taken),
        Question("long", LongForm, when=wants("call")),
        Question("contact", ContactForm),
        CheckAnswers(),
    ]

    @property
    def owner_key(self):
        return f"visitor:{self.kwargs['owner']}"

    @cached_property
    def is_taken(self):
        return is_taken(town=self.answers.get("town"), day=self.answers["day"])

    def complete(self):
        before_planning()
        event = plan(
            town=self.answers.get("town", ""),
            day=self.answers["day"],
            name=f"{self.answers['first_name']} {self.answers['last_name']}",
            email=self.answers["email"],
        )
        after_planning()
        return reverse("planned", args=[event.pk])


class NewNameForm(QuestionForm):
    new_name = NameField(label="What is the new name?", thing="new name")


@method_decorator(login_not_required, name="dispatch")
class ChangeName(Journey):
    """One question and no check answers page: its answer completes it."""

    name = "change-name"
    subject = "name"
    steps = [Question("new-name", NewNameForm)]

    owner_key = PlanVisit.owner_key

    def get_initial(self):
        return {"new_name": "Ada"}

    def complete(self):
        if self.answers["new_name"] == "Nobody":
            raise NotToday("Nobody is called that.")
        event = plan(town="", day="", name=self.answers["new_name"], email="")
        return reverse("planned", args=[event.pk])


@login_not_required
def planned(request, event_id):
    """The confirmation."""
    event = get_object_or_404(Event, pk=event_id)
    return render(request, "visits/planned.html", {"event": event})


def before_planning():
    """Something that tests put in the way of completing."""


def after_planning():
    """Something that goes wrong when the work is done and not yet noted."""
    assert transaction.get_connection().in_atomic_block
