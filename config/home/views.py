"""The start page, and the pages that the footer leads to."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


@login_not_required
def start(request):
    """What the service is, who it is for, and what to have ready."""
    return render(request, "home/start.html")
