"""The import_schools command, from file to records."""

import threading

import pytest
from django.db import connection, connections

from config.records.files import CSVFile, batched
from schools import gias
from schools.models import School, SchoolLink
from tests.factories import SchoolFactory
from tests.imports import csv_bytes, run

from .rows import ROW

pytestmark = pytest.mark.django_db


def test_a_school_is_taken_in_as_the_register_has_it(file):
    ran = run("import_schools", file({}))
    school = School.objects.get()
    assert (school.urn, school.name, school.search_name) == (
        100001,
        "Ashford School",
        "ashford school",
    )
    assert f"{school.opened_on}" == "1990-09-01"
    assert school.closed_on is None
    assert school.main_email == "office@ashford.example"
    assert school.is_funded
    assert ran.lines[-1] == "Schools: 1 created, 0 changed, 0 unchanged, 0 rejected."
    assert ran.error == ""


def test_a_second_run_changes_nothing(file):
    path = file({}, {"URN": "100002"})
    run("import_schools", path)
    with_ids = set(School.objects.values_list("pk", "urn"))
    ran = run("import_schools", path)
    assert ran.lines[-1] == "Schools: 0 created, 0 changed, 2 unchanged, 0 rejected."
    assert set(School.objects.values_list("pk", "urn")) == with_ids


def test_what_has_changed_is_written_and_counted(file):
    run("import_schools", file({}, {"URN": "100002"}))
    ran = run(
        "import_schools",
        file({"EstablishmentStatus (code)": "2", "CloseDate": "31/12/2020"}, {"URN": "100002"}),
    )
    closed = School.objects.get(urn=100001)
    assert not closed.is_open
    assert f"{closed.closed_on}" == "2020-12-31"
    assert ran.lines[-1] == "Schools: 0 created, 1 changed, 1 unchanged, 0 rejected."


def test_a_new_name_can_be_searched_for(file):
    run("import_schools", file({}))
    run("import_schools", file({"EstablishmentName": "St. Mary’s & All Saints"}))
    assert School.objects.get().search_name == "saint marys all saint"


def test_a_school_that_the_file_leaves_out_stays(file):
    SchoolFactory(urn=100009)
    run("import_schools", file({}))
    assert School.objects.filter(urn=100009).exists()


def test_a_column_that_the_file_lacks_is_left_as_it_is(file, tmp_path):
    run("import_schools", file({}))
    path = tmp_path / "public.csv"
    without = {name: cell for name, cell in ROW.items() if "Email" not in name}
    path.write_bytes(csv_bytes([without | {"EstablishmentName": "New name"}]))
    run("import_schools", path)
    school = School.objects.get()
    assert (school.name, school.main_email) == ("New name", "office@ashford.example")


def test_a_file_with_the_wrong_columns_writes_nothing_and_names_those_missing(tmp_path):
    path = tmp_path / "wrong.csv"
    path.write_text("URN,Name\n100001,Ashford School\n")
    ran = run("import_schools", path)
    assert "Missing: “EstablishmentName”, “TypeOfEstablishment (code)”" in ran.error
    assert not School.objects.exists()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"URN": ""}, "no URN"),
        ({"URN": "12B456"}, "the URN must be a number of up to 8 digits, not “12B456”"),
        ({"URN": "-100001"}, "the URN must be a number of up to 8 digits, not “-100001”"),
        ({"URN": "123456789"}, "the URN must be a number of up to 8 digits, not “123456789”"),
        ({"URN": "1٣3456"}, "the URN must be a number of up to 8 digits, not “1٣3456”"),
        ({"URN": "0"}, "the URN must be a number of up to 8 digits, not “0”"),
        ({"EstablishmentName": " "}, "no name"),
        ({"EstablishmentName": "x" * 201}, "the name is over 200 characters long"),
        ({"EstablishmentStatus (code)": "9"}, "unknown status “9”"),
        ({"EstablishmentStatus (code)": ""}, "no status"),
        ({"TypeOfEstablishment (code)": ""}, "no type of establishment"),
        ({"TypeOfEstablishment (code)": "99"}, "unknown type of establishment “99”"),
        (
            {"OpenDate": "31-02-2020"},
            "the opening date must be a real date like 31-12-2020, not “31-02-2020”",
        ),
        (
            {"CloseDate": "next year"},
            "the closing date must be a real date like 31-12-2020, not “next year”",
        ),
        ({"Postcode": "TN24 8PB TN24"}, "the Postcode is over 10 characters long"),
    ],
)
def test_a_bad_row_is_reported_by_line_and_the_rest_goes_in(file, cells, reason):
    ran = run("import_schools", file({"URN": "100002"}, cells, {"URN": "100003"}))
    assert f"line 3: {reason}" in ran.lines
    assert "2 created" in ran.lines[-1]
    assert "1 rejected" in ran.lines[-1]
    assert ran.error == "We did not take in 1 row."
    assert set(School.objects.values_list("urn", flat=True)) == {100002, 100003}


def test_a_bad_address_gives_way_to_the_alternative_one_and_is_reported(file):
    ran = run("import_schools", file({"MainEmail": "office at ashford"}))
    assert School.objects.get().contact_email == "head@ashford.example"
    assert (
        "line 2: without its main email address: the email address “office at ashford” is not an"
        " email address"
    ) in ran.lines
    assert ran.lines[-1].endswith("0 rejected, 1 taken in without a part.")
    assert ran.error == ""


def test_a_school_whose_addresses_are_both_bad_is_taken_in_without(file):
    ran = run("import_schools", file({"MainEmail": "x@", "AlternativeEmail": "@y"}))
    assert School.objects.get().contact_email == ""
    assert ran.lines[-1].endswith("1 taken in without a part.")


def test_a_text_that_is_too_long_to_keep_is_left_out_and_reported(file):
    ran = run("import_schools", file({"SchoolWebsite": "x" * 301}))
    assert School.objects.get().website == ""
    assert "line 2: without its SchoolWebsite, which is over 300 characters long" in ran.lines


def test_the_first_of_two_rows_with_one_urn_counts(file):
    ran = run("import_schools", file({}, {"EstablishmentName": "Another"}, {}, {"URN": "0100001"}))
    assert School.objects.get().name == "Ashford School"
    assert "line 3: line 2 has the same URN, and says something else" in ran.lines
    assert "2 repeated" in ran.lines[-1]
    assert ran.error == "We did not take in 1 row."


def test_a_name_that_grows_when_folded_still_fits(file):
    run("import_schools", file({"EstablishmentName": "&" * 200}))
    assert School.objects.get().search_name.startswith("and and")


def test_only_so_many_reasons_are_listed_unless_asked_for(file):
    path = file(*[{"URN": ""}] * 103)
    ran = run("import_schools", path)
    assert ran.lines.count("line 102: no URN") == 0
    assert "and 3 more (use --list-all to see them)" in ran.lines
    assert "line 104: no URN" in run("import_schools", path, "--list-all").lines


def test_a_dry_run_says_what_would_happen_and_writes_nothing(file, links):
    SchoolFactory(urn=100002)
    path = file({}, {"URN": "100002"}, {"URN": "x"})
    ran = run("import_schools", path, "--links", links({}), "--dry-run")
    assert "Schools: 1 created, 1 changed, 0 unchanged, 1 rejected." in ran.lines
    assert "Links: 1 created, 0 changed, 0 unchanged, 0 rejected." in ran.lines
    assert ran.lines[-1] == "Nothing was written: this was a dry run."
    assert School.objects.get().name != "Ashford School"
    assert not SchoolLink.objects.exists()


def test_an_interrupted_run_keeps_what_it_did_and_can_be_run_again(file, monkeypatch):
    path = file(*[{"URN": str(number)} for number in range(1, 8)])
    monkeypatch.setattr(gias.schools, "BATCH", 3)
    rows = CSVFile.rows

    def stop_at_the_sixth(self, tally):
        for row in rows(self, tally):
            if row.cells["URN"] == "6":
                raise KeyboardInterrupt
            yield row

    with monkeypatch.context() as patch:
        patch.setattr(CSVFile, "rows", stop_at_the_sixth)
        ran = run("import_schools", path)
    assert ran.error == "You stopped this before its end. Run it again to finish."
    assert "Schools: 3 created" in ran.output
    assert School.objects.count() == 3
    ran = run("import_schools", path)
    assert ran.lines[-1] == "Schools: 4 created, 0 changed, 3 unchanged, 0 rejected."


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_no_harm(file, monkeypatch):
    both_ready = threading.Barrier(2, timeout=20)

    def batched_at_once(items, size):
        for batch in batched(items, size):
            both_ready.wait()
            yield batch

    monkeypatch.setattr(gias.schools, "batched", batched_at_once)
    rows = [{"URN": str(number)} for number in range(1, 1501)]
    files = [file(*rows, name="one.csv"), file(*reversed(rows), name="two.csv")]
    errors = []

    def take_in(path):
        try:
            errors.append(run("import_schools", path).error)
        except BaseException as error:
            errors.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take_in, args=[path]) for path in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == ["", ""]
    assert School.objects.count() == 1500


def test_a_batch_costs_the_same_however_many_rows_it_has(file, django_assert_max_num_queries):
    path = file(*[{"URN": str(number)} for number in range(1, 101)])
    run("import_schools", path)
    with django_assert_max_num_queries(3, connection=connection):
        run("import_schools", path)
