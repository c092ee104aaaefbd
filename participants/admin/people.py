"""What the pages about people have in common: finding them, and changing them under locks."""

import re

from django.contrib import admin

from config.events.staff_pages import RecordedAdmin
from participants.names import folded
from participants.services import locks
from participants.trns import normalised_trn
from schools.admin.school_records import SchoolRecordForm

#: What staff are told whose change has met another one.
MOVED = "Our records of this person have changed a moment ago. Save it again."
_WITH_SLASH = re.compile(r"(RP\s*)?\d{2}/\d{5}", re.IGNORECASE)


class PersonSearch(admin.ModelAdmin):
    """
    For lists in which one searches for a person, by TRN or name, or for a school by its URN.

    ``teacher_path`` and ``school_path`` lead from the records in the list to their person and
    their school.
    """

    teacher_path = "teacher__"
    school_path = "school__"
    search_help_text = "A TRN, a name, an email address or a school’s URN"

    def get_search_fields(self, request):
        columns = [f"={self.teacher_path}trn", f"{self.teacher_path}search_name"]
        if self.school_path:
            columns.append(f"={self.school_path}urn")
        return [*columns, *self.search_fields]

    def get_search_results(self, request, queryset, search_term):
        """“12/34567” finds a TRN, and “ZOË” finds Zoë."""
        if _WITH_SLASH.fullmatch(search_term.strip()):
            search_term = normalised_trn(search_term)
        elif "@" not in search_term:
            search_term = folded(search_term)
        return super().get_search_results(request, queryset, search_term)


class PlaceRecordForm(SchoolRecordForm):
    """
    A form about a record of one person at one school.

    It waits for whoever is changing the school's records or the person's.
    """

    def clean(self):
        super().clean()
        if teacher := self.find_teacher():
            locks.lock_teacher(teacher)

    def find_teacher(self):
        """Whose record it is, or None where that is still to be chosen."""
        return getattr(self.instance, "teacher", None)


class PersonRecordAdmin(PersonSearch, RecordedAdmin):
    """Records of a person at a school: what changes stands in the person's history there."""

    form = PlaceRecordForm

    def about(self, obj):
        return obj.teacher

    def has_add_permission(self, request):
        """Schools register people, with all that follows from it."""
        return False
