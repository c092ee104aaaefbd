"""Who was registered with a draft, for the page that confirms it."""

from config.events.models import Event
from config.web.models import Draft
from participants.models import ECTAtSchool, MentorAtSchool
from schools.models import School


def registered_ect(school: School, draft: Draft) -> ECTAtSchool | None:
    """The ECT, removed since or not, or None."""
    return _registered(school.ects, ["ECT registered", "ECT moved here"], school, draft)


def registered_mentor(school: School, draft: Draft) -> MentorAtSchool | None:
    """The mentor, removed since or not, or None."""
    kinds = ["mentor registered", "mentor moved here"]
    return _registered(school.mentors, kinds, school, draft)


def _registered(places, kinds, school, draft):
    reference = draft.reference
    events = Event.objects.filter(kind__in=kinds, reference=reference, school_urn=school.urn)
    if (event := events.first()) is None:
        return None
    # whoever comes back has several places, of which the newest of that time is the one
    made = places.filter(teacher=event.about_id, registered_at__lte=event.at)
    return made.for_pages().order_by("-pk").first()
