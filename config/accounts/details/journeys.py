"""An induction tutor changes their own name, or asks for another email address."""

from functools import wraps

from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator

from config.web.journeys import Journey, Question

from . import forms, services


def for_own_details(view):
    """Let those in who sign in by a link. Staff have their details in the admin."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.may_use_links:
            raise Http404("staff change their details in the admin")
        return view(request, *args, **kwargs)

    return guarded


@method_decorator(for_own_details, name="dispatch")
class ChangeDetail(Journey):
    """Someone changes something about themselves, with one question."""

    def dispatch(self, request, *args, **place):
        self.user = request.user
        self.way_out = reverse("accounts:details")
        return super().dispatch(request, *args, **place)

    @property
    def owner_key(self):
        return f"user:{self.user.pk}"


class ChangeName(ChangeDetail):
    """Another name, at once."""

    name = "change-own-name"
    steps = [Question("new-name", forms.NewNameForm)]

    def get_initial(self):
        """The name we have, to correct."""
        return {"first_name": self.user.first_name, "last_name": self.user.last_name}

    def complete(self):
        services.change_name(
            user=self.user,
            first_name=self.answers["first_name"],
            last_name=self.answers["last_name"],
            reference=self.draft.reference,
        )
        return f"{self.way_out}?changed={self.draft.pk}"


class ChangeEmail(ChangeDetail):
    """Another address, once it is confirmed."""

    name = "change-own-email"
    steps = [Question("new-email", forms.NewEmailForm)]

    def complete(self):
        services.ask_to_change_email(
            user=self.user, email=self.answers["new_email"], reference=self.draft.reference
        )
        return reverse("accounts:new-email-asked")
