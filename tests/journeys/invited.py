"""Schools that are asked about the year, or that ask for access, and the links they get."""

from django.urls import reverse

from partnerships.models import ProviderPairing
from schools import links
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    InvitationFactory,
    ProviderPairingFactory,
    SchoolFactory,
)
from tests.partnerships.situations import hub, provider_led_last_year, reported, tutored


def answers(make_school, *, to="school_contact"):
    """An invitation to answer, for a school that ``make_school`` makes."""

    def start_url():
        hub()
        hub("Bede Teaching School Hub")
        AppropriateBodyFactory(name="National Panel", type="national", chosen_by="independent")
        school = make_school()
        ProviderPairingFactory()
        invitation = InvitationFactory(school=school, cohort=CohortFactory(), recipient=to)
        return reverse("partnerships:answer", args=[links.token_for(invitation)])

    return start_url


def asks_for_access(make_school):
    """A link to get access to a school."""

    def start_url():
        CohortFactory()
        invitation = InvitationFactory(school=make_school(), purpose="access", cohort=None)
        return reverse("schools:name-tutor", args=[links.token_for(invitation)])

    return start_url


def new_school():
    """It has nothing yet."""
    return SchoolFactory()


def independent_school():
    """It is funded, and chooses among other bodies."""
    return SchoolFactory(type_code=10, section_41=True)


def with_tutor(make_partnership):
    """The same, with an induction tutor."""

    def make_school():
        school = make_partnership().school
        tutored(school)
        return school

    return make_school


def with_more_partners():
    """Last year's lead provider works with two delivery partners this year."""
    partnership = provider_led_last_year()
    ProviderPairingFactory(lead_provider=partnership.lead_provider)
    return partnership


def delivery_partner_left():
    """Last year's lead provider works with other delivery partners this year."""
    partnership = provider_led_last_year(offered=False)
    ProviderPairingFactory(lead_provider=partnership.lead_provider)
    return partnership


def lead_provider_stopped():
    """Last year's lead provider trains nobody this year."""
    partnership = provider_led_last_year(offered=False)
    assert not ProviderPairing.objects.filter(cohort=CohortFactory()).exists()
    return partnership


def reported_with_others():
    """This year's partnership was reported, and there are others to choose from."""
    ProviderPairingFactory()
    return reported()


INVITED = {
    "a new school": answers(new_school),
    "an independent school": answers(independent_school),
    "a partnership": answers(lambda: with_more_partners().school),
    "a partnership and a tutor": answers(with_tutor(with_more_partners), to="tutor"),
    "a partnership and a tutor, by its contact": answers(with_tutor(with_more_partners)),
    "a delivery partner that left": answers(lambda: delivery_partner_left().school),
    "a lead provider that stopped": answers(with_tutor(lead_provider_stopped), to="tutor"),
    "a reported partnership": answers(lambda: reported_with_others().school),
    "a reported partnership and a tutor": answers(with_tutor(reported_with_others), to="tutor"),
}
