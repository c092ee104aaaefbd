"""Finding schools however their names are typed."""

from django.contrib import admin

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
