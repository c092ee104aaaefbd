"""The import_schools command, given links between schools as well."""

import pytest

from schools.models import School, SchoolLink
from tests.imports import run

pytestmark = pytest.mark.django_db


def test_links_are_taken_in_once(file, links):
    path = links({}, {}, {"LinkType": "Predecessor", "LinkEstablishedDate": ""})
    ran = run("import_schools", file({}), "--links", path)
    assert "Links: 2 created, 0 changed, 0 unchanged, 1 repeated, 0 rejected." in ran.lines
    link = SchoolLink.objects.get(link_type="Successor")
    assert (link.school.urn, link.link_urn, f"{link.established_on}") == (
        100001,
        100002,
        "2021-08-31",
    )
    ran = run("import_schools", file({}), "--links", path)
    assert "Links: 0 created, 0 changed, 2 unchanged, 1 repeated, 0 rejected." in ran.lines


def test_a_changed_link_is_written_and_one_no_longer_listed_stays(file, links):
    run("import_schools", file({}), "--links", links({}, {"LinkType": "Predecessor"}))
    ran = run("import_schools", file({}), "--links", links({"LinkName": "Kent Academy"}))
    assert "Links: 0 created, 1 changed, 0 unchanged, 0 rejected." in ran.lines
    assert SchoolLink.objects.get(link_type="Successor").link_name == "Kent Academy"
    assert SchoolLink.objects.count() == 2


def test_links_of_schools_we_do_not_have_are_counted_in_one_line(file, links):
    ran = run("import_schools", file({}), "--links", links({}, {"URN": "7"}, {"URN": "8"}))
    assert "Left out 2 links of schools that we do not have." in ran.lines
    assert ran.error == ""


def test_bad_links_are_reported_by_line(file, links):
    ran = run(
        "import_schools",
        file({}),
        "--links",
        links({"URN": ""}, {"LinkURN": "x"}, {"LinkType": ""}, {"LinkEstablishedDate": "1-1"}, {}),
    )
    assert "line 2: no URN" in ran.lines
    assert (
        "line 3: the URN of the other school must be a number of up to 8 digits, not “x”"
        in ran.lines
    )
    assert "line 4: no type of link" in ran.lines
    assert (
        "line 5: the date of the link must be a real date like 31-12-2020, not “1-1”" in ran.lines
    )
    assert "Links: 1 created, 0 changed, 0 unchanged, 4 rejected." in ran.lines


def test_a_wrong_links_file_stops_before_the_schools_are_written(file, tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("URN\n1\n")
    assert "“LinkURN”" in run("import_schools", file({}), "--links", wrong).error
    assert not School.objects.exists()
