"""Training that is interrupted, and goes on."""

from datetime import date, timedelta

import pytest

from config.events.models import Event
from config.web import clock
from notifications.models import Email
from participants.models import ECTAtSchool, MentorAtSchool, Training
from participants.services import completions, interruptions
from participants.services.completions import DoesNotFit
from participants.statuses import ECTStatus
from tests.factories import (
    CohortFactory,
    ECTFactory,
    MentorFactory,
    PartnershipFactory,
    TrainingFactory,
)

from .completing import BY, DAY, LATER, STARTED, TODAY, status_of
from .completing import _today as _today
from .completing import ect as ect
from .completing import place as place

pytestmark = pytest.mark.django_db


def own(place):
    """What of someone's training is their own: from when until when, how, and with whom."""
    found = place.training.not_removed().order_by("started_on")
    return [(one.started_on, one.finished_on, one.state, one.lead_provider) for one in found]


@pytest.mark.parametrize(
    ("interrupt", "state", "kind"),
    [
        (interruptions.pause, "paused", "training paused"),
        (interruptions.stop, "stopped", "training stopped"),
    ],
)
def test_training_is_interrupted_from_a_day_on(place, interrupt, state, kind):
    assert interrupt(place, on=DAY, by=BY, reason="They told us") is True
    assert own(place) == [(DAY, None, state, None)]
    event = Event.objects.get()
    assert (event.kind, event.school_urn) == (kind, place.school.urn)
    assert (event.about_type, event.about_id) == ("teacher", str(place.teacher_id))
    assert (event.after, event.reason) == ({"day": "2026-03-02"}, "They told us")
    assert not Email.objects.exists()
    assert interrupt(place, on=DAY, by=BY) is False
    assert Event.objects.count() == 1


def test_the_school_sees_who_has_paused_and_who_has_stopped(ect):
    interruptions.pause(ect, on=DAY, by=BY)
    assert status_of(ect) == ECTStatus.PAUSED
    interruptions.stop(ect, on=LATER, by=BY)
    assert status_of(ect) == ECTStatus.STOPPED
    assert own(ect) == [(DAY, LATER, "paused", None), (LATER, None, "stopped", None)]
    interruptions.resume(ect, on=TODAY, by=BY)
    assert status_of(ect) == ECTStatus.TRAINING


def test_training_goes_on_as_at_the_school(place):
    interruptions.pause(place, on=DAY, by=BY)
    assert interruptions.resume(place, on=LATER, by=BY) is True
    assert own(place) == [(DAY, LATER, "paused", None)]
    assert interruptions.resume(place, on=LATER, by=BY) is False
    assert interruptions.pause(place, on=DAY, by=BY) is False
    assert interruptions.pause(place, on=TODAY, by=BY) is True
    assert own(place) == [(DAY, LATER, "paused", None), (TODAY, None, "paused", None)]


def test_providers_of_one_s_own_are_kept(place):
    partnership = PartnershipFactory(cohort=place.cohort)
    provider = partnership.lead_provider
    Training.objects.create(
        ect=place if isinstance(place, ECTAtSchool) else None,
        mentor=place if isinstance(place, MentorAtSchool) else None,
        cohort=place.cohort,
        lead_provider=provider,
        delivery_partner=partnership.delivery_partner,
        started_on=STARTED,
    )
    interruptions.pause(place, on=DAY, by=BY)
    interruptions.resume(place, on=LATER, by=BY)
    assert own(place) == [
        (STARTED, DAY, "training", provider),
        (DAY, LATER, "paused", provider),
        (LATER, None, "training", provider),
    ]
    partners = {one.delivery_partner for one in place.training.not_removed()}
    assert partners == {partnership.delivery_partner}
    assert interruptions.resume(place, on=LATER, by=BY) is False


def test_what_began_on_that_very_day_is_replaced(ect):
    interruptions.pause(ect, on=DAY, by=BY)
    interruptions.stop(ect, on=DAY, by=BY)
    assert own(ect) == [(DAY, None, "stopped", None)]


def test_an_interruption_ends_with_the_place(ect):
    ect.finished_on = ect.own_finished_on = LATER
    ect.save()
    interruptions.pause(ect, on=DAY, by=BY)
    assert own(ect) == [(DAY, LATER, "paused", None)]
    with pytest.raises(DoesNotFit, match="not in training at this school"):
        interruptions.resume(ect, on=LATER, by=BY)


@pytest.mark.parametrize(
    ("before", "then", "words"),
    [
        ([("pause", DAY)], ("pause", LATER), "The training is paused from 2 March 2026 already"),
        ([("stop", DAY)], ("stop", LATER), "The training was stopped on 2 March 2026 already"),
        ([("stop", DAY)], ("pause", LATER), "The training was stopped on 2 March 2026 already"),
        ([], ("resume", DAY), "neither paused nor stopped"),
        (
            [("pause", DAY), ("resume", LATER)],
            ("resume", TODAY),
            "neither paused nor stopped",
        ),
        ([("pause", LATER)], ("stop", DAY), "The training changes on 4 May 2026, which is later"),
        (
            [("pause", DAY), ("resume", TODAY)],
            ("stop", LATER),
            "The training changes on 10 November 2026, which is later",
        ),
        (
            [("pause", LATER), ("resume", TODAY)],
            ("pause", DAY),
            "The training changes on 4 May 2026, which is later",
        ),
        ([], ("pause", TODAY + timedelta(days=1)), "is in the future"),
        ([], ("pause", STARTED - timedelta(days=1)), "not in training at this school"),
    ],
)
def test_what_contradicts_the_record_is_refused(place, before, then, words):
    for name, day in before:
        getattr(interruptions, name)(place, on=day, by=BY)
    held, events = own(place), Event.objects.count()
    name, day = then
    with pytest.raises(DoesNotFit, match=words):
        getattr(interruptions, name)(place, on=day, by=BY)
    assert (own(place), Event.objects.count()) == (held, events)


def test_training_of_ones_own_that_ends_with_the_place_is_no_later_change(ect):
    ect.finished_on = ect.own_finished_on = LATER
    ect.save()
    end = {"finished_on": LATER, "own_finished_on": LATER}
    provider = PartnershipFactory().lead_provider
    TrainingFactory(ect=ect, started_on=STARTED, state="training", lead_provider=provider, **end)
    assert interruptions.pause(ect, on=DAY, by=BY)
    assert own(ect)[-1] == (DAY, LATER, "paused", provider)


def test_who_has_nothing_to_train_for_interrupts_nothing(ect):
    completions.complete_induction(ect.teacher, on=DAY, by=BY)
    mentor = MentorFactory(
        started_on=STARTED, cohort=CohortFactory(), training_starts_on=date(2025, 9, 1)
    )
    completions.complete_mentor_training(mentor.teacher, on=DAY, by=BY)
    untrained = MentorFactory(started_on=STARTED)
    removed = ECTFactory(started_on=STARTED, removed_at=clock.now())
    for person in (ect, mentor, untrained, removed):
        with pytest.raises(DoesNotFit, match="not in training at this school"):
            interruptions.pause(person, on=LATER, by=BY)
    assert interruptions.pause(ect, on=DAY - timedelta(days=1), by=BY)


def test_what_is_void_for_now_is_not_overlapped_when_it_comes_back(ect):
    void = TrainingFactory(ect=ect, started_on=LATER, removed_at=clock.now(), gave_way=True)
    with pytest.raises(DoesNotFit, match="The training changes on 4 May 2026"):
        interruptions.pause(ect, on=DAY, by=BY)
    void.gave_way = False
    void.save()
    assert interruptions.pause(ect, on=DAY, by=BY)
