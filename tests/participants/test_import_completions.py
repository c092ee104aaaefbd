"""The import_completions command."""

from datetime import date

import pytest

from config.events.models import Event
from notifications.models import Email
from participants.models import Teacher, Training
from tests.factories import CohortFactory, ECTFactory, MentorFactory, TeacherFactory
from tests.imports import csv_bytes, run

pytestmark = pytest.mark.django_db

STARTED = date(2025, 9, 1)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.SERVICE_TODAY = date(2026, 11, 10)


@pytest.fixture
def ect():
    """An ECT since last autumn."""
    return ECTFactory(teacher__trn="0012345", started_on=STARTED)


@pytest.fixture
def mentor():
    """A mentor since then, whom the school trains."""
    return MentorFactory(
        teacher__trn="7654321",
        started_on=STARTED,
        cohort=CohortFactory(),
        training_starts_on=STARTED,
    )


@pytest.fixture
def import_completions(tmp_path):
    """Run the command on rows, each a TRN, a kind and a date."""

    def run_on(*rows, **options):
        path = tmp_path / "completions.csv"
        columns = ("trn", "kind", "date")
        path.write_bytes(csv_bytes([dict(zip(columns, row, strict=True)) for row in rows]))
        return run("import_completions", path, **options)

    return run_on


EVERY_KIND = [
    ("0012345", "paused", "01-10-2025"),
    ("0012345", "resumed", "01-11-2025"),
    ("0012345", "stopped", "01-02-2026"),
    ("0012345", "induction_completed", "01-07-2026"),
    ("7654321", "paused", "01-10-2025"),
    ("7654321", "stopped", "01-11-2025"),
    ("7654321", "mentor_training_completed", "01-07-2026"),
]


def test_each_kind_is_taken_in_quietly(import_completions, ect, mentor):
    ran = import_completions(*EVERY_KIND)
    assert ran.lines == ["Completions: 0 created, 7 changed, 0 unchanged, 0 rejected."]
    ect.teacher.refresh_from_db()
    mentor.teacher.refresh_from_db()
    assert ect.teacher.induction_completed_on == date(2026, 7, 1)
    assert mentor.teacher.mentor_training_completed_on == date(2026, 7, 1)
    states = Training.objects.not_removed().order_by("started_on")
    assert [one.state for one in states.filter(ect=ect)] == ["paused", "stopped"]
    assert [one.state for one in states.filter(mentor=mentor)] == ["paused", "stopped"]
    assert {event.by_key for event in Event.objects.all()} == {"command:import_completions"}
    assert not Email.objects.exists()


def test_who_needs_no_induction_is_exempt(import_completions, ect):
    import_completions(("0012345", "induction_exempt", "01-07-2026"))
    assert Teacher.objects.get().induction_exempt_on == date(2026, 7, 1)


def test_a_second_run_changes_nothing(import_completions, ect, mentor):
    import_completions(*EVERY_KIND)
    events = Event.objects.count()
    ran = import_completions(*EVERY_KIND)
    assert ran.lines == ["Completions: 0 created, 0 changed, 7 unchanged, 0 rejected."]
    assert Event.objects.count() == events


def test_a_second_run_asks_little(import_completions, ect, mentor, django_assert_max_num_queries):
    import_completions(*EVERY_KIND)
    with django_assert_max_num_queries(7):
        import_completions(*EVERY_KIND)


def test_rows_are_taken_by_their_dates(import_completions, ect, mentor):
    ran = import_completions(*reversed(EVERY_KIND))
    assert ran.lines == ["Completions: 0 created, 7 changed, 0 unchanged, 0 rejected."]


@pytest.mark.parametrize("trn", ["0012345", "12345", "00/12345", "RP 00/12345", " 001 2345 "])
@pytest.mark.parametrize("day", ["01-07-2026", "1/7/2026", "2026-07-01"])
def test_trns_and_dates_are_read_as_people_write_them(import_completions, ect, trn, day):
    assert import_completions((trn, "Induction_Completed", day)).error == ""
    assert Teacher.objects.get().induction_completed_on == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", "paused", "01-07-2026"), "no TRN"),
        (("1234", "paused", "01-07-2026"), "the TRN must have 7 digits, not “1234”"),
        (("12345678", "paused", "01-07-2026"), "the TRN must have 7 digits, not “12345678”"),
        (("12345.0", "paused", "01-07-2026"), "the TRN must have 7 digits, not “12345.0”"),
        (("AB12345", "paused", "01-07-2026"), "the TRN must have 7 digits, not “AB12345”"),
        (("1111111", "paused", "01-07-2026"), "we do not have a teacher with the TRN 1111111"),
        (("0012345", "", "01-07-2026"), "no kind"),
        (("0012345", "left", "01-07-2026"), "unknown kind “left”"),
        (("0012345", "paused", ""), "no date"),
        (
            ("0012345", "paused", "31-02-2026"),
            "the date must be a real date like 31-12-2020, not “31-02-2026”",
        ),
        (
            ("0012345", "paused", "2026-7-1"),
            "the date must be a real date like 31-12-2020, not “2026-7-1”",
        ),
        (("0012345", "paused", "11-11-2026"), "11 November 2026 is in the future"),
        (("0012345", "induction_completed", "11-11-2026"), "11 November 2026 is in the future"),
        (
            ("0012345", "mentor_training_completed", "01-07-2026"),
            "The person is not a mentor at any school",
        ),
        (
            ("7654321", "induction_completed", "01-07-2026"),
            "The person is not an ECT at any school",
        ),
        (
            ("2222222", "stopped", "01-07-2026"),
            "on that day the person is neither an ECT nor a mentor in training",
        ),
        (
            ("0012345", "paused", "01-08-2025"),
            "on that day the person is neither an ECT nor a mentor in training",
        ),
        (("0012345", "resumed", "01-07-2026"), "On that day the training is neither paused nor"),
        (
            ("3333333", "induction_completed", "01-07-2026"),
            "The induction was completed on 1 June 2026 already",
        ),
        (
            ("3333333", "induction_exempt", "01-06-2026"),
            "The induction was completed on 1 June 2026 already",
        ),
    ],
)
def test_a_bad_row_is_reported_by_line_and_the_rest_goes_in(
    import_completions, ect, mentor, row, reason
):
    TeacherFactory(trn="2222222")
    over = TeacherFactory(trn="3333333", induction_completed_on=date(2026, 6, 1))
    ECTFactory(teacher=over, started_on=STARTED)
    good = ECTFactory(started_on=STARTED)
    ran = import_completions(row, (good.teacher.trn, "paused", "01-07-2026"))
    assert any(line.startswith(f"line 2: {reason}") for line in ran.lines), ran.output
    assert ran.error == "We did not take in 1 row."
    assert Training.objects.get().ect == good
    assert Event.objects.count() == 1


def test_who_is_trained_in_two_roles_is_meant_in_the_one_of_the_day(import_completions):
    teacher = TeacherFactory(trn="1231231", induction_completed_on=date(2026, 1, 1))
    ect = ECTFactory(teacher=teacher, started_on=STARTED)
    mentor = MentorFactory(
        teacher=teacher,
        started_on=date(2026, 2, 1),
        cohort=CohortFactory(),
        training_starts_on=date(2026, 1, 1),
    )
    import_completions(("1231231", "paused", "01-10-2025"), ("1231231", "paused", "01-03-2026"))
    assert set(Training.objects.values_list("ect", "mentor")) == {
        (ect.pk, None),
        (None, mentor.pk),
    }


def test_a_repeated_row_counts_once(import_completions, ect):
    row = ("0012345", "paused", "01-07-2026")
    ran = import_completions(row, row)
    assert "0 created, 1 changed, 0 unchanged, 1 repeated, 0 rejected." in ran.output


def test_a_dry_run_says_what_would_happen_and_writes_nothing(import_completions, ect, mentor):
    ran = import_completions(*EVERY_KIND, ("1", "paused", "01-07-2026"), dry_run=True)
    assert "Completions: 0 created, 7 changed, 0 unchanged, 1 rejected." in ran.lines
    assert ran.lines[-1] == "Nothing was written: this was a dry run."
    assert not Training.objects.exists()
    assert not Event.objects.exists()
    assert Teacher.objects.filter(induction_completed_on=None).count() == 2
