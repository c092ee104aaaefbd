"""Emails as their readers see them."""

import pytest
from bs4 import BeautifulSoup

from notifications import previews
from notifications.kinds import NoLongerNeeded
from tests.factories import EmailFactory

BODY = """# What to do

Dear Grace
second line

^ Read this
^ and this

* one
* two

1. first
2. second

---

[Answer](((link))) or see https://www.gov.uk/ects.

## More

((link))
"""


@pytest.fixture
def shown():
    return BeautifulSoup(
        previews.html(BODY.replace("((link))", "https://a.example/b:c")), "html.parser"
    )


def test_notifys_markdown_has_govuk_style(shown):
    assert shown.select_one("h2.govuk-heading-m").text == "What to do"
    assert shown.select_one("h3.govuk-heading-s").text == "More"
    assert [li.text for li in shown.select("ul.govuk-list--bullet li")] == ["one", "two"]
    assert [li.text for li in shown.select("ol.govuk-list--number li")] == ["first", "second"]
    assert shown.select_one("div.govuk-inset-text p.govuk-body").text == "Read this\nand this"
    assert shown.select_one("hr.govuk-section-break")
    assert shown.select_one("p.govuk-body br")


def test_links_work_alone_and_with_words(shown):
    assert [(link.text, link["href"]) for link in shown.select("a.govuk-link")] == [
        ("Answer", "https://a.example/b:c"),
        ("https://www.gov.uk/ects", "https://www.gov.uk/ects"),
        ("https://a.example/b:c", "https://a.example/b:c"),
    ]


@pytest.mark.parametrize("text", ["**a** _b_ `c`", "~~~\na\n~~~", "![a](https://b.example)"])
def test_what_notify_does_not_know_stays_text(text):
    page = BeautifulSoup(previews.html(text), "html.parser")
    assert {tag.name for tag in page.find_all()} <= {"p", "br", "a"}


def test_no_html_gets_through():
    assert "<b>" not in previews.html("<b>a</b>\n\n<script>b</script>")
    assert "href" not in previews.html("[a](javascript:alert(1))")


@pytest.mark.django_db
def test_a_reader_sees_live_links(linked):
    email = EmailFactory(kind="linked", body="[Answer](((link)))")
    assert 'href="https://service.example/1"' in previews.as_read(email)


@pytest.mark.django_db
def test_staff_see_where_links_stand_and_cannot_use_them(linked):
    email = EmailFactory(kind="linked", body="[Answer](((link)))\n\n((link))")
    body = previews.without_links(email)
    assert "Answer (personal link)" in body
    assert "<a" not in body
    assert "((" not in body


@pytest.mark.django_db
def test_a_reader_who_may_no_longer_have_a_link_gets_none(register):
    def links(email):
        raise NoLongerNeeded("The school has closed")

    register("revoked", links=links)
    with pytest.raises(NoLongerNeeded):
        previews.as_read(EmailFactory(kind="revoked"))
