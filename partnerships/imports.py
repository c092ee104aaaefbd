"""
Taking in lists: lead providers, who works with whom, and which schools they train.

Nothing is ever deleted. Names are compared by ``cells.name_key``.
"""

from django.db import transaction

from config.events.services import Actor
from config.records.files import Rejected, batched, cells
from config.web.errors import Refused
from schools import gias
from schools.models import Cohort, School

from .models import DeliveryPartner, LeadProvider, LeadProviderContact, ProviderPairing
from .services import reports

LEAD_PROVIDER_COLUMNS = ("name", "contact_email")
PAIRING_COLUMNS = ("cohort", "lead_provider", "delivery_partner")
PARTNERSHIP_COLUMNS = ("cohort", "urn", "lead_provider", "delivery_partner")


@transaction.atomic
def take_in_lead_providers(rows, *, tally) -> None:
    """Create the lead providers, and the addresses at which they hear from us."""
    cleaned = [values for _, values in tally.cleaned(rows, _clean_contact)]
    providers = by_name(LeadProvider, [name for name, _ in cleaned], tally=tally)
    ours = set(LeadProviderContact.objects.values_list("lead_provider_id", "email"))
    _create_missing(
        LeadProviderContact,
        [(providers[cells.name_key(name)].pk, email) for name, email in cleaned],
        fields=("lead_provider_id", "email"),
        ours=ours,
        tally=tally,
    )


@transaction.atomic
def take_in_provider_pairings(rows, *, tally) -> None:
    """Create the pairings, and the providers and cohorts they need. No cohort is opened."""
    cleaned = [values for _, values in tally.cleaned(rows, _clean_pairing)]
    years = sorted({year for year, _, _ in cleaned})
    Cohort.objects.bulk_create([Cohort(start_year=year) for year in years], ignore_conflicts=True)
    cohorts = dict(Cohort.objects.values_list("start_year", "pk"))
    leads = by_name(LeadProvider, [name for _, name, _ in cleaned], tally=tally)
    partners = by_name(DeliveryPartner, [name for _, _, name in cleaned], tally=tally)
    fields = ("cohort_id", "lead_provider_id", "delivery_partner_id")
    _create_missing(
        ProviderPairing,
        [
            (cohorts[year], leads[cells.name_key(lead)].pk, partners[cells.name_key(partner)].pk)
            for year, lead, partner in cleaned
        ],
        fields=fields,
        ours=set(ProviderPairing.objects.values_list(*fields)),
        tally=tally,
    )


def take_in_partnerships(rows, *, tally, by: Actor, quiet=False) -> None:
    """Report each row's partnership, in a transaction of its own. Quiet ones email nobody."""
    cohorts = {cohort.start_year: cohort for cohort in Cohort.objects.all()}
    leads, partners = by_name(LeadProvider), by_name(DeliveryPartner)
    cleaned = tally.once(
        tally.cleaned(rows, _clean_partnership),
        key=lambda values: values[:2],
        what="cohort and URN",
    )
    for batch in batched(cleaned, 500):
        urns = [urn for _, (_, urn, _, _) in batch]
        schools = School.objects.in_bulk(urns, field_name="urn")
        for line, (year, urn, lead, partner) in batch:
            try:
                outcome = reports.report(
                    cohort=_known(cohorts, year, f"the cohort {year}"),
                    school=_known(schools, urn, f"a school with the URN {urn}"),
                    lead_provider=_named(leads, lead, "lead provider"),
                    delivery_partner=_named(partners, partner, "delivery partner")
                    if partner
                    else None,
                    by=by,
                    quiet=quiet,
                )
            except (Rejected, Refused) as refusal:
                tally.reject(line, str(refusal).rstrip("."))
            else:
                tally.count(outcome)


def by_name(model, names=(), *, tally=None) -> dict:
    """
    All providers of a kind, by ``cells.name_key``.

    Those of ``names`` that are new are created first, and named in the tally, since a name
    that is spelt wrong would make a new provider too.
    """
    known = {cells.name_key(provider.name): provider for provider in model.objects.all()}
    new = {cells.name_key(name): name for name in reversed(names)}
    new = {key: name for key, name in new.items() if key not in known}
    if not new:
        return known
    model.objects.bulk_create(
        [model(name=name) for name in sorted(new.values())], ignore_conflicts=True
    )
    tally.remarks.append(
        f"New {model._meta.verbose_name_plural}: {', '.join(sorted(new.values()))}."
    )
    return by_name(model)


def _create_missing(model, rows, *, fields, ours, tally):
    """Create the rows that are not among ours, each once, and count them all."""
    missing = sorted({*rows} - ours)
    model.objects.bulk_create(
        [model(**dict(zip(fields, values, strict=True))) for values in missing],
        ignore_conflicts=True,
    )
    tally.count("created", len(missing))
    tally.count("unchanged", len({*rows}) - len(missing))
    if repeated := len(rows) - len({*rows}):
        tally.count("repeated", repeated)


def _clean_contact(row):
    address = cells.email(row["contact_email"])
    if not address:
        raise Rejected("no email address")
    return cells.text(row["name"], what="name"), address


def _clean_pairing(row):
    return (
        cells.start_year(row["cohort"], what="cohort"),
        cells.text(row["lead_provider"], what="lead provider"),
        cells.text(row["delivery_partner"], what="delivery partner"),
    )


def _clean_partnership(row):
    return (
        cells.start_year(row["cohort"], what="cohort"),
        gias.urn(row["urn"]),
        cells.text(row["lead_provider"], what="lead provider"),
        cells.text(row["delivery_partner"], what="delivery partner", needed=False),
    )


def _known(records, key, what):
    if key not in records:
        raise Rejected(f"we do not have {what}")
    return records[key]


def _named(providers, name, what):
    return _known(providers, cells.name_key(name), f"a {what} called “{cells.shown(name)}”")
