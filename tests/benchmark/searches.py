"""The school search, with what people type: how long it takes."""

import time
from collections.abc import Iterator
from statistics import median

from schools import search
from schools.models import School

#: From one school to nearly all: the last two have to be put in order by reading them all.
TYPED = ["St Mary’s", "Saint Marys C of E primary", "ashdown", "TN24 8AB", "kings", "nowhere"]
TYPED_BY_ANYONE = ["primary", "school"]
TIMES = 9


def figures() -> Iterator[tuple[str, str]]:
    """What most people type, and what nearly every school matches: the usual time of each."""
    size = School.objects.count()
    for what, typed in [("", TYPED), (" that most match", TYPED_BY_ANYONE)]:
        took = [_milliseconds(text) for text in typed]
        slowest, text = max(zip(took, typed, strict=True))
        yield (
            f"Search {size:,} schools for a name{what}",
            f"{median(took):.0f} ms, at most {slowest:.0f} ms (“{text}”)",
        )


def _milliseconds(text) -> float:
    took = []
    for _ in range(TIMES):
        started = time.perf_counter()
        search.find(text)
        took.append((time.perf_counter() - started) * 1000)
    return median(took)
