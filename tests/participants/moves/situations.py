"""People at one school, and another school that they move to."""

from datetime import date, timedelta

from config.events.services import Actor
from config.web import clock
from notifications.models import Email
from participants import movers, statuses
from participants.lookups import LookUp, Person, Role
from participants.models import ECTAtSchool
from participants.queries import training_of
from participants.services import moves
from tests.factories import (
    CohortFactory,
    ECTFactory,
    LeadProviderContactFactory,
    MentorFactory,
    MentorshipFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TutorAppointmentFactory,
)

#: Whatever the calendar says, it is this day.
TODAY = date(2027, 1, 20)
STARTED_ON = date(2026, 9, 1)
IN_MARCH, IN_APRIL = date(2027, 3, 1), date(2027, 4, 12)
DAY = timedelta(days=1)
TUTOR = Actor("user:1", "Ruth Receiver, induction tutor (ruth@receiving.example)")


def pairing(name, cohort=None):
    """A lead provider that trains with a partner of its own, and reads its emails."""
    offered = ProviderPairingFactory(
        cohort=cohort or CohortFactory(),
        lead_provider__name=name,
        delivery_partner__name=f"{name} Partner",
    )
    LeadProviderContactFactory(
        lead_provider=offered.lead_provider, email=f"{name.lower().split()[0]}@provider.example"
    )
    return offered


def school(name, *, trains_with=None, programme="provider_led", cohort=None, **details):
    """One with a tutor, that has set up training, with a partnership if it has a pairing."""
    made = SchoolFactory(name=name, **details)
    cohort = cohort or CohortFactory()
    SchoolCohortFactory(school=made, cohort=cohort, programme=programme)
    TutorAppointmentFactory(
        school=made, tutor__first_name=name, tutor__email=f"{name.lower()}@tutor.example"
    )
    if trains_with:
        PartnershipFactory(school=made, cohort=cohort, pairing=trains_with, started_on=STARTED_ON)
    return made


def ect_at(school, *, started_on=STARTED_ON, **details):
    """Zoë Smith, who is an ECT there."""
    names = {"teacher__first_name": "Zoë", "teacher__last_name": "Smith"}
    if "teacher" in details:
        names = {}
    return ECTFactory(school=school, started_on=started_on, **names, **details)


def mentor_at(school, *, started_on=STARTED_ON, **details):
    """Someone who mentors there, without training."""
    return MentorFactory(school=school, started_on=started_on, **details)


def trained_at(school, **details):
    """A mentor there who is in training since they started."""
    training = {"cohort": CohortFactory(), "training_starts_on": STARTED_ON}
    return mentor_at(school, **training | details)


def mentored(ect, **mentor):
    """The mentorship of someone at the ECT's school, since they started."""
    mentor = MentorFactory(school=ect.school, started_on=date(2026, 1, 1), **mentor)
    return MentorshipFactory(school=ect.school, ect=ect, mentor=mentor, started_on=ect.started_on)


def person(teacher):
    """Who it is, typed as we have it."""
    return Person(
        trn=teacher.trn,
        first_name=teacher.first_name,
        last_name=teacher.last_name,
        date_of_birth=teacher.date_of_birth,
    )


def shown(teacher, role, school):
    """What the school has been shown of someone by now."""
    looked_up = LookUp(teacher.trn, role=role, school=school)
    return looked_up.find(person(teacher)), movers.find(looked_up)


def move_ect(teacher, to, started_on=None, **details):
    """A school registers an ECT who moves there."""
    return moves.move_ect(
        school=to, **_details(teacher, to, started_on, f"zoe@{to.urn}.example", Role.ECT) | details
    )


def move_mentor(teacher, to, started_on=None, **details):
    """A school registers a mentor who moves there."""
    return moves.move_mentor(
        school=to,
        **_details(teacher, to, started_on, f"grace@{to.urn}.example", Role.MENTOR) | details,
    )


def _details(teacher, to, started_on, email, role):
    return {
        "person": person(teacher),
        "email": email,
        "started_on": started_on or clock.today(),
        "shown": shown(teacher, role, to),
        "by": TUTOR,
    }


def as_seen(place):
    """A place as its school's pages have it now, or None where they do not show it."""
    return type(place).objects.not_removed().for_pages().filter(pk=place.pk).first()


def status(place):
    """What the school reads of someone today, or None."""
    seen = as_seen(place)
    if seen is None:
        return None
    if isinstance(seen, ECTAtSchool):
        return statuses.of_ect(seen).value
    mentorships = seen.mentorships.not_removed().filter(started_on__lte=clock.today())
    is_mentoring = any(not one.is_over() for one in mentorships)
    return statuses.of_mentor(seen, is_mentoring=is_mentoring).value


def lead_provider(place):
    """Who trains someone at a school today, by name."""
    found = training_of(as_seen(place))
    return found.lead_provider.name if found.lead_provider else None


def emails(kind):
    """Whom emails of a kind go to."""
    return sorted(Email.objects.filter(kind=kind).values_list("to", flat=True))
