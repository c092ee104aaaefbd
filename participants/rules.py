"""
What must be true of people's records and no constraint of one table can hold.

Each rule finds the records that break it. Services keep them, under locks; ``check_records``
asks whether they did.
"""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from config.records.checks import Rule
from config.web import clock
from schools.models import SchoolCohort

from .models import ECTAtSchool, MentorAtSchool, Mentorship, Training
from .terms import cohort_year_of


def _goes_beyond(place: str) -> Q:
    """A period that has days outside those of the place it belongs to."""
    return (
        Q(**{f"{place}__removed_at__isnull": False})
        | Q(started_on__lt=F(f"{place}__started_on"))
        | Q(**{f"{place}__finished_on__isnull": False, "finished_on": None})
        | Q(finished_on__gt=F(f"{place}__finished_on"))
    )


def mentorships_outside_a_place() -> QuerySet:
    """Of the ECT or of the mentor."""
    return Mentorship.objects.not_removed().filter(_goes_beyond("ect") | _goes_beyond("mentor"))


def training_outside_a_place() -> QuerySet:
    """Of whose training it is."""
    outside = Q(ect__isnull=False) & _goes_beyond("ect")
    outside |= Q(mentor__isnull=False) & _goes_beyond("mentor")
    return Training.objects.not_removed().filter(outside)


def mentorships_of_oneself() -> QuerySet:
    """One person on both sides."""
    return Mentorship.objects.not_removed().filter(ect__teacher=F("mentor__teacher"))


def mentorships_after_induction() -> QuerySet:
    """They go on after the ECT's induction is over."""
    over_on = Coalesce("ect__teacher__induction_completed_on", "ect__teacher__induction_exempt_on")
    return (
        Mentorship.objects.not_removed()
        .annotate(over_on=over_on)
        .filter(Q(finished_on=None) | Q(finished_on__gt=F("over_on")), over_on__lte=clock.today())
    )


def ects_who_mentor() -> QuerySet:
    """Current ECTs who are mentors as well."""
    mentoring = MentorAtSchool.objects.going_on().filter(teacher=OuterRef("teacher"))
    return ECTAtSchool.objects.current().filter(Exists(mentoring))


def shared_addresses_of_ects() -> QuerySet:
    """Another active person has the address of an ECT."""
    return _shared(ECTAtSchool)


def shared_addresses_of_mentors() -> QuerySet:
    """Another active person has the address of a mentor."""
    return _shared(MentorAtSchool)


def _shared(model):
    def others(kind):
        same = kind.objects.going_on().filter(email=OuterRef("email"))
        return Exists(same.exclude(teacher=OuterRef("teacher")))

    return model.objects.going_on().filter(others(ECTAtSchool) | others(MentorAtSchool))


def ends_that_nothing_explains() -> QuerySet:
    """An ECT's place that ends before its own end, and no other place begins then."""
    following = ECTAtSchool.objects.not_removed().filter(
        teacher=OuterRef("teacher"), started_on=OuterRef("finished_on")
    )
    early = Q(own_finished_on=None) | Q(finished_on__lt=F("own_finished_on"))
    ended = ECTAtSchool.objects.not_removed().filter(early, finished_on__isnull=False)
    return ended.filter(~Exists(following))


def ects_who_gave_way_to_nobody() -> QuerySet:
    """An ECT's place that is void because of one that is not there any more."""
    return _gave_way_to_nobody(ECTAtSchool)


def mentors_who_gave_way_to_nobody() -> QuerySet:
    """A mentor's place that is void because of one that is not there any more."""
    return _gave_way_to_nobody(MentorAtSchool)


def _gave_way_to_nobody(model):
    """One that has given way itself may still come back."""
    gone = Q(gave_way_to__removed_at__isnull=False, gave_way_to__gave_way=False)
    return model.objects.filter(gone, gave_way=True)


def ects_where_training_is_not_set_up() -> QuerySet:
    """The school has no answer, or a no, for their cohort."""
    return ECTAtSchool.objects.current().filter(~Exists(_set_up()))


def mentors_where_training_is_not_set_up() -> QuerySet:
    """The school has no answer, or a no, for the cohort of their training."""
    trained = MentorAtSchool.objects.current().filter(cohort__isnull=False)
    return trained.filter(~Exists(_set_up()))


def _set_up():
    answers = SchoolCohort.objects.filter(school=OuterRef("school"), cohort=OuterRef("cohort"))
    return answers.filter(expects_ects=SchoolCohort.Expects.YES).exclude(programme="")


def ects_by_a_name_of_before() -> QuerySet:
    """A current ECT, at a school that would not see what they are called now."""
    return ECTAtSchool.objects.current().exclude(kept_first_name="")


def mentors_by_a_name_of_before() -> QuerySet:
    """A current mentor, at a school that would not see what they are called now."""
    return MentorAtSchool.objects.current().exclude(kept_first_name="")


def mentors_in_another_cohort_than_their_term() -> list[MentorAtSchool]:
    """The cohort of the training is not that of the term's first day."""
    trained = MentorAtSchool.objects.not_removed().select_related("cohort", "teacher", "school")
    return [
        mentor
        for mentor in trained.filter(cohort__isnull=False).iterator()
        if cohort_year_of(mentor.training_starts_on) != mentor.cohort.start_year
    ]


RULES = [
    Rule("A mentorship lies inside the places of both", mentorships_outside_a_place),
    Rule("Training of one’s own lies inside one’s place", training_outside_a_place),
    Rule("Nobody mentors themself", mentorships_of_oneself),
    Rule("A mentorship ends with the induction", mentorships_after_induction),
    Rule("An ECT is not a mentor at the same time", ects_who_mentor),
    Rule("An ECT’s email address is theirs alone", shared_addresses_of_ects),
    Rule("A mentor’s email address is theirs alone", shared_addresses_of_mentors),
    Rule("A place that ends early has another after it", ends_that_nothing_explains),
    Rule("An ECT’s place gives way to one that stands", ects_who_gave_way_to_nobody),
    Rule("A mentor’s place gives way to one that stands", mentors_who_gave_way_to_nobody),
    Rule("Training is set up for an ECT’s cohort", ects_where_training_is_not_set_up),
    Rule("Training is set up for a mentor’s cohort", mentors_where_training_is_not_set_up),
    Rule("An ECT who is here has their name of now", ects_by_a_name_of_before),
    Rule("A mentor who is here has their name of now", mentors_by_a_name_of_before),
    Rule("A mentor’s cohort is that of their term", mentors_in_another_cohort_than_their_term),
]
