"""
Three more journeys of the tests' own: one that calls, and two that are called.

Whoever books a room may find that it is not there yet, and go and add it, or ask for one and
say nothing else. Rooms stand in events.
"""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property

from config.events.models import Event
from config.web.forms import NameField
from config.web.journeys import CheckAnswers, Exit, Journey, Question, QuestionForm
from config.web.models import Draft

from .walks import Tab

ADDED, BOOKED = "room added", "room booked"
MOST_ROOMS = 3
BOOK, ADD = "/tests/ada/book-room/", "/tests/ada/add-room/"


def note(kind, *, by, room):
    """Something that was done with a room."""
    return Event.objects.create(
        kind=kind, by_key="tests", by_words=by, about_type="room", about_id=room
    )


def rooms():
    """The rooms that there are, in the order in which they came."""
    added = Event.objects.filter(kind=ADDED).order_by("pk")
    return list(added.values_list("about_id", flat=True))


class GuestForm(QuestionForm):
    guest = NameField(label="Who is it for?", thing="name")


class RoomForm(QuestionForm):
    room = forms.ChoiceField(
        label="Which room?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select a room"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = ["Hall", *self.journey.rooms]
        self.fields["room"].choices = [(name, name) for name in names]


class NewRoomForm(QuestionForm):
    new_room = NameField(label="What is the room called?", thing="name of the room")


class FloorForm(QuestionForm):
    floor = NameField(label="On which floor is it?", thing="floor")


@method_decorator(login_not_required, name="dispatch")
class RoomJourney(Journey):
    """What they share."""

    template_folder = "rooms"

    @property
    def owner_key(self):
        return f"visitor:{self.kwargs['owner']}"

    @cached_property
    def rooms(self):
        return rooms()


class BookRoom(RoomJourney):
    """Each of its questions offers to add a room."""

    name = "book-room"
    return_words = "Go back to booking a room"
    way_out = "/way-out-of-booking/"
    steps = [
        Question("guest", GuestForm, template_name="rooms/question.html"),
        Question("room", RoomForm, template_name="rooms/question.html"),
        CheckAnswers(),
    ]

    def complete(self):
        note(BOOKED, by=self.answers["guest"], room=self.answers["room"])
        return "../done/"


class AddRoom(RoomJourney):
    """Stops at once where there are enough rooms."""

    name = "add-room"
    way_out = "/way-out-of-adding/"
    steps = [
        Exit("full", when=lambda journey: len(journey.rooms) >= MOST_ROOMS),
        Question("new-room", NewRoomForm),
        Question("floor", FloorForm),
        CheckAnswers(),
    ]

    def complete(self):
        note(ADDED, by=self.answers["floor"], room=self.answers["new_room"])
        return "../done/"


class AskForRoom(RoomJourney):
    """Asks nothing but to confirm, unless there are enough rooms."""

    name = "ask-for-room"
    way_out = "/way-out-of-asking/"
    steps = [
        Exit("full", when=lambda journey: len(journey.rooms) >= MOST_ROOMS),
        CheckAnswers(),
    ]

    def complete(self):
        note(ADDED, by="Ada", room="Any")
        return "../done/"


@login_not_required
def done(request, owner, draft):
    """The confirmation of each."""
    finished = Draft.objects.filter(owner_key=f"visitor:{owner}", completed_at__isnull=False)
    return render(request, "rooms/done.html", {"draft": get_object_or_404(finished, pk=draft)})


def booking(client):
    """Someone books a room and is asked which."""
    return Tab(client, BOOK).answer(guest="Grace")


def adding(client):
    """The same person goes to add the room."""
    return booking(client).follow("Add a room")
