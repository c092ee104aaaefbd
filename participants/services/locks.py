"""
What is locked before anything of a person is written, always in this order.

First the school (``School.locked``), or all of a move in the order of their numbers; then
the teacher; then the email address. Whoever waits for a lock sees, once it has it, what the
one before has done.
"""

from config.records import locks
from config.web.errors import Refused
from participants.models import ECTAtSchool, MentorAtSchool, Teacher
from schools.models import School


class MovedMeanwhile(Refused):
    """Another school has registered the person a moment ago, or staff have corrected who it is."""

    def __init__(self):
        super().__init__(
            "Our records of this person have changed a moment ago. Check your answers again."
        )


def lock_school(school: School) -> School:
    """The school as it is now, locked until the transaction ends."""
    return School.objects.locked().get(pk=school.pk)


def lock_teacher(teacher: Teacher) -> Teacher:
    """The teacher as they are now, locked until the transaction ends."""
    return Teacher.objects.select_for_update(no_key=True).get(pk=teacher.pk)


def lock_move(trn: str, *, school: School) -> tuple[School, Teacher]:
    """
    The school and the teacher with this TRN, locked with all schools where they have a place.

    What is done to one place may reach into the others: it ends them, or brings them back.
    Raises ``MovedMeanwhile`` where another school has come in between, or staff have corrected
    the TRN.
    """
    pks = _schools_of(trn) | {school.pk}
    schools = list(School.objects.locked().filter(pk__in=pks).order_by("pk"))
    teacher = Teacher.objects.select_for_update(no_key=True).filter(trn=trn).first()
    if teacher is None or not _schools_of(trn) <= pks:
        raise MovedMeanwhile
    return next(one for one in schools if one.pk == school.pk), teacher


def _schools_of(trn) -> set[int]:
    """Those where a teacher has a place, void ones that may come back included."""
    return {
        pk
        for model in (ECTAtSchool, MentorAtSchool)
        for pk in model.objects.filter(teacher__trn=trn).values_list("school_id", flat=True)
    }


def lock_induction(teacher: Teacher) -> tuple[Teacher, list[ECTAtSchool]]:
    """
    The teacher as they are now, and where they are an ECT, locked with all those schools.

    Raises ``MovedMeanwhile`` where another school has come in between.
    """
    schools = School.objects.locked().filter(pk__in=teacher.ect_places.values("school"))
    pks = {school.pk for school in schools.order_by("pk")}
    teacher = lock_teacher(teacher)
    places = list(teacher.ect_places.select_related("school"))
    if not {place.school_id for place in places} <= pks:
        raise MovedMeanwhile
    return teacher, [place for place in places if not place.removed_at]


def lock_email(email: str) -> None:
    """Hold an address: nobody else can register it until the transaction ends."""
    locks.take(f"participants.email/{email}")
