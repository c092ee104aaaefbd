"""What holds for every email there is, so that a new one cannot forget it."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from notifications import kinds, links, previews
from notifications.models import Email
from notifications.rendering import render

KINDS = kinds.all_kinds()
TEMPLATES = sorted((settings.BASE_DIR / "templates" / "emails").rglob("*.md"))
MOST_WORDS = 25


@pytest.fixture(params=KINDS, ids=[kind.name for kind in KINDS])
def kind(request):
    return request.param


@pytest.fixture
def text(kind):
    """The subject and body, as one text."""
    return "\n\n".join(render(kind.template, kind.sample()))


def test_every_template_belongs_to_a_kind():
    names = {str(path.relative_to(settings.BASE_DIR / "templates")) for path in TEMPLATES}
    assert names == {kind.template for kind in KINDS}


def test_it_promises_no_email_that_is_never_sent(text):
    assert not re.search(r"We will email you(r induction tutor)? when", text)


def test_its_name_and_urgency_fit(kind):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind.name)
    assert len(kind.name) <= Email._meta.get_field("kind").max_length
    assert kind.priority in Email.Priority.values


def test_its_subject_is_short(kind):
    subject, _body = render(kind.template, kind.sample())
    assert 0 < len(subject) <= 200


def test_its_links_are_those_it_says_it_has(kind):
    subject, body = render(kind.template, kind.sample())
    assert set(links.PLACEHOLDER.findall(body)) == set(kind.sample_links)
    filled = links.fill(body, dict.fromkeys(kind.sample_links, "https://service.example/x"))
    assert not re.search(r"\(\(|\{\{|\}\}|%\}", subject + filled)
    page = BeautifulSoup(previews.html(filled), "html.parser")
    assert len(page.select("a[href='https://service.example/x']")) >= len(kind.sample_links)


def test_its_punctuation_is_curly(text):
    assert not set("\"'`") & set(text)
    assert " - " not in text
    assert "  " not in text


def test_it_asks_without_please(text):
    assert not re.search(r"\bplease\b", text, re.IGNORECASE)


def test_its_sentences_are_short(text):
    text = re.sub(r"\[([^\]]*)\]\(\(\(\w+\)\)\)", r"\1.", text)
    for sentence in re.split(r"(?<=[.:?!])\s+|\n+", text):
        assert len(sentence.split()) <= MOST_WORDS, sentence


def test_it_is_written_in_notifys_markdown(text):
    for line in text.splitlines():
        assert re.match(r"(#{1,2} |\* |\d+\. |\^ |---$|[^#*^<>|+=_-])|$", line), line
    # a list or heading that follows text without a gap is part of the paragraph for some readers
    for before, after in zip(text.splitlines(), text.splitlines()[1:], strict=False):
        if re.match(r"(#|\^|---)", after):
            assert before == "" or before[0] == after[0], after
