"""What a text says, whichever way it was typed or pasted."""

import unicodedata

#: Apostrophes of every sort, and the byte that old files have for one.
_APOSTROPHES = "'’‘ʼ‛′`´＇\x92"
#: Letters that are not a plain letter with an accent.
_LETTERS = {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
_PLAIN = str.maketrans(dict.fromkeys(_APOSTROPHES, "") | _LETTERS)


def without_invisible(text: str | None) -> str:
    """
    The text without characters that show nothing, and with single spaces.

    Pasting brings zero-width spaces and right-to-left marks along (Unicode's category Cf).
    """
    seen = "".join(letter for letter in text or "" if unicodedata.category(letter) != "Cf")
    return " ".join(unicodedata.normalize("NFC", seen).split())


def plain(text: str) -> str:
    """
    The text without capitals, accents and apostrophes, for comparing.

    ``plain("Zoë O’Neill")`` is ``"zoe oneill"``. Other punctuation and spaces stay.
    """
    # the acute accent goes first, since it would come apart into a space and an accent
    letters = unicodedata.normalize("NFKD", text.replace("´", "").casefold()).casefold()
    return "".join(one for one in letters if not unicodedata.combining(one)).translate(_PLAIN)
