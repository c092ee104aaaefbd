"""The forms of the records of ECTs and mentors."""

from tests.admin.pages import REASON

NO_ROWS = {
    f"{prefix}-{name}": 0
    for prefix in ["ect_places", "mentor_places"]
    for name in ["TOTAL_FORMS", "INITIAL_FORMS"]
}


def who(teacher, **changes):
    """What the form of a teacher's page sends."""
    names = ["trn", "first_name", "last_name", "date_of_birth"]
    return {name: getattr(teacher, name) for name in names} | changes | NO_ROWS | REASON
