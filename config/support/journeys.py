"""The journey “Ask DfE for help”."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.decorators import method_decorator

from config.accounts.limits import place_of
from config.accounts.returning import address_of
from config.events.services import Actor
from config.web import drafts
from config.web.journeys import CheckAnswers, Journey, Question

from . import contexts, forms, services


@method_decorator(login_not_required, name="dispatch")
class AskForHelp(Journey):
    """Anyone asks DfE something, from the footer or from a page where they were stopped."""

    name = "ask-for-help"
    template_folder = "support/ask"
    steps = [
        Question("question", forms.QuestionToDfEForm),
        Question("who-to-reply-to", forms.AskerForm),
        CheckAnswers(),
    ]
    context = contexts.Context()

    def dispatch(self, request, *args, **place):
        if "context" in place:
            known = contexts.read(place["context"])
            if known is None:
                return redirect("support:start")
            self.context = known.seen_by(request.user)
            self.caption, self.school_urn = self.context.words, known.school_urn
        try:
            return super().dispatch(request, *args, **place)
        except Http404:
            if not _was_signed_out(request, place.get("draft")):
                raise
            return redirect_to_login(address_of(request))

    @property
    def owner_key(self):
        """
        Whoever signed in, else whoever has this browser.

        The browser's CSRF secret stands for it: a form cannot be sent without one, pressing
        twice sends the same one twice, and looking at the page stores nothing.
        """
        if self.request.user.is_authenticated:
            return f"user:{self.request.user.pk}"
        get_token(self.request)
        secret = self.request.META["CSRF_COOKIE"]
        return f"visitor:{salted_hmac('config.support.visitor', secret).hexdigest()}"

    def get_initial(self):
        """What it is about, as far as we know. It can be changed."""
        return {"topic": self.context.topic}

    def complete(self):
        asked = services.ask(
            topic=self.answers["topic"],
            message=self.answers["message"],
            name=self.answers["name"],
            email=self.answers["email"],
            context=self.context,
            place=place_of(self.request),
            by=Actor(self.owner_key, "Someone who asked for help"),
        )
        return reverse("support:sent", args=[asked.reference])


def _was_signed_out(request, draft_id):
    """Whether the draft is that of somebody who signs in, as nobody here is at the moment."""
    if request.user.is_authenticated:
        return False
    return drafts.is_of_someone_with_an_account(draft_id)
