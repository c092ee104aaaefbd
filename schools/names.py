"""Names of schools, made comparable."""

import re
import unicodedata


def folded(text: str) -> str:
    """
    A name without what people type differently: case, accents, punctuation, "St" or "Saint".

    ``folded("St. Mary’s C of E School & Nursery")`` is ``"saint marys c of e school and nursery"``.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = re.sub(r"[^a-z0-9 ]", " ", re.sub(r"['’`]", "", plain.replace("&", " and "))).split()
    return " ".join("saint" if word == "st" else word for word in words)
