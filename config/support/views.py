"""The page that confirms a help request."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from .emails import REPLY_WITHIN
from .models import SupportRequest


@login_not_required
def sent(request, reference):
    """
    We have it, and what happens next.

    Nothing of what was asked is on the page: whoever has the reference may not be the asker.
    """
    asked = get_object_or_404(SupportRequest, reference=reference)
    context = {"reference": asked.reference, "reply_within": REPLY_WITHIN}
    return render(request, "support/sent.html", context)
