"""
The questions about who mentors whom.

A journey that asks for a mentor has ``mentors_offered``, those to choose from, and the ECT's
``person_name``. One that asks for ECTs has ``ects_offered``, the mentor's ``person_name``, and
``mentor_names``, which says by an ECT's number who mentors them.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms

from config.web import clock, formats
from config.web.forms import Answer, TypeAheadField
from config.web.journeys import QuestionForm
from participants.models import ECTAtSchool, MentorAtSchool

#: More mentors than this are chosen by typing.
MOST_RADIOS = 20
LATER = "later"


class MentorForm(QuestionForm):
    """Who mentors an ECT: radios, or a type-ahead where there are many."""

    #: Whether “later” is an answer.
    may_be_later = False

    mentor = TypeAheadField()

    def __init__(self, data=None, *, journey, initial):
        self.offered = {str(mentor.pk): mentor for mentor in journey.mentors_offered}
        if journey.added in self.offered:
            # Whoever was added on the way is chosen, whatever was chosen before.
            data, initial = None, initial | {"mentor": journey.added}
        super().__init__(data, journey=journey, initial=initial)
        name = journey.person_name
        field = self.fields["mentor"]
        field.label = f"Who will mentor {name}?"
        field.error_messages |= {
            "required": f"Select who will mentor {name}",
            "invalid_choice": "Select a mentor from the list",
        }
        choices = labels_of(self.offered.values())
        if self.may_be_later:
            choices.append((LATER, "Assign a mentor later"))
        if len(self.offered) > MOST_RADIOS:
            field.help_text = "Start typing a name, then select it from the list."
            choices.insert(0, ("", "Select a mentor"))
        else:
            field.widget = forms.RadioSelect()
        field.choices = choices

    def clean_mentor(self):
        return self.offered.get(self.cleaned_data["mentor"])

    @property
    def answers(self):
        """The mentor by name."""
        mentor = self.cleaned_data["mentor"]
        return [Answer("Mentor", mentor.full_name if mentor else "Assign later")]


class MentorOrLaterForm(MentorForm):
    """The same, where there is time. Its answer is None for “later”."""

    may_be_later = True


class ECTsForm(QuestionForm):
    """Which ECTs someone mentors from now on, each shown with the mentor they have."""

    ects = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select ECTs from the list"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.journey.person_name
        self.offered = {str(ect.pk): ect for ect in self.journey.ects_offered}
        field = self.fields["ects"]
        field.label = f"Which ECTs will {name} mentor?"
        field.help_text = (
            f"Select all that apply. ECTs without a mentor come first. {name} takes over where an"
            " ECT has a mentor already."
        )
        field.error_messages["required"] = f"Select the ECTs that {name} will mentor"
        names = self.journey.mentor_names
        field.choices = [
            (key, f"{label} – {_mentored_by(names.get(int(key)))}")
            for key, label in labels_of(self.offered.values())
        ]

    def clean_ects(self):
        chosen = set(self.cleaned_data["ects"])
        return [ect for key, ect in self.offered.items() if key in chosen]

    @property
    def answers(self):
        """The ECTs by name."""
        chosen = [ect.full_name for ect in self.cleaned_data["ects"]]
        return [Answer("ECTs" if len(chosen) > 1 else "ECT", ", ".join(chosen))]


def labels_of(places: Iterable[ECTAtSchool | MentorAtSchool]) -> list[tuple[str, str]]:
    """
    What to choose people by: their numbers, and their names.

    People of one name have their TRN beside it, and those who come or go have the day.
    """
    named = [(place, place.full_name) for place in places]
    times, today = Counter(name for _, name in named), clock.today()
    return [(str(place.pk), _label(place, name, times[name] > 1, today)) for place, name in named]


def _label(place: Any, name, has_namesake, today) -> str:
    words = [f"{name}, TRN {place.teacher.trn}" if has_namesake else name]
    if place.started_on > today:
        words.append(f"from {formats.day(place.started_on)}")
    if place.finished_on:
        words.append(f"until {formats.day(place.finished_on - timedelta(days=1))}")
    return ", ".join(words)


def _mentored_by(name):
    return f"mentored by {name}" if name else "no mentor yet"
