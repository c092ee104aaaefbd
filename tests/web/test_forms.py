"""Django forms drawn as GOV.UK components, errors and all."""

import datetime

import html5lib
import pytest
from bs4 import BeautifulSoup
from django import forms
from django.http import QueryDict

from config.web.forms import DateField, DateWidget, EmailField, Form, TypeAheadField
from config.web.journeys import NoticeForm


class EveryForm(Form):
    name = forms.CharField(
        label="Full name",
        help_text="As on their <passport>",
        max_length=10,
        widget=forms.TextInput(
            attrs={"autocomplete": "name", "class": "govuk-input--width-20", "spellcheck": "false"}
        ),
        error_messages={"required": "Enter a name"},
    )
    born = DateField(
        label="Date of birth", thing="their date of birth", widget=DateWidget(birthday=True)
    )
    country = forms.ChoiceField(
        label="Country", choices=[("", "Choose"), ("e", "England"), ("w", "Wales")]
    )
    body = TypeAheadField(label="Body", choices=[("", ""), (1, "One"), (2, "Two")])
    subjects = forms.MultipleChoiceField(
        label="Subjects",
        choices=[("m", "Maths"), ("p", "Physics")],
        widget=forms.CheckboxSelectMultiple,
    )
    year = forms.TypedChoiceField(
        label="Year", coerce=int, choices=[(2025, "2025"), (2026, "2026")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label="I agree", error_messages={"required": "You must agree"})
    notes = forms.CharField(label="Notes", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    paper = forms.FileField(label="Paper", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class RevealForm(Form):
    contact = forms.ChoiceField(
        label="How?",
        choices=[("email", "Email"), ("note", "Other"), ("none", "None")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how"},
    )
    email = EmailField(label="Email")
    note = forms.CharField(
        label="Note", widget=forms.Textarea, error_messages={"required": "Say how"}
    )

    reveals = {"contact": {"email": "email", "note": "note"}}


def render(form):
    html = str(form)
    parser = html5lib.HTMLParser()
    parser.parseFragment(html)
    assert not parser.errors, parser.errors
    return BeautifulSoup(html, "html.parser")


def post(cls, query):
    return cls(QueryDict(query))


def test_each_widget_is_its_component():
    page = render(EveryForm())
    name = page.select_one("input[name=name]")
    assert name["class"] == ["govuk-input", "govuk-input--width-20"]
    assert name["autocomplete"] == "name"
    assert name["spellcheck"] == "false"
    assert not {"maxlength", "required", "minlength"} & set(name.attrs)
    assert page.select_one("label[for=id_name]").text.strip() == "Full name"
    assert page.select_one("#id_name-hint").text.strip() == "As on their <passport>"
    assert name["aria-describedby"] == "id_name-hint"
    parts = page.select(".govuk-date-input input")
    assert [part["id"] for part in parts] == ["id_born-day", "id_born-month", "id_born-year"]
    assert [part["name"] for part in parts] == ["born-day", "born-month", "born-year"]
    assert page.select_one("#id_born-day")["autocomplete"] == "bday-day"
    assert page.select_one("select#id_country.govuk-select")
    assert page.select_one("select#id_body.govuk-select")["data-type-ahead"] == ""
    assert len(page.select(".govuk-checkboxes input[name=subjects]")) == 2
    assert [r["value"] for r in page.select(".govuk-radios input[name=year]")] == ["2025", "2026"]
    assert page.select_one(".govuk-checkboxes input[name=agree]")
    assert page.select_one("textarea#id_notes.govuk-textarea")["rows"] == "4"
    assert page.select_one("input[type=password][name=password]")
    assert page.select_one("input[type=file].govuk-file-upload[name=paper]")
    assert page.select_one("input[type=hidden][name=token]")


def test_shows_what_was_typed_and_chosen():
    form = post(
        EveryForm,
        "name=Ada&born-day=1&born-month=9&born-year=1990&country=w&body=2&subjects=p&year=2026"
        "&agree=on&notes=a%0Ab",
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == datetime.date(1990, 9, 1)
    page = render(form)
    assert page.select_one("#id_name")["value"] == "Ada"
    assert page.select_one("#id_born-year")["value"] == "1990"
    assert [option["value"] for option in page.select("option[selected]")] == ["w", "2"]
    assert [box["value"] for box in page.select("input[checked]")] == ["p", "2026", "on"]
    assert page.select_one("textarea").text == "a\nb"
    assert [answer.value for answer in form.answers[:7]] == [
        "Ada",
        "1 September 1990",
        "Wales",
        "Two",
        "Physics",
        "2026",
        "Yes",
    ]


def test_shows_initial_values():
    born = datetime.date(1990, 9, 1)
    page = render(EveryForm(initial={"born": born, "year": 2025, "subjects": ["m"], "body": 2}))
    assert [box["value"] for box in page.select("input[checked]")] == ["m", "2025"]
    assert page.select_one("#id_born-month")["value"] == "9"
    assert page.select_one("option[selected]")["value"] == "2"


def test_every_error_in_the_summary_links_to_an_input_that_can_take_the_focus():
    form = post(EveryForm, "x=1")
    page = render(form)
    assert [item["href"] for item in form.error_list] == [
        "#id_name",
        "#id_born-day",
        "#id_country",
        "#id_body",
        "#id_subjects",
        "#id_year",
        "#id_agree",
    ]
    for item in form.error_list:
        assert page.select_one(item["href"]).name in {"input", "select", "textarea"}, item
    assert page.select_one("#id_name-error").text.split(":")[-1].strip() == "Enter a name"
    assert page.select_one("#id_name")["aria-describedby"] == "id_name-hint id_name-error"


def test_an_error_of_the_whole_form_leads_to_its_first_input():
    form = post(RevealForm, "contact=none")
    form.add_error(None, "Nobody answers there")
    assert form.error_list == [{"text": "Nobody answers there", "href": "#id_contact"}]


def test_a_page_with_one_question_has_it_as_its_heading():
    class One(Form):
        email = EmailField(label="What is your email address?")

    label = render(One()).select_one("h1 label.govuk-label--l")
    assert label.text.strip() == One().heading == "What is your email address?"
    assert not render(EveryForm()).select("h1")
    assert render(RevealForm()).select_one("fieldset legend h1").text.strip() == "How?"


def test_a_page_with_a_title_of_its_own_keeps_its_question_small():
    class Titled(Form):
        title = "Your email address"
        email = EmailField(label="What is your email address?")

    assert Titled().heading == "Your email address"
    assert not render(Titled()).select("h1")


def test_a_notice_asks_nothing():
    class Notice(NoticeForm):
        title = "Before you start"

    notice = Notice(journey=None)
    assert notice.heading == "Before you start"
    assert str(notice).strip() == ""
    form = Notice(QueryDict("anything=1"), journey=None)
    assert form.is_valid()
    assert form.typed == {}
    assert form.answers == []


def test_a_choice_reveals_its_field():
    page = render(RevealForm())
    radio = page.select_one("input[value=email]")
    assert page.select_one(f"#{radio['data-aria-controls']} input[name=email]")
    assert "data-aria-controls" not in page.select_one("input[value=none]").attrs
    assert len(page.select("input[name=email]")) == 1


@pytest.mark.parametrize(
    ("sent", "errors", "cleaned"),
    [
        ("x=1", {"contact": ["Select how"]}, {"email": "", "note": ""}),
        (
            "contact=email",
            {"email": ["Enter an email address"]},
            {"contact": "email", "note": ""},
        ),
        ("contact=none&email=nope", {}, {"contact": "none", "email": "", "note": ""}),
        (
            "contact=note&note=By+post&email=a@b.uk",
            {},
            {"contact": "note", "email": "", "note": "By post"},
        ),
        ("contact=nonsense&email=a@b.uk", {"contact": 1}, {"email": "", "note": ""}),
    ],
)
def test_only_what_is_revealed_is_required_and_kept(sent, errors, cleaned):
    form = post(RevealForm, sent)
    assert list(form.errors) == list(errors)
    assert form.cleaned_data == cleaned
    assert [item["href"] for item in form.error_list] == [f"#id_{name}" for name in errors]


def test_what_was_not_on_show_is_neither_kept_nor_played_back():
    form = post(RevealForm, "contact=none&email=ada@school.example&note=x&junk=1&contact-junk=1")
    assert form.is_valid()
    assert form.typed == {"contact": ["none"]}
    assert [answer.key for answer in form.answers] == ["How?"]


def test_a_hidden_field_does_not_fall_back_on_its_initial_value():
    form = RevealForm(QueryDict("contact=none"), initial={"email": "old@school.example"})
    assert form.is_valid()
    assert form.cleaned_data["email"] == ""


def test_every_part_of_a_field_is_kept():
    form = post(EveryForm, "born-day=1&born-month=&born-junk=9&body=1&body-typed=Two&subjects=m")
    assert form.typed == {
        "born-day": ["1"],
        "born-month": [""],
        "body": ["1"],
        "body-typed": ["Two"],
        "subjects": ["m"],
    }


def test_a_revealed_textarea_keeps_its_lines_as_typed():
    form = post(RevealForm, "contact=note&note=one%0Atwo%0Athree")
    assert render(form).select_one("textarea").text == "one\ntwo\nthree"


def test_what_people_type_is_escaped():
    form = post(
        EveryForm,
        "name=%22%3E%3Cscript%3E&notes=%3C/textarea%3E%3Cscript%3E&body-typed=%22%3E%3Cscript%3E",
    )
    assert "<script>" not in str(form)
    assert render(form).select_one("#id_body")["data-type-ahead"] == '"><script>'


def test_a_large_answer_is_marked_so():
    class Large(Form):
        email = EmailField(label="Email")
        large = ("email",)

    form = post(Large, "email=ada@school.example")
    assert form.is_valid()
    assert form.answers[0].is_large
