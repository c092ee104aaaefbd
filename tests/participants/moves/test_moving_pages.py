"""A school registers an ECT who moves there, page by page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.events.models import Event
from notifications.models import Email
from participants.models import ECTAtSchool
from tests.factories import (
    CohortFactory,
    ECTFactory,
    MentorFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    TrainingFactory,
)
from tests.participants.changing import PersonWalk
from tests.partnerships.situations import hub

from .situations import (
    IN_MARCH,
    STARTED_ON,
    TODAY,
    as_seen,
    ect_at,
    lead_provider,
    mentored,
    move_ect,
    pairing,
    school,
    status,
)
from .walking import finish, identified, moving
from .walking import new as new

pytestmark = pytest.mark.django_db


# The way through


def test_a_school_registers_an_ect_who_keeps_their_provider(client, old, new):
    ect = mentored(ect_at(old)).ect
    walk = moving(client, ect, new)
    assert walk.next == "current-provider"
    assert walk.heading("current-provider") == (
        "Will Zoë Smith continue with their current provider, North with North Partner?"
    )
    walk.next = walk.answer("current-provider", keeps_provider="yes")
    page = finish(walk).page("check-answers")
    rows = walk.rows()
    assert rows["Moving from another school?"] == "Yes"
    assert rows["Start date"] == "1 March 2027"
    assert rows["Trains with"] == "North with North Partner (as before)"
    assert "They go on in the year in which they began: 2026 to 2027" in page.text
    confirmed = walk.confirm()
    assert "You have registered Zoë Smith as an ECT" in confirmed.h1.text
    after = ECTAtSchool.objects.get(school=new)
    assert (after.email, after.started_on) == ("zoe@newham.example", IN_MARCH)
    assert lead_provider(after) == "North"
    assert [status(ect), status(after)] == ["leaving", "joining"]
    event = Event.objects.get(kind="ECT moved here")
    assert (event.by_key, event.school_urn) == (f"user:{walk.tutor.pk}", new.urn)
    assert event.reference in confirmed.text


def test_the_school_is_not_named_on_any_page(client, old, new):
    walk = moving(client, ect_at(old), new)
    for step in ("moving", "start-date", "email", "current-provider"):
        assert "Oldham" not in walk.page(step).text
        assert str(old.urn) not in walk.page(step).text
    walk.next = walk.answer("current-provider", keeps_provider="no")
    walk.next = walk.answer("new-provider", new_provider="schools")
    assert "Oldham" not in finish(walk).page("check-answers").text
    assert "Oldham" not in walk.confirm().text


def test_a_new_provider_may_be_the_schools_own(client, old, new):
    ect = ect_at(old)
    walk = moving(client, ect, new)
    assert walk.answer("current-provider", keeps_provider="no") == "new-provider"
    assert walk.choices("new-provider") == [
        "South with South Partner, your school’s own provider",
        "Another lead provider",
    ]
    walk.next = walk.answer("new-provider", new_provider="schools")
    finish(walk).confirm()
    after = ECTAtSchool.objects.get(school=new)
    assert not after.training.exists()
    assert lead_provider(after) == "South"
    assert Email.objects.get(kind="leaving-training").to == "north@provider.example"


def test_a_new_provider_may_be_any_other_of_their_cohort(client, old, new):
    west = pairing("West")
    ProviderPairingFactory(cohort=CohortFactory(start_year=2025), lead_provider__name="Elsewhere")
    walk = moving(client, ect_at(old), new)
    walk.answer("current-provider", keeps_provider="no")
    assert walk.answer("new-provider", new_provider="another") == "lead-provider"
    assert walk.choices("lead-provider") == ["North", "South", "West"]
    assert walk.answer("lead-provider", lead_provider=west.lead_provider.pk) == "delivery-partner"
    walk.next = walk.answer("delivery-partner", delivery_partner=west.delivery_partner.pk)
    rows = finish(walk).rows()
    assert rows["Continues with current provider?"] == "No"
    assert (rows["Lead provider"], rows["Delivery partner"]) == ("West", "West Partner")
    walk.confirm()
    assert lead_provider(ECTAtSchool.objects.get(school=new)) == "West"


def test_where_the_school_has_the_same_provider_only_another_can_be_new(client, old):
    north = old.partnerships.get()
    twin = school("Newham", trains_with=north_again(north))
    walk = moving(client, ect_at(old), twin)
    assert walk.answer("current-provider", keeps_provider="no") == "lead-provider"


def north_again(partnership):
    return ProviderPairingFactory(
        cohort=partnership.cohort,
        lead_provider=partnership.lead_provider,
        delivery_partner=partnership.delivery_partner,
    )


def test_a_school_with_its_own_programme_offers_that(client, old):
    own = school("Newham", programme="school_led")
    own.cohorts.update(appropriate_body=hub())
    walk = moving(client, ect_at(old), own)
    walk.answer("current-provider", keeps_provider="no")
    assert walk.choices("new-provider")[0] == (
        "No lead provider: your school’s own programme (design and deliver your own training"
        " programme)"
    )
    walk.next = walk.answer("new-provider", new_provider="schools")
    finish(walk).confirm()
    assert lead_provider(ECTAtSchool.objects.get(school=own)) is None


def test_a_provider_is_kept_whatever_the_schools_programme_is(client, old):
    own = school("Newham", programme="school_led")
    own.cohorts.update(appropriate_body=hub())
    walk = moving(client, ect_at(old), own)
    walk.next = walk.answer("current-provider", keeps_provider="yes")
    finish(walk).confirm()
    assert lead_provider(ECTAtSchool.objects.get(school=own)) == "North"


@pytest.mark.parametrize("reason", ["not provider-led", "stopped", "not known", "not funded"])
def test_nothing_is_asked_about_a_provider_that_cannot_be_kept(client, old, new, reason):
    ect = ect_at(old)
    if reason == "not provider-led":
        old.partnerships.all().delete()
        old.cohorts.update(programme="school_led")
    elif reason == "stopped":
        TrainingFactory(ect=ect, state="stopped", started_on=date(2026, 12, 1))
    elif reason == "not known":
        old.partnerships.all().delete()
    else:
        new.partnerships.all().delete()
        new.cohorts.update(programme="school_funded_provider")
        new.type_code = 11
        new.save()
    walk = moving(client, ect, new)
    assert walk.next == "follows-school"
    finish(walk).confirm()
    assert not ECTAtSchool.objects.get(school=new).training.exists()


def test_a_mentor_of_the_school_can_be_chosen(client, old, new):
    mentor = MentorFactory(school=new, started_on=STARTED_ON)
    walk = moving(client, ect_at(old), new, TODAY)
    walk.answer("current-provider", keeps_provider="yes")
    assert walk.answer("follows-school", follows_school="yes") == "mentor"
    walk.answer("mentor", mentor=mentor.pk)
    walk.confirm()
    assert ECTAtSchool.objects.get(school=new).mentorships.get().mentor == mentor


def test_one_who_left_first_is_moved_in_the_same_way(client, old, new):
    ect = ect_at(old, finished_on=date(2026, 12, 1), own_finished_on=date(2026, 12, 1))
    walk = moving(client, ect, new, TODAY)
    walk.next = walk.answer("current-provider", keeps_provider="yes")
    finish(walk).confirm()
    assert as_seen(ect).finished_on == date(2026, 12, 1)
    assert not Email.objects.filter(kind="someone-leaving").exists()


# Taking it back


def test_a_move_is_taken_back_like_any_registration_and_the_page_says_so(client, old, new):
    ect = ect_at(old)
    after = move_ect(ect.teacher, new, IN_MARCH)
    walk = PersonWalk(client, "remove-person", after)
    assert "Zoë Smith does not move to your school" in walk.first.page.text
    walk.confirm()
    assert status(ect) == "training"
    assert Email.objects.get(kind="someone-back").to == "oldham@tutor.example"


# Coming back


def test_who_left_here_and_comes_back_keeps_their_cohort(client, new):
    earlier = CohortFactory(start_year=2025)
    SchoolCohortFactory(school=new, cohort=earlier, programme="school_led")
    left = date(2026, 12, 1)
    ect = ect_at(
        new,
        cohort=earlier,
        started_on=date(2025, 9, 1),
        finished_on=left,
        own_finished_on=left,
    )
    walk = identified(client, ect, new)
    assert walk.next == "email"
    walk.answer("email", email="zoe@newham.example")
    assert walk.start_on(TODAY) == "appropriate-body-type"
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    again = ECTAtSchool.objects.get(school=new, started_on=TODAY)
    assert again.cohort == earlier
    assert status(again) == "training"


# Queries


def counted(client, old, new, west):
    """How many queries each page of the longest way takes, to show and to save."""
    mentor = new.mentors.first()
    ect = ect_at(old)
    walk = moving(client, ect, new, email=f"zoe{ect.pk}@newham.example")
    steps = {
        "current-provider": {"keeps_provider": "no"},
        "new-provider": {"new_provider": "another"},
        "lead-provider": {"lead_provider": west.lead_provider.pk},
        "delivery-partner": {"delivery_partner": west.delivery_partner.pk},
        "follows-school": {"follows_school": "no"},
        "appropriate-body-type": {"body_type": "teaching_school_hub"},
        "appropriate-body": {"body_not_listed": "on"},
        "body-not-listed": {},
        "mentor": {"mentor": mentor.pk},
        "check-answers": {},
    }
    shown, saved = {}, {}
    for step, answer in steps.items():
        with CaptureQueriesContext(connection) as queries:
            walk.page(step)
        shown[step] = len(queries)
        with CaptureQueriesContext(connection) as queries:
            walk.answer(step, **answer)
        saved[step] = len(queries)
    return shown, saved


def test_pages_keep_to_few_queries_however_many_people_there_are(client, old, new):
    hub("Bede Teaching School Hub")
    west = pairing("West")
    MentorFactory(school=new, started_on=STARTED_ON)
    few = counted(client, old, new, west)
    for _ in range(60):
        MentorFactory(school=new, started_on=STARTED_ON)
        ECTFactory(school=old)
    shown, saved = counted(client, old, new, west)
    assert (shown, saved) == few
    assert max(shown.values()) <= 8
    saved.pop("check-answers")
    assert max(saved.values()) <= 12
