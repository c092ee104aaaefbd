"""Records that belong to a school: finding them by it, and changing them under its lock."""

from django.contrib import admin

from config.events.staff_pages import ReasonForm
from schools.models import School
from schools.names import folded


class SchoolSearch(admin.ModelAdmin):
    """
    For lists in which one searches for a school, by URN, name or postcode.

    ``school_path`` leads from the records in the list to their school.
    """

    school_path = "school__"
    search_help_text = "A school’s URN, name or postcode"

    def get_search_fields(self, request):
        columns = [
            f"={self.school_path}urn",
            f"{self.school_path}search_name",
            f"{self.school_path}postcode",
        ]
        return [*columns, *self.search_fields]

    def get_search_results(self, request, queryset, search_term):
        """“St Mary’s” finds Saint Marys, as it does everywhere."""
        return super().get_search_results(request, queryset, folded(search_term))


class SchoolRecordForm(ReasonForm):
    """
    A form about a record of one school.

    It waits for whoever is changing the school's records, then checks and saves with what
    they have left there.
    """

    def clean(self):
        super().clean()
        if school := self.find_school():
            School.objects.locked().get(pk=school.pk)
        if self.instance.pk:
            self.instance.refresh_from_db()

    def find_school(self):
        """Whose record it is, or None where that is still to be chosen."""
        return self.cleaned_data.get("school") or getattr(self.instance, "school", None)
