"""
What is locked before anything of a person is written, always in this order.

First the school (``School.locked``), or both of a move in the order of their numbers; then
the teacher; then the email address. Whoever waits for a lock sees, once it has it, what the
one before has done.
"""

from config.records import locks
from participants.models import Teacher
from schools.models import School


def lock_school(school: School) -> School:
    """The school as it is now, locked until the transaction ends."""
    return School.objects.locked().get(pk=school.pk)


def lock_teacher(teacher: Teacher) -> Teacher:
    """The teacher as they are now, locked until the transaction ends."""
    return Teacher.objects.select_for_update(no_key=True).get(pk=teacher.pk)


def lock_email(email: str) -> None:
    """Hold an address: nobody else can register it until the transaction ends."""
    locks.take(f"participants.email/{email}")
