"""What people type stays words, wherever an email shows it."""

import html
import re
import unicodedata

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from notifications import links, previews, typed
from notifications.rendering import environment

NAMES = [
    "J. R. O’Neill-Smith",
    "J.R. Smith",
    "Zoë",
    "Łukasz Żółć",
    "Nguyễn Thị Hà",
    "李小龍",
    "O’Connor, Mary-Jane",
    "St Mary’s Church of England (Voluntary Aided) Primary School",
    "St. John’s R.C. School & Nursery",
    "Ark All-Through Academy, Putney (Sixth Form)",
    "The 3 Rivers Federation – North",
    "2026 to 2027",
    "1st Ashford School",
    "9:30 a.m.",
    "Who? Me!",
]

HARMFUL = {
    "http://evil.example": "http: //evil. example",
    "see https://evil.example/a?b=c now": "see https: //evil. example/a?b=c now",
    "www.evil.example": "www. evil. example",
    "WWW.e.tv": "WWW. e. tv",
    "evil.com": "evil. com",
    "evil。com": "evil. com",
    "ｅｖｉｌ．ｃｏｍ": "evil. com",
    "evil.рф": "evil. рф",
    "mailto:a@evil.com": "mailto: a@evil. com",
    "[click](http://evil)": " (click)(http: //evil)",
    "Ada\n\n# You have won": "Ada You have won",
    "Ada\r\n* one\u2028* two": "Ada one two",
    "((link))": " ( (link))",
    "a ((link)) b": "a ( (link)) b",
    "**bold** _and_ `code` ~~gone~~": "bold and ’code’ gone",
    "<b>bold</b> <script>": "‹b›bold‹/b› ‹script›",
    "a | b": "a b",
    "^ inset": "inset",
    "# Heading": "Heading",
    "- item": "item",
    "• item": "item",
    "+ item": "item",
    "1. item": "1 item",
    "1) item": "1 item",
    "1.5 hours": "1·5 hours",
    "---": "",
    "a --- b": "a – b",
    "===": "",
    "&lsqb;a&rsqb;": "& lsqb;a & rsqb;",
    "&#91;a": "& 91;a",
    "\\[a\\]": " (a )",
    "\u202etxt.exe\u202c": "txt. exe",
    "e\u200bvil\ufeff.\u2060com": "evil. com",
    "\x00\x1b[31mred": " (31mred",
    "O'Neill": "O’Neill",
    "  spaced \t out  ": "spaced out",
}

#: Where templates show a value.
PLACES = [
    "{{ value }}",
    "{{ value }} expects ECTs.",
    "You are at {{ value }}.",
    "Dear {{ value }}\n\nText\n",
    "Text\n{{ value }}\nText",
    "* {{ value }}\n* two",
    "1. {{ value }}\n2. two",
    "^ {{ value }}",
    "# {{ value }}",
    "[Answer for {{ value }}](((link)))",
    "({{ value }})",
    "“{{ value }}”",
    "{{ value }}: {{ value }}, {{ value }}",
]


MANY = settings(max_examples=300, deadline=None)


def typed_texts():
    """Text that likes to look like something else."""
    pieces = [
        *("http://", "https://", "www.", "evil.com", ".com", "@", "mailto:", "//", ":", "."),
        *("[", "](", ")", "((", "))", "(", "((link))", "*", "_", "**", "`", "~~~", "#", "^", "|"),
        *("<", ">", "<b>", "&", "&lt;", "&#42;", "&lsqb;", "-", "--", "---", "=", "+", "•", "1."),
        *("\n", "\r\n", "\t", "\u2028", "\u200b", "\u202e", "\u2060", "\\", "!", "'", '"', " "),
        *("Ada", "o", "7", "ｅ", "\u0301", "．", "／", "：", "［", "é", "e\u0301"),
    ]
    return st.lists(st.sampled_from(pieces) | st.text(max_size=3)).map("".join)


def in_place(place, value):
    return environment().from_string(place).render(value=value)


@pytest.mark.parametrize("name", NAMES)
def test_ordinary_names_read_as_they_were_typed(name):
    assert typed.escaped(name) == name


@pytest.mark.parametrize(("value", "expected"), HARMFUL.items())
def test_harm_is_taken_out_in_plain_sight(value, expected):
    assert typed.escaped(value) == expected


def test_values_that_are_no_text_can_be_shown():
    assert typed.escaped(7) == "7"
    assert typed.escaped(None) == ""


@MANY
@given(typed_texts())
def test_what_is_left_is_one_line_of_plain_text(value):
    text = str(typed.escaped(value))
    for character in text:
        assert character == " " or not character.isspace()
        assert not unicodedata.category(character).startswith("C")
    assert not set("*#^_~`[]<>|\\'") & set(text)
    assert "((" not in text
    assert "--" not in text
    assert not re.match(r"\s*([-+=•]|\d+[.)])", text)
    assert html.unescape(text) == text


@MANY
@given(typed_texts())
def test_nothing_is_left_that_a_mail_program_turns_into_a_link(value):
    text = str(typed.escaped(value))
    assert "://" not in text
    assert not re.search(r"\bwww\.\S", text, re.IGNORECASE)
    assert not re.search(r"\S\.[^\W\d_]{2}", text)
    assert not re.search(r"[^\W\d_]:\S", text)


@MANY
@given(typed_texts())
def test_making_harmless_twice_changes_nothing_more(value):
    once = str(typed.escaped(value))
    assert typed.escaped(once) == once


@MANY
@given(place=st.sampled_from(PLACES), value=typed_texts())
@example(place="({{ value }})", value="(link))")
@example(place="[Answer for {{ value }}](((link)))", value="x](http://evil.example) [y")
def test_a_value_never_changes_what_an_email_is_made_of(place, value):
    if not typed.escaped(value).strip():
        return
    assert tags(place, value) == tags(place, "Ada")


def tags(place, value):
    body = links.fill(in_place(place, value), {"link": "https://service.example/x"})
    page = BeautifulSoup(previews.html(body), "html.parser")
    return [(tag.name, tag.get("href")) for tag in page.find_all()]


@MANY
@given(place=st.sampled_from(PLACES), value=typed_texts())
@example(place="({{ value }})", value="(link))")
def test_a_value_adds_no_placeholder(place, value):
    assert links.PLACEHOLDER.findall(in_place(place, value)) == links.PLACEHOLDER.findall(place)


@pytest.mark.parametrize(
    "address",
    ["office@school.example", "o.neil_smith+ects@a-b.sch.uk", "7@x.org", "mary.o’neil@x.example"],
)
def test_an_address_that_is_shown_on_purpose_reads_right(address):
    assert in_place("{{ value|address }}", address) == address


@pytest.mark.parametrize(
    "address",
    ["a@b.example, http://evil.com", "[a](http://b.com)@c.example", "a@b.example\n# c", "-a@b.c"],
)
def test_what_is_no_plain_address_is_made_harmless(address):
    assert in_place("{{ value|address }}", address) == typed.escaped(address)
    assert in_place("{{ value|masked }}", address) == typed.escaped(address)


def test_a_masked_address_keeps_its_stars():
    assert in_place("{{ value|masked }}", "office@school.example") == "o****e@school.example"
    assert "o****e@school.example" in previews.html("We wrote to o****e@school.example.")


def test_a_longer_text_is_shown_line_by_line():
    place = "{% for line in value|lines %}\n^ {{ line }}\n\n{% endfor %}"
    assert in_place(place, "Help!\r\n\r\n# It is late\n") == "^ Help!\n\n^ It is late\n\n"


def test_markup_made_by_a_macro_passes():
    place = "{% macro row(v) %}\n* {{ v }}\n{% endmacro %}\n{{ row('a') }}{{ row(value) }}"
    assert in_place(place, "*b*") == "* a\n* b\n"
    assert typed.escaped(Markup("* a")) == "* a"
