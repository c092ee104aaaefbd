"""Files that people download and open in a spreadsheet."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

#: What makes a spreadsheet take a cell for a formula, full-width signs included.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Tells a spreadsheet that the file is UTF-8.
_BYTE_ORDER_MARK = "\ufeff"


def csv_file(name: str, *, heading: list[str], rows: Iterable[Iterable[str]]) -> HttpResponse:
    """A CSV file to download, whatever people have typed harmless in a spreadsheet."""
    response = HttpResponse(
        _BYTE_ORDER_MARK,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    writer = csv.writer(response)
    writer.writerow(heading)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return response


def harmless(text: str) -> str:
    """A text as a spreadsheet shows it, and does not work it out: an apostrophe goes first."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
