"""What must be true of schools' tutors and no constraint of one table can hold."""

from django.db.models import QuerySet

from config.records.checks import Rule

from .models import TutorAppointment


def tutors_who_are_staff() -> QuerySet:
    """They sign in by a link, which staff never do."""
    return TutorAppointment.objects.standing().filter(tutor__is_staff=True)


RULES = [Rule("An induction tutor is not a member of staff", tutors_who_are_staff)]
