"""Giving the invented schools their ECTs and mentors. Who is there already stays as they are."""

from django.db import reset_queries, transaction

from config.events.services import Actor
from config.records.files import batched
from config.records.files.progress import bar
from config.web import clock
from participants.models import Teacher
from partnerships.models import DeliveryPartner, LeadProvider
from schools.models import Cohort, School, SchoolCohort

from . import cast, crowd, named
from .loading import hubs
from .people import FIRST_TRN_OF_CROWD, trn_at
from .roster import OPERATOR, Roster
from .staffrooms import Staffroom
from .stories import Times

#: Who is invented for a school: mentors, and everyone.
_FEW, _MANY = (2, 5), (165, 400)
#: How many schools’ people are written down at once: a matter of memory.
_AT_ONCE = 200


@transaction.atomic
def people_the_cast(*, seed: int) -> None:
    """
    Give people to each school of the cast that had set up training.

    Where the story is about people, they are those who are named, or a great many.
    """
    times, known = Times(clock.today()), _known(until=FIRST_TRN_OF_CROWD - 1)
    rooms = _staffrooms_of_cast()
    stories = {cast.URNS[part.name]: part.story for part in cast.PARTS}
    roster = Roster()
    for urn, room in rooms.items():
        mentors, everyone = _MANY if stories[urn] == cast.MANY_PEOPLE else _FEW
        trns = [trn_at(urn, number) for number in range(1, everyone + 1)]
        if stories[urn] != cast.PEOPLE and trns[0] not in known:
            room.fill(roster, trns=trns, mentors=mentors, times=times, seed=seed)
    roster.write()
    if known.isdisjoint(named.TRNS.values()):
        stage = named.Stage(
            staffrooms=rooms,
            lead_providers={each.name: each for each in LeadProvider.objects.all()},
            delivery_partners={each.name: each for each in DeliveryPartner.objects.all()},
            times=times,
            seed=seed,
        )
        stage.set_up()
        stage.play()


def people_the_crowd(count: int, *, seed: int) -> None:
    """
    Spread so many teachers over the schools around the cast that had set up last year’s training.

    They come in small groups, mentors first, the last of which is filled up. Each school gets
    its next one when all others have had their turn. Raises ``LookupError`` if there are none.
    """
    times = Times(clock.today())
    cohort = Cohort.objects.get(start_year=times.years.last)
    answers = _set_up().filter(cohort=cohort, school__urn__gte=crowd.FIRST_URN)
    schools = list(answers.order_by("school__urn").values_list("school_id", "school__urn"))
    if not schools:
        raise LookupError("No school around the cast has set up training.")
    mentors, everyone = _FEW
    known, bodies = _known(since=FIRST_TRN_OF_CROWD), hubs()
    firsts = range(FIRST_TRN_OF_CROWD, FIRST_TRN_OF_CROWD + count, everyone)
    turns = ((turn, first) for turn, first in enumerate(firsts) if str(first) not in known)
    with bar("Inventing people", total=len(firsts)) as show:
        for some in batched(turns, _AT_ONCE):
            roster = Roster()
            for turn, first in some:
                pk, urn = schools[turn % len(schools)]
                room = Staffroom(
                    school=School(pk=pk, urn=urn),
                    cohorts={cohort.start_year: cohort},
                    bodies=bodies,
                    by=OPERATOR,
                )
                trns = [str(first + place) for place in range(everyone)]
                room.fill(roster, trns=trns, mentors=mentors, times=times, seed=seed)
            with transaction.atomic():
                roster.write()
            # in development, Django keeps all of them
            reset_queries()
            show(some[-1][0] + 1)


def _staffrooms_of_cast() -> dict[int, Staffroom]:
    answers = _set_up().filter(school__urn__in=cast.URNS.values())
    rooms: dict[int, Staffroom] = {}
    for answer in answers.select_related("school", "cohort"):
        urn = answer.school.urn
        if urn not in rooms:
            school = answer.school
            rooms[urn] = Staffroom(
                school=school, cohorts={}, bodies=hubs(), by=_by_tutor_of(school)
            )
        rooms[urn].cohorts[answer.cohort.start_year] = answer.cohort
    return rooms


def _set_up():
    """What schools that may register people have answered, where they can do so."""
    return SchoolCohort.objects.filter(
        expects_ects=SchoolCohort.Expects.YES, answered_at__isnull=False, school__may_register=True
    ).exclude(programme="")


def _by_tutor_of(school) -> Actor:
    """Its induction tutor, as if they had done it themself, or an operator."""
    tutor = school.find_tutor()
    if tutor is None:
        return OPERATOR
    return Actor(f"user:{tutor.pk}", f"{tutor.full_name}, induction tutor ({tutor.email})")


def _known(*, since: int = 0, until: int = 9_999_999) -> set[str]:
    """The TRNs on record in a range. They all have seven digits, so that their order is theirs."""
    found = Teacher.objects.filter(trn__gte=f"{since:07}", trn__lte=f"{until:07}")
    return set(found.values_list("trn", flat=True))
