"""A journey as a view: its pages, its draft, and how it completes once."""

import re
import uuid
from urllib.parse import urlencode

from django import urls
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.functional import Promise, cached_property
from django.views import View

from config.web import clock, drafts
from config.web.errors import Refused
from config.web.models import Draft

from . import calls
from .path import Path
from .steps import Exit

#: Control characters, and the code points that Unicode keeps from ever being characters.
_UNSHOWABLE = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufdd0-\\ufdef"
    + "".join(
        chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
    )
    + "]"
)


class Journey(Path, View):
    """Shows each step's page, and keeps and completes the draft of one walk."""

    #: What its drafts are called.
    name = ""
    #: Where to find a template named after a step, if it has one of its own.
    template_folder = ""
    #: Shown above each heading: which school or person this is about.
    caption = ""
    #: Where Back leads from the first page, unless another journey has called this one. A promise
    #: is kept when it is shown: most pages do not.
    way_out: str | Promise = "/"
    #: What the link says that leads back from a journey which this one has called. Nothing
    #: about a person: it stands in addresses, and in drafts after they are complete.
    return_words = ""
    #: Whether its address is a personal link, which lets its holder in and is stored nowhere.
    is_by_link = False
    #: Why completing was refused, while the answers still lead to the last page.
    refusal: Refused | None = None
    #: What a draft notes of the school and the thing it is about.
    school_urn: int | None = None
    subject = ""

    @property
    def owner_key(self) -> str:
        """Who may see and go on with the draft."""
        raise NotImplementedError

    @property
    def basis(self) -> str:
        """
        What the check answers page speaks of that others may change, in short.

        The page sends it back, so that nobody confirms what they have not been shown.
        """
        return ""

    def check_allowed(self) -> None:
        """
        Ask once more, in the transaction that completes, whether this person may.

        Raises ``Http404`` if not.
        """

    def complete(self) -> str:
        """
        Do the thing, once, and return the URL of the page which confirms it.

        Raises ``Refused`` where the records no longer allow it.
        """
        raise NotImplementedError

    @classmethod
    def as_urls(cls, name):
        """One URL to start at, and one for each step of each draft."""
        view = cls.as_view()
        return [
            urls.path("", view, name=name),
            urls.path("<uuid:draft>/<slug:step>/", view, name=name),
        ]

    # Where things are

    @property
    def changing(self) -> bool:
        """Whether this page was opened from the page that plays the answers back."""
        return "change" in self.request.GET

    @property
    def added(self) -> str:
        """The number of what a journey has added that this page called, or nothing."""
        return self.request.GET.get("added", "")

    @property
    def next_url(self) -> str:
        """Where Continue leads."""
        following = -1 if self.changing else self.path.index(self.step) + 1
        return self.url_of(self.path[following])

    @property
    def back_url(self) -> str | Promise:
        """Where Back leads."""
        if self.changing and not self.path[-1].form_class:
            return self.url_of(self.path[-1])
        if self.changing and self._differs_from_kept:
            # What is kept may stop before: the address of the last page leads there.
            return self.url_of(self.steps[-1])
        position = self.path.index(self.step)
        if position:
            return self.url_of(self.path[position - 1])
        return self.draft.return_url or self.way_out

    @property
    def start_url(self) -> str:
        """Where the journey starts anew."""
        kept = [urlencode({"added": self.added})] if self.added else []
        return self._with_query(self._start, *kept)

    def url_of(self, step, *, change=None) -> str:
        """The page of one step in this walk."""
        change = self.changing if change is None else change
        parts = ["change"] if change and step.form_class else []
        return self._with_query(self._page_of(step), *parts)

    def calling(self, view_name: str, **about) -> str:
        """
        The start of another journey, which leads back to this page when it is done.

        So does Back on its first page. ``about`` is what its address is made of.
        """
        if self.is_by_link or not self.return_words:
            raise ImproperlyConfigured(f"{type(self).__name__} cannot call {view_name}")
        back = calls.Return(self.url_of(self.step), self.return_words)
        return f"{urls.reverse(view_name, kwargs=about)}?{calls.query(back)}"

    @property
    def _differs_from_kept(self):
        """Whether this page was answered before, and shows another answer to it."""
        kept = self.draft.answers.get(self.step.name)
        return kept is not None and self.forms[self.step.name].typed != kept

    @cached_property
    def _start(self):
        return urls.reverse(self.view_name, kwargs=self.about)

    def _page_of(self, step):
        """As ``as_urls`` says, which is not asked anew for each of a page's links."""
        return f"{self._start}{self.draft_id}/{step.name}/"

    def _with_query(self, address, *parts):
        """With where to come back to, too, as long as no draft has noted it."""
        if self.draft._state.adding and self.draft.return_url:
            back = calls.Return(self.draft.return_url, self.draft.return_words)
            parts = (*parts, calls.query(back))
        return f"{address}?{'&'.join(parts)}" if parts else address

    # The pages

    def dispatch(self, request, *args, draft=None, step=None, **about):
        if step is not None and step not in {known.name for known in self.steps}:
            raise Http404(step)
        self.about, self.view_name = about, request.resolver_match.view_name
        self.draft_id = draft or uuid.uuid4()
        if request.method != "POST":
            return self._answer(request, step)
        if step is None:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        with transaction.atomic():
            return self._answer(request, step)

    def _answer(self, request, name):
        self.draft = self._find_draft(lock=request.method == "POST")
        if self.draft.completed_at:
            return redirect(self.draft.result_url)
        self.typed = dict(self.draft.answers)
        if request.method == "POST":
            self.typed[name] = _typed(request.POST)
        elif self.draft._state.adding and bool(name) != self.is_ready:
            # Its only page asks nothing: after sending it, Back has to come to this draft.
            return redirect(self.start_url if name else self.url_of(self.path[-1]))
        self.step = self._find_step(name)
        if self.step is None:
            return redirect(self.url_of(self.path[-1], change=False))
        return super().dispatch(request)

    def get(self, request):
        """Show the page, with what was typed and what is wrong with it."""
        templates = [f"{self.template_folder}/{self.step.name}.html", self.step.template_name]
        context = {"journey": self, "step": self.step, "form": self.forms.get(self.step.name)}
        return render(request, [name for name in templates if name], context)

    def post(self, request):
        """Take the answer in and go on, or show what is wrong with it."""
        if isinstance(self.step, Exit):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        form = self.forms.get(self.step.name)
        if form and not form.is_valid():
            return self.get(request)
        self._keep(form)
        if self.draft.completed_at:
            return redirect(self.draft.result_url)
        if self.step is self.path[-1]:
            return self._finish()
        return redirect(self.next_url)

    def _find_step(self, name):
        if name is None:
            return self.path[0]
        return next((step for step in self.path if step.name == name), None)

    # The draft

    def _find_draft(self, *, lock):
        draft = drafts.find(self.draft_id, lock=lock)
        if draft is None:
            return self._new_draft()
        if (draft.owner_key, draft.journey, draft.subject) != (
            self.owner_key,
            self.name,
            self.subject,
        ):
            raise Http404("somebody else’s draft, or another journey’s")
        return draft

    def _new_draft(self):
        back = calls.read(self.request)
        return Draft(
            pk=self.draft_id,
            owner_key=self.owner_key,
            journey=self.name,
            subject=self.subject,
            school_urn=self.school_urn,
            resume_url="" if self.is_by_link else self._page_of(self.steps[-1]),
            return_url=back.url,
            return_words=back.words,
        )

    def _keep(self, form):
        """Merge this step's answer into the draft, which the first answer makes."""
        if self.draft._state.adding:
            if form:
                self.draft.answers[self.step.name] = form.typed
            made = self.draft.answers
            drafts.make(self.draft)
            self.draft = self._find_draft(lock=True)
            if self.draft.completed_at or self.draft.answers == made:
                return
        if form:
            self.draft.answers[self.step.name] = form.typed
            self.draft.save(update_fields=["answers", "updated_at"])

    def _finish(self):
        """
        Complete the journey once, however often its button is pressed.

        The request that holds the draft's lock does the work and, in the same transaction,
        notes where it led. A second waits for the lock, finds the note, and goes to the same
        page. A refusal undoes the work: the answers are walked again with the records as
        they are now, which leads to the page that explains.
        """
        try:
            with transaction.atomic():
                self.check_allowed()
                self._check_shown()
                result_url = self.complete()
        except Refused as refusal:
            self.forget()
            if self._find_step(self.step.name) is self.path[-1]:
                self._show_refusal(refusal)
                return self.get(self.request)
            return redirect(self.url_of(self.path[-1], change=False))
        self.draft.answers = {}
        self.draft.completed_at = clock.now()
        self.draft.result_url = result_url
        self.draft.save()
        return redirect(result_url)

    def _check_shown(self):
        if self.request.POST.get("basis", self.basis) != self.basis:
            raise Refused("Something has changed. Check your answers again.")

    def _show_refusal(self, refusal):
        """On a question it reads as an error; the check answers page has its own place."""
        if form := self.forms.get(self.step.name):
            form.add_error(None, str(refusal))
        else:
            self.refusal = refusal


def _typed(post):
    """What was sent, without the characters that no page can show and some databases refuse."""
    return {key: [_UNSHOWABLE.sub("", text) for text in texts] for key, texts in post.lists()}
