"""Where a school begins to register someone, and what confirms that it has."""

from django.shortcuts import redirect, render

from config.support.emails import REPLY_WITHIN
from participants.changeable import Change, changes_of_ect
from participants.forms.registering import AddForm
from participants.queries import training_of
from participants.queries.registered import registered_ect, registered_mentor
from participants.services import checks
from participants.terms import term_starting
from schools.access import finished_draft, for_tutor

from .done import render_done


@for_tutor
def add(request, urn):
    """Asks whom to add, and leads to the journey that does it."""
    if not request.school.may_register:
        return redirect("home:school", urn=urn)
    form = AddForm(request.GET or None)
    if form.is_valid():
        return redirect(f"participants:register-{form.cleaned_data['role']}", urn=urn)
    return render(request, "participants/registering/add.html", {"form": form})


@for_tutor
def ect_registered(request, urn, draft):
    """The ECT is registered: the reference, who hears of it, and what is left to do."""
    draft = finished_draft(request, draft, journey="register-ect")
    ect = registered_ect(request.school, draft)
    if ect is None:
        return redirect("participants:ects", urn=urn)
    mentorship = ect.mentorships.going_on().select_related("mentor__teacher").first()
    return render_done(
        request,
        "participants/registering/ect-registered.html",
        draft,
        ect,
        help_topic="The ECT that we added",
        appropriate_body=training_of(ect).appropriate_body,
        mentor=mentorship.mentor.teacher if mentorship else None,
        may_assign=not (mentorship or ect.removed_at) and Change.MENTOR in changes_of_ect(ect),
    )


@for_tutor
def mentor_registered(request, urn, draft):
    """The mentor is registered: the reference, how they are trained, and what is left to do."""
    draft = finished_draft(request, draft, journey="register-mentor")
    mentor = registered_mentor(request.school, draft)
    if mentor is None:
        return redirect("participants:mentors", urn=urn)
    starts_on = mentor.training_starts_on
    return render_done(
        request,
        "participants/registering_mentor/mentor-registered.html",
        draft,
        mentor,
        help_topic="The mentor that we added",
        is_oneself=mentor.email == request.user.email,
        term=term_starting(starts_on) if starts_on else None,
        training=training_of(mentor),
        may_assign=not (mentor.removed_at or mentor.is_over()),
    )


@for_tutor
def asked_to_check(request, urn, stopped, draft):
    """DfE has been asked to check: the reference, and that the answers wait."""
    draft = finished_draft(request, draft, journey="ask-to-check", subject=str(stopped))
    asked = checks.find_request(stopped, by=draft.completed_at)
    if asked is None:
        return redirect("home:school", urn=urn)
    context = {"draft": draft, "reference": asked.reference, "reply_within": REPLY_WITHIN}
    return render(request, "participants/asking_to_check/asked.html", context)
