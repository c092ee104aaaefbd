"""Names of people, made comparable."""

import unicodedata

from config.web.texts import plain

#: How much of a folded name is kept: some letters become several, “ß” for one.
SEARCH_NAME_LENGTH = 250

#: What people put before a first name.
_TITLES = {
    *("mr", "mrs", "miss", "ms", "mx", "sir", "dame", "lord", "lady"),
    *("dr", "doctor", "prof", "professor", "rev", "revd", "reverend"),
}


def folded(text: str) -> str:
    """
    A name without what people type differently: capitals, accents and punctuation.

    ``folded("Zoë O’Neill-Smith")`` is ``"zoe oneill smith"``.
    """
    return " ".join(_words(text))


def search_name(first_name: str, last_name: str) -> str:
    """The folded name, first name first, to search by what is typed, folded as well."""
    return folded(f"{first_name} {last_name}")[:SEARCH_NAME_LENGTH].rstrip()


def same_first_name(one: str, other: str) -> bool:
    """
    Whether two first names can be one person's.

    They may differ in capitals, accents, titles, spaces, hyphens, apostrophes and full stops:
    “Dr. Mary-Anne”, “Maryanne” and “MARY ANNE” are the same.

    Further first names may be missing from one of the two, as people leave them out: “Mary” is
    the same as “Mary Anne”, and “Mary Anne” as “Mary Anne Jane”. But “Anne” is not the same as
    “Mary Anne”, nor “Mary Jane” as “Mary Anne”. What is shown of a person rests on their TRN,
    date of birth and first name, so that nothing shorter than a name will do: neither an
    initial (“M” for “Mary”), nor a short form (“Sam” for “Samantha”). The page asks for those.
    """
    first, second = _without_titles(_words(one)), _without_titles(_words(other))
    return "".join(first) in _ways(second) or "".join(second) in _ways(first)


def _words(text):
    """Its words, in any language's letters. (Vowels can be marks: Unicode's category M.)"""
    letters = (one if unicodedata.category(one)[0] in "LMN" else " " for one in plain(text))
    return "".join(letters).split()


def _without_titles(words):
    """All but the titles in front. A name that is a title is kept."""
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return words


def _ways(words):
    """What someone with these first names may be called: all of them, or the first few."""
    names = ["".join(words[:count]) for count in range(1, len(words) + 1)]
    return {name for name in names if len(name) > 1 or name == names[-1]}
