"""Providers, who works with whom, and partnerships in the admin."""

from django.contrib import admin

from config.events.staff_pages import RecordedAdmin
from schools.admin.school_records import SchoolRecordForm, SchoolSearch

from .models import (
    DeliveryPartner,
    LeadProvider,
    LeadProviderContact,
    Partnership,
    ProviderPairing,
)


class ContactInline(admin.TabularInline):
    """Where a lead provider hears from us. Someone who has left can be taken off."""

    model = LeadProviderContact
    extra = 1


@admin.register(LeadProvider)
class LeadProviderAdmin(RecordedAdmin):
    """Lead providers and their addresses."""

    search_fields = ["name", "contacts__email"]
    inlines = [ContactInline]


@admin.register(DeliveryPartner)
class DeliveryPartnerAdmin(RecordedAdmin):
    """Delivery partners."""

    search_fields = ["name"]


@admin.register(ProviderPairing)
class ProviderPairingAdmin(RecordedAdmin):
    """
    Who works with whom in a cohort.

    A pairing that a school relies on stays as it is.
    """

    list_display = ["cohort", "lead_provider", "delivery_partner"]
    list_display_links = list_display
    list_filter = ["cohort", "lead_provider"]
    list_select_related = ["cohort", "lead_provider", "delivery_partner"]
    autocomplete_fields = ["lead_provider", "delivery_partner"]
    search_fields = ["lead_provider__name", "delivery_partner__name", "=cohort__start_year"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and _is_used(obj))


def _is_used(pairing):
    return Partnership.objects.filter(
        cohort=pairing.cohort,
        lead_provider=pairing.lead_provider,
        delivery_partner=pairing.delivery_partner,
    ).exists()


@admin.register(Partnership)
class PartnershipAdmin(SchoolSearch, RecordedAdmin):
    """Which providers train a school’s people in a cohort."""

    form = SchoolRecordForm
    fields = [
        "school",
        "cohort",
        "lead_provider",
        "delivery_partner",
        "status",
        "started_on",
        "finished_on",
        "ending",
        "reported_at",
        "answer_before",
        "removed_at",
    ]
    list_display = [
        "school",
        "cohort",
        "lead_provider",
        "delivery_partner",
        "status",
        "started_on",
        "finished_on",
        "removed_at",
    ]
    list_filter = ["cohort", "status", ("finished_on", admin.EmptyFieldListFilter)]
    list_select_related = ["school", "cohort", "lead_provider", "delivery_partner"]
    autocomplete_fields = ["school", "cohort", "lead_provider", "delivery_partner"]
    search_fields = ["lead_provider__name", "delivery_partner__name"]

    def get_readonly_fields(self, request, obj=None):
        from_elsewhere = ["reported_at", "answer_before", "removed_at"]
        return ["school", "cohort", *from_elsewhere] if obj else from_elsewhere
