"""From a template to a subject and a body."""

import pytest
from jinja2 import DictLoader, UndefinedError

from notifications import rendering
from notifications.models import Email


@pytest.fixture
def rendered(monkeypatch):
    """Renders a text as if it were a template of its own."""

    def render(text, **context):
        monkeypatch.setattr(
            rendering, "environment", lambda: environment.overlay(loader=DictLoader({"x": text}))
        )
        return rendering.render("x", context)

    environment = rendering.environment()
    return render


def test_the_first_line_is_the_subject(rendered):
    text = "Subject: Tell us about {{ school }}\n\nDear {{ name }}\n\nGoodbye"
    assert rendered(text, school="Ashford School", name="Grace") == (
        "Tell us about Ashford School",
        "Dear Grace\n\nGoodbye\n",
    )


def test_blocks_leave_no_holes(rendered):
    text = (
        "Subject: Hello\n\nOne\n\n{% if no %}\nTwo\n\n{% endif %}\n"
        "{% for row in rows %}\n* {{ row }}\n{% endfor %}\n\n\n\nThree  \n"
    )
    assert rendered(text, no=False, rows=["a", "b"])[1] == "One\n\n* a\n* b\n\nThree\n"


def test_a_misspelt_name_is_an_error(rendered):
    with pytest.raises(UndefinedError):
        rendered("Subject: Hello\n\n{{ shcool }}", school="Ashford School")
    with pytest.raises(UndefinedError):
        rendered("Subject: Hello\n\n{% if shcool %}x{% endif %}", school="Ashford School")
    with pytest.raises(UndefinedError):
        rendered("Subject: Hello\n\n{{ row.lable }}", row={"label": "x"})


@pytest.mark.parametrize(
    "text", ["Hello\n\nYou", "Subject: Hello\nYou", "\nSubject: Hello\n\nYou", "Subject: Hello"]
)
def test_a_template_without_a_subject_is_an_error(rendered, text):
    with pytest.raises(ValueError, match="does not begin with"):
        rendered(text)


def test_a_typed_value_cannot_end_the_subject(rendered):
    subject, body = rendered("Subject: {{ a }}\n\nBody", a="Hi\n\nBcc: all@evil.example")
    assert (subject, body) == ("Hi Bcc: all@evil. example", "Body\n")


def test_a_subject_always_fits(rendered):
    subject, _body = rendered("Subject: {{ a }} and more\n\nBody", a="x" * 400)
    assert len(subject) == Email._meta.get_field("subject").max_length
    assert subject.endswith("x…")
