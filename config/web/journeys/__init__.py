"""
Journeys: several questions, one page each, and then one thing done.

A journey reads from top to bottom, as the person meets it:

    class RegisterECT(Journey):
        steps = [
            Question("find", FindTeacherForm),
            Exit("not-found", when=lambda journey: journey.teacher is None),
            Question("email", EmailForm),
            Question("lead-provider", LeadProviderForm, when=provider_led),
            CheckAnswers(),
        ]

        def complete(self):
            ect = services.register_ect(school=self.school, **self.answers)
            return reverse("participants:ect-registered", args=[ect.pk])

The rules are stated once, in that list. The path is the list walked with the answers so
far, up to the first step which stops it: a question without a valid answer, an exit, or
the check answers page. Everything else is read off the path:

* the next page is the next step on the path, and Back is the one before;
* a page which is not on the path is not open yet, and sends you to the end of the path;
* after a change from the check answers page you go to the end of the path, which is
  the check answers page again unless the change has left some question unanswered.

Answers are kept in a ``Draft`` as typed, and validated again whenever they are read, so
an answer which an earlier change has made impossible is asked for again. The page that
starts a journey draws the draft's id; the first valid answer sent to that id makes the
draft. So two tabs never mix, pressing twice makes one draft, and a page that was only
looked at leaves nothing behind. A journey that asks nothing has the draft's address from the
start, since its one page is what Back comes to once it is sent.

A page may lead to the start of another journey with ``journey.calling("…")``. The first page
of the other leads back by Back, and its last by a button: see ``calls``.
"""

from .steps import CheckAnswers, Exit, NoticeForm, Question, QuestionForm
from .views import Journey

__all__ = ["CheckAnswers", "Exit", "Journey", "NoticeForm", "Question", "QuestionForm"]
