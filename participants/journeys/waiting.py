"""The pages to wait, for a tutor who has tried too often what tells of other people."""

from django.shortcuts import render

from participants.services import checks


def answers_anew(journey) -> bool:
    """Whether what was sent for this step is valid, and other than before."""
    form = journey.forms[journey.step.name]
    return form.is_valid() and form.typed != journey.draft.answers.get(journey.step.name)


def wait(journey, template_name: str):
    """Show it in place of what was asked for. What was sent is not kept."""
    context = {"journey": journey, "step": journey.step}
    return render(journey.request, template_name, context, status=429)


def wait_with_address(journey, *, is_taken: bool):
    """
    The page for whoever has given too many addresses of others, or None while there are few.

    It counts this one, before the tutor is shown whether it is another person's.
    """
    if checks.may_show_address(
        is_taken=is_taken,
        school=journey.school,
        by=journey.actor,
        reference=journey.draft.reference,
    ):
        return None
    return wait(journey, "participants/addresses/wait.html")
