"""What pages and emails show of a school's answer and partnership."""

from schools.models import Cohort, Programme, School, SchoolCohort

from .models import Partnership


def find_standing(*, school: School, cohort: Cohort) -> Partnership | None:
    """The school's partnership for a cohort, with its providers."""
    return school.partnerships.standing().with_providers().filter(cohort=cohort).first()


def find_answer(*, school: School, cohort: Cohort) -> SchoolCohort | None:
    """What the school has answered for a cohort, with its body, or None."""
    return school.cohorts.select_related("appropriate_body").filter(cohort=cohort).first()


def has_people(*, school: School, cohort: Cohort) -> bool:
    """
    Whether anyone is or was registered at the school in a cohort, as an ECT or as a mentor.

    Whoever starts elsewhere instead counts until then: they are here again if that is cancelled.
    """
    ects, mentors = (
        people.registered().filter(cohort=cohort).order_by().values("pk")
        for people in (school.ects, school.mentors)
    )
    return ects.union(mentors).exists()


def count_following_body(*, school: School, cohort: Cohort) -> int:
    """How many of the school's ECTs in a cohort have its appropriate body, not one of their own."""
    following = school.ects.current().filter(cohort=cohort, appropriate_body=None)
    return following.order_by().values("teacher").distinct().count()


def answer_rows(*, school: School, cohort: Cohort) -> list[tuple[str, str]]:
    """
    What the school has answered for a cohort, as rows of a name and a value.

    Empty where it has not answered.
    """
    answered = find_answer(school=school, cohort=cohort)
    return rows_of(answered, find_standing(school=school, cohort=cohort))


def rows_of(answered: SchoolCohort | None, standing: Partnership | None) -> list[tuple[str, str]]:
    """The same from an answer and a partnership at hand."""
    if answered is None or answered.answered_at is None:
        return []
    expects = answered.get_expects_ects_display()
    rows = [("ECTs or mentors expected?", expects)]
    if answered.expects_ects != SchoolCohort.Expects.YES:
        return rows
    if not answered.programme:
        return [*rows, ("Training programme", "Not set up yet")]
    rows.append(("Training programme", answered.get_programme_display()))
    if answered.programme == Programme.PROVIDER_LED:
        rows += _partnership_rows(standing)
    body = answered.appropriate_body
    return [*rows, ("Appropriate body", body.name if body else "Not appointed yet")]


def _partnership_rows(partnership):
    if partnership is None:
        return [("Lead provider", "Not known yet")]
    partner = partnership.delivery_partner
    return [
        ("Lead provider", partnership.lead_provider.name),
        ("Delivery partner", partner.name if partner else "Not known yet"),
        ("Confirmed by your lead provider?", "Yes" if partnership.is_confirmed else "Not yet"),
    ]
