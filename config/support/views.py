"""“Ask DfE for help”: the pages around the journey."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


@login_not_required
def start(request):
    """Where to begin."""
    return render(request, "support/start.html")
