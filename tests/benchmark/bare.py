"""
What a journey’s page costs, beside a bare page that asks the same.

The bare page is what one would write without journeys: a function behind ``for_tutor``, as every
page of a school is, with a plain Django form, in a template that fills the same layout and
draws each field with the same macro. It knows of no other page: it has no draft, no answers
given before, no path from the first question to this one.

The same tutor opens both by turns, some hundred times, through all of Django: middleware,
session, person, school. What counts is the CPU time of this process, so that it makes little
difference what else the machine does. A ratio of 1.25 says that the journey’s page takes a
quarter more.

Each question is shown as it is when it is reached first, with all answers before it checked
again. From the email address on, this takes looking the person up by their TRN, which the bare
page does not do. What that alone takes stands in a line of its own.
"""

import time
from collections.abc import Callable, Iterator
from statistics import median

from django import forms
from django.http import HttpResponse
from django.template import engines
from django.test import override_settings
from django.urls import include, path, reverse

from participants import lookups
from participants.lookups import Person, Role
from schools.access import for_tutor

from .people import big_school, signed_in, unknown_people
from .walks import step_of, walk

#: How often each is opened, after a few times that do not count.
TIMES, WARMING_UP = 200, 20

_LAYOUT = """
{% extends "base.html" %}
{% from "govuk_frontend_jinja/components/button/macro.html" import govukButton %}
{% from "govuk_frontend_jinja/components/date-input/macro.html" import govukDateInput %}
{% from "govuk_frontend_jinja/components/input/macro.html" import govukInput %}
{% from "govuk_frontend_jinja/components/select/macro.html" import govukSelect %}
{% set back_url = "/" %}
{% block title %}{{ heading }}{% endblock %}
{% block main_column %}
<form method="post" novalidate>
  {{ csrf_input }}
  <span class="govuk-caption-l">{{ school.name }}</span>
  <h1 class="govuk-heading-l">{{ heading }}</h1>
  FIELDS
  {{ govukButton({"text": "Continue", "preventDoubleClick": true}) }}
</form>
{% endblock %}
"""
_INPUTS = """
{% for field in form %}
{{ govukInput({
  "id": field.auto_id, "name": field.html_name, "value": field.value() or "",
  "label": {"text": field.label}, "hint": {"text": field.help_text} if field.help_text else None,
  "autocomplete": "off",
}) }}
{% endfor %}
"""
_DATE = """
{% set items = [] %}
{% for field in form %}
{{- items.append({"name": field.html_name, "value": field.value() or ""}) or "" }}
{% endfor %}
{{ govukDateInput({"id": "date", "namePrefix": "date", "items": items,
  "fieldset": {"legend": {"text": heading}}, "hint": {"text": "For example, 1 9 2026"}}) }}
"""
_SELECT = """
{% set items = [] %}
{% for value, text in form["mentor"].field.choices %}
{{- items.append({"value": value, "text": text}) or "" }}
{% endfor %}
{{ govukSelect({"id": "mentor", "name": "mentor", "items": items, "label": {"text": heading}}) }}
"""


class NameForm(forms.Form):
    """What someone is called."""

    first_name = forms.CharField(label="First name", max_length=100)
    last_name = forms.CharField(label="Last name", max_length=100)


class EmailForm(forms.Form):
    """Where they are written to."""

    email = forms.EmailField(label="Email address", help_text="Their own work address.")


class DateForm(forms.Form):
    """When they start."""

    day, month, year = forms.IntegerField(), forms.IntegerField(), forms.IntegerField()


class MentorForm(forms.Form):
    """Who mentors them, of many."""

    mentor = forms.ChoiceField()

    def __init__(self, *args, school):
        super().__init__(*args)
        mentors = school.mentors.current().select_related("teacher").by_name()
        self.fields["mentor"].choices = [
            *((str(mentor.pk), mentor.teacher.full_name) for mentor in mentors),
            ("later", "Assign a mentor later"),
        ]


#: By the step of registering an ECT that asks the same: the form, and what draws it.
_FORMS: dict[str, tuple[Callable, str]] = {
    "name": (lambda data, school: NameForm(data), _INPUTS),
    "email": (lambda data, school: EmailForm(data), _INPUTS),
    "start-date": (lambda data, school: DateForm(data), _DATE),
    "mentor": (lambda data, school: MentorForm(data, school=school), _SELECT),
}
_TEMPLATES: dict[str, object] = {}


@for_tutor
def bare(request, urn, step):
    """A page that asks one thing and forgets it."""
    make_form, _ = _FORMS[step]
    form = make_form(request.POST or None, request.school)
    context = {"form": form, "school": request.school, "heading": "What is it?"}
    return HttpResponse(_TEMPLATES[step].render(context, request))


urlpatterns = [
    path("bare/<urn:urn>/<slug:step>/", bare, name="bare"),
    path("", include("config.urls")),
]


def figures() -> Iterator[tuple[str, str]]:
    """Both, and how many times as much the journey’s page takes."""
    school, people = big_school(), unknown_people()
    client = signed_in(school)
    for step, (_, fields) in _FORMS.items():
        text = _LAYOUT.replace("FIELDS", fields).strip()
        _TEMPLATES[step] = engines["jinja2"].from_string(text)
    with override_settings(ROOT_URLCONF=__name__):
        for step in _FORMS:
            journeys_page = _reached(client, school, step, next(people))
            bare_page = reverse("bare", args=[school.urn, step])
            journeys, bares = _by_turns(
                lambda page=journeys_page: _open(client, page),
                lambda page=bare_page: _open(client, page),
            )
            yield (
                f"CPU of “{step}”, in a journey / bare",
                f"{journeys:.1f} ms / {bares:.1f} ms = {journeys / bares:.2f}",
            )
    ect = school.ects.current().first().teacher
    person = Person(
        trn=ect.trn,
        first_name=ect.first_name,
        last_name=ect.last_name,
        date_of_birth=ect.date_of_birth,
    )
    [alone] = _by_turns(lambda: lookups.find(person, role=Role.ECT, school=school))
    yield "CPU of looking someone up", f"{alone:.1f} ms"


def _reached(client, school, step, answers) -> str:
    """The page of a question that has just been reached."""
    start = reverse("participants:register-ect", args=[school.urn])
    for page in walk(client, start, answers=answers):
        if step_of(page.next_url) == step:
            return page.next_url
    raise SystemExit(f"Nobody is asked for {step}")


def _open(client, address) -> None:
    if client.get(address).status_code != 200:
        raise SystemExit(f"{address} is no page")


def _by_turns(*actions) -> list[float]:
    """The usual CPU time of each, in milliseconds."""
    took: list[list[float]] = [[] for _ in actions]
    for _ in range(TIMES + WARMING_UP):
        for times, action in zip(took, actions, strict=True):
            started = time.process_time()
            action()
            times.append((time.process_time() - started) * 1000)
    return [median(times[WARMING_UP:]) for times in took]
