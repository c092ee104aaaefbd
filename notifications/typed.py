"""
Values that people typed, made harmless for an email.

A name or a message comes from outside, and the email that shows it goes out in our name.
Nothing typed may become a link, formatting or a placeholder, whether Notify or the
reader's mail program does the turning. Ordinary names read as they were typed; what could
do harm is spaced out or dropped, in plain sight, with no invisible characters.
"""

import re
import unicodedata
from functools import lru_cache

from markupsafe import Markup

from config.web import formats

#: Words and numbers with single marks between them: nothing to do, which is the usual case.
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:(?:, | - |[ ’/-])[A-Za-z0-9]+)*")
#: An address that every mail program reads as one address and nothing else.
_ADDRESS = re.compile(r"[A-Za-z0-9][\w.+'’-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)

#: Fullwidth forms read as what they look like, and some programs take them for it.
_FULLWIDTH = str.maketrans(
    {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)} | dict.fromkeys("。｡․", ".")
)
_TWINS = str.maketrans(
    {
        # straight quotes and what people type for them
        **dict.fromkeys("'`´‘ʼ", "’"),
        # brackets that Markdown would read
        "[": "(",
        "]": ")",
        "<": "‹",
        ">": "›",
        # formatting
        **dict.fromkeys("*#^_~|\\", " "),
    }
)

_STEPS = [
    # “http://evil”, “mailto:x”: no address scheme
    (re.compile(r"(?<=[^\W\d_]):(?=\S)|:(?=//)"), ": "),
    # “www.evil.example”: a dot with a space after it is no domain’s; “J.R.” stays
    (re.compile(r"(?<=www)\.(?=\S)", re.IGNORECASE), ". "),
    (re.compile(r"\.(?=[^\W\d_][^\s.,;:!?()’”\"/])"), ". "),
    # “&lsqb;”: Notify would read it as the character it stands for
    (re.compile(r" ?&(?=[A-Za-z])"), " & "),
    # “((link))”: placeholders, ours and Notify’s
    (re.compile(r"\((?=\()"), "( "),
    (re.compile(r"-{2,}"), "–"),
    (re.compile(r"\s+"), " "),
    # at the start of a line these make a list, a heading or a rule
    (re.compile(r"^[\s=+•–-]+"), ""),
    (re.compile(r"^(\d+)\.(?=\d)"), r"\1·"),
    (re.compile(r"^(\d+)[.)]+ ?"), r"\1 "),
    # after a bracket in the text it would make a placeholder
    (re.compile(r"^\("), " ("),
]


def escaped(value) -> Markup:
    """
    A value as it may stand anywhere in an email.

    ``Markup`` says that a value has been seen to already.
    """
    if isinstance(value, Markup):
        return value
    text = "" if value is None else str(value)
    return Markup(text if _PLAIN.fullmatch(text) else _harmless(text))


@lru_cache(maxsize=1024)
def _harmless(text: str) -> str:
    text = "".join(map(_visible, text)).translate(_FULLWIDTH)
    text = unicodedata.normalize("NFC", text).translate(_TWINS)
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return text.rstrip()


def _visible(character: str) -> str:
    """Line breaks become spaces; controls, zero-width and bidi characters go."""
    if character.isspace():
        return " "
    return "" if unicodedata.category(character).startswith("C") else character


def address(value: str) -> Markup:
    """An email address that an email shows on purpose: it stays as it is."""
    return Markup(value) if _ADDRESS.fullmatch(value) else escaped(value)


def masked(value: str) -> Markup:
    """An address that only its owner recognises."""
    return Markup(formats.masked(value)) if _ADDRESS.fullmatch(value) else escaped(value)


def lines(value: str) -> list[str]:
    """The lines of a longer text, for a template to show one by one."""
    return [line for line in value.splitlines() if line.strip()]
