"""Files as GIAS gives them."""

import pytest

from tests.imports import csv_bytes

from .rows import LINK, ROW


@pytest.fixture
def file(tmp_path):
    """A file of schools, each the ordinary row but for what is given."""

    def file_of(*rows, name="schools.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(csv_bytes([ROW | row for row in rows], encoding=encoding))
        return path

    return file_of


@pytest.fixture
def links(tmp_path):
    """A file of links, each the ordinary one but for what is given."""

    def file_of(*rows):
        path = tmp_path / "links.csv"
        path.write_bytes(csv_bytes([LINK | row for row in rows]))
        return path

    return file_of
