"""
Pages of the admin, as this service wants them.

Staff find everything there and delete nothing. Big tables are not counted in full, and the
facts that come from elsewhere or tell of the past can only be read.
"""

from django.contrib import admin


class StaffAdmin(admin.ModelAdmin):
    """What all pages of the admin have in common: nothing is deleted."""

    show_full_result_count = False
    list_per_page = 50

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnly:
    """For records that staff look at and nobody changes by hand."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnlyAdmin(ReadOnly, StaffAdmin):
    """A list to search and a page to read."""


class ReadOnlyInline(ReadOnly, admin.TabularInline):
    """Records shown on the page of the record they belong to."""

    extra = 0
    show_change_link = True

    def get_readonly_fields(self, request, obj=None):
        return self.fields
