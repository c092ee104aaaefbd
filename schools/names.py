"""Names of schools, made comparable."""

import re

from config.web.texts import plain

#: What is written in several ways, each with the one that we compare by.
_SAME = [
    (re.compile(rf"\b(?:{ways})\b"), one)
    for ways, one in [
        ("church of england|c of e|cofe|c e", "ce"),
        ("roman catholic|r c|rc", "catholic"),
        ("voluntary aided|v a", "va"),
        ("voluntary controlled|v c", "vc"),
        ("st|ss|sts|saints", "saint"),
    ]
]
#: Words that people leave out, or put in.
_SMALL = {"the", "and", "of"}


def folded(text: str) -> str:
    """
    A name without what people type differently.

    That is case, accents, punctuation, small words, and short forms such as "St" and "C of E":
    ``folded("The St. Mary’s C of E School & Nursery")`` is ``"saint marys ce school nursery"``.
    """
    words = re.sub(r"[^a-z0-9]+", " ", plain(text).replace("&", " and ")).strip()
    for ways, one in _SAME:
        words = ways.sub(one, words)
    return " ".join(word for word in words.split() if word not in _SMALL) or words
