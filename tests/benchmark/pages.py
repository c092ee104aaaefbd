"""The pages of a journey: how many queries each takes, and how long."""

from collections.abc import Iterator

from schools import links
from schools.models import Invitation

from .walks import most_and_median, new_client, noted, page_of, walk

#: Schools of the cast that between them meet most questions, and the radio buttons they press:
#: the first of a question where none is named.
WALKS = {
    "Ashdown Primary School": [],
    "Cedar Lane Primary School": [],
    "Dunmore High School": [0, 1],
    "Hawthorn Academy": [],
    "Kingfisher Free School": [2],
}


def figures() -> Iterator[tuple[str, str]]:
    """Walk some schools’ journeys from link to confirmation: the most queries, the usual time."""
    opened, walked, completed = [], [], []
    for name, buttons in WALKS.items():
        client = new_client()
        invitation = Invitation.objects.get(school__name=name)
        response, note = noted(client.get, links.url_for(invitation))
        opened.append(note)
        start = page_of(response).select_one("main a.govuk-button, main form [type=submit]")
        *pages, last = walk(client, start["href"], buttons=buttons)
        walked += pages
        completed.append(last)
    shown = [*opened, *(page.shown for page in [*walked, *completed])]
    yield f"Show a page, {len(shown)} of them", most_and_median(shown)
    saved = [page.saved for page in walked]
    yield f"Save an answer, {len(saved)} of them", most_and_median(saved)
    finished = [page.saved for page in completed]
    yield f"Complete a journey, {len(finished)} of them", most_and_median(finished)
