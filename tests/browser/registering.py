"""What an induction tutor does to register someone, and the schools where they do it."""

from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    LeadProviderContactFactory,
    MentorFactory,
    PartnershipFactory,
    SchoolCohortFactory,
    TeacherFactory,
)

ECT, MENTOR = "An early career teacher (ECT)", "A mentor"


def school_in_training(*, body="Alban Hub", **details):
    """One that has set up training with a lead provider, and has an appropriate body."""
    partnership = PartnershipFactory(cohort=CohortFactory(), **details)
    LeadProviderContactFactory(lead_provider=partnership.lead_provider)
    SchoolCohortFactory(
        school=partnership.school,
        cohort=partnership.cohort,
        programme="provider_led",
        appropriate_body=AppropriateBodyFactory(name=body),
    )
    return partnership.school


def teacher(name, **details):
    """A teacher who is called so."""
    first_name, last_name = name.split(" ", 1)
    return TeacherFactory(first_name=first_name, last_name=last_name, **details)


def mentor_at(school, name, **details):
    """A mentor of a school."""
    return MentorFactory(school=school, teacher=teacher(name), **details)


def typed_date(name, day, month, year):
    """What is typed into the three inputs of a date."""
    return {f"{name}-day": str(day), f"{name}-month": str(month), f"{name}-year": str(year)}


def begin(person, role):
    """From the school’s home to the first question who it is."""
    person.follows("Manage ECTs and mentors")
    person.follows("Add ECT or mentor")
    person.answers(role)
    person.presses()
    if role == MENTOR:
        person.answers("No")


def identify(person, name="Zoë O’Neill", *, trn="RP 12/34567", born=(27, 3, 1999)):
    """Say who it is."""
    first_name, last_name = name.split(" ", 1)
    person.answers(first_name=first_name, last_name=last_name)
    person.answers(trn=trn)
    person.answers(**typed_date("date_of_birth", *born))


def reference(person):
    """What a confirmation page gives to quote."""
    return person.page.locator(".govuk-panel__body strong").inner_text()


def confirm(person):
    """Send all of it by a double-click; go back; it has been sent once and still says so."""
    assert person.heading == "Check your answers"
    check_page = person.page.url
    person.presses_twice()
    heading, sent = person.heading, reference(person)
    person.uses_the_browsers_back_button()
    assert person.page.url != check_page
    assert (person.heading, reference(person)) == (heading, sent)
