"""Teachers, ECTs, mentors, mentorships and their training in the admin."""

from . import mentorships, places, teachers, training

__all__ = ["mentorships", "places", "teachers", "training"]
