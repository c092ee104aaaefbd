"""
Who may open which address.

Every address of the service stands here, by its name. A page that is added adds a line to
``RULES``, and where its route has a parameter of a new kind, a line to ``SAMPLES``.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from config.support import contexts
from schools.models import School

from .drafts import completed, number_of_stopped, stopped, unfinished
from .world import YEAR

TO_SIGN_IN, TO_ADMIN_LOGIN = "accounts:sign-in", "admin:login"


@dataclass(frozen=True)
class Rule:
    """
    Whom a page lets in, and what everyone else gets: ``refusal`` tells the statuses that are
    right for a person, or the name of the page to which they are led.

    ``shows_school`` says that the page names the school to those it lets in, and
    ``names_school`` that it may name the school in its address to anyone. ``owns_drafts``
    says that a draft in its address is that of one school’s people. ``samples`` fill in its
    address.
    """

    admits: Callable
    refusal: Callable = lambda person: {404}
    shows_school: bool = False
    names_school: bool = False
    owns_drafts: bool = False
    samples: dict = field(default_factory=dict)

    def lets_in(self, person, address) -> bool:
        """Whether this person may open this address."""
        if self.owns_drafts and "draft" in address.parameters:
            return self.admits(person) and person.belongs_to is person.asks_about
        return self.admits(person)

    def having(self, **samples):
        """The same rule, for an address that takes something of its own."""
        return replace(self, samples=samples)


def _sign_in_first(person):
    return {404} if person.is_signed_in else TO_SIGN_IN


def _staff_first(person):
    return {403, 404} if person.is_staff else TO_ADMIN_LOGIN


def staff_who_may(permission):
    """Staff with a permission of that kind for the record."""
    return Rule(lambda person: permission in person.may, _staff_first)


PUBLIC = Rule(lambda person: True)
PUBLIC_ABOUT_A_SCHOOL = replace(PUBLIC, names_school=True)
SIGNED_IN = Rule(lambda person: person.is_signed_in, _sign_in_first)
TUTOR = Rule(lambda person: person.is_tutor, _sign_in_first, shows_school=True)
#: A file of a school’s people, which need not name the school.
TUTOR_S_FILE = replace(TUTOR, shows_school=False)


def holder(of):
    """Whoever has a link for it that works. One that is ours and does not is 410: gone."""
    return Rule(
        lambda person: person.holds == of,
        lambda person: {404, 410},
        shows_school=True,
        owns_drafts=True,
    )


ANSWER, ACCESS = holder("answer"), holder("access")
#: Those who sign in by a link have details of their own to change.
OWN_DETAILS = Rule(lambda person: person.is_signed_in and not person.has_password, _sign_in_first)
HANDED_OVER = Rule(lambda person: person.has_handed_over, _sign_in_first, names_school=True)
NEW_ADDRESS_LINK = Rule(lambda person: person.holds == "new address", lambda person: {404, 410})
SIGN_IN_LINK = Rule(lambda person: person.holds == "sign-in")
#: Whoever has a link to answer that we made, be it an old one.
ANY_ANSWER_LINK = Rule(lambda person: "answer" in person.holds)
NOBODY = Rule(lambda person: False)
STAFF = Rule(lambda person: person.is_staff, _staff_first)
NO_STAFF = Rule(lambda person: False, _staff_first)


def of_a_year(journey, *, confirmation=None):
    """A journey of a tutor about one year of their school, and the page that confirms it."""
    about = {"journey": journey, "subject": str(YEAR), "of": "tutor"}
    return {
        f"partnerships:{journey}": TUTOR.having(draft=unfinished(**about)),
        f"partnerships:{confirmation or f'{journey}-done'}": TUTOR.having(draft=completed(**about)),
    }


def of_a_person(journey, role):
    """A journey of a tutor about an ECT or a mentor, and the page that confirms it."""
    about = {
        "journey": journey,
        "subject": lambda there: f"{role}/{getattr(there, role).pk}",
        "of": "tutor",
    }
    return {
        f"participants:{journey}": TUTOR.having(draft=unfinished(**about)),
        f"participants:{journey}-done": TUTOR.having(draft=completed(**about)),
    }


RULES = {
    "home:start": PUBLIC,
    "home:accessibility": PUBLIC,
    "home:cookies": PUBLIC,
    "home:privacy": PUBLIC,
    "home:schools": SIGNED_IN,
    "home:school": TUTOR,
    "accounts:sign-in": PUBLIC,
    "accounts:check-your-email": PUBLIC,
    "accounts:link": SIGN_IN_LINK,
    "accounts:new-link": SIGN_IN_LINK,
    "accounts:privacy": SIGNED_IN,
    "accounts:session": PUBLIC,
    "accounts:sign-out": PUBLIC,
    "accounts:signed-out": PUBLIC,
    "accounts:details": OWN_DETAILS,
    "accounts:change-name": OWN_DETAILS.having(step="new-name"),
    "accounts:change-email": OWN_DETAILS.having(step="new-email"),
    "accounts:new-email-asked": OWN_DETAILS,
    "accounts:confirm-email": NEW_ADDRESS_LINK,
    "schools:change-tutor": TUTOR.having(draft=unfinished("change-tutor", of="tutor")),
    "schools:tutor-changed": HANDED_OVER.having(draft=completed("change-tutor", of="former tutor")),
    "schools:get-access": PUBLIC,
    "schools:get-access-school": PUBLIC_ABOUT_A_SCHOOL,
    "schools:send-access-link": PUBLIC_ABOUT_A_SCHOOL,
    "schools:access": ACCESS,
    "schools:name-tutor": ACCESS.having(draft=unfinished("get-access", of="access")),
    "schools:access-confirmation": ACCESS.having(draft=completed("get-access", of="access")),
    "partnerships:invitation": ANSWER,
    "partnerships:new-link": ANY_ANSWER_LINK,
    "partnerships:answer": ANSWER.having(draft=unfinished("answer-invitation", of="answer")),
    "partnerships:confirmation": ANSWER.having(draft=completed("answer-invitation", of="answer")),
    **of_a_year("set-up-training", confirmation="training-set-up"),
    **of_a_year("change-appropriate-body"),
    **of_a_year("change-programme"),
    **of_a_year("change-providers"),
    **of_a_year("report-wrong"),
    **of_a_person("change-ect-name", "ect"),
    **of_a_person("change-mentor-name", "mentor"),
    **of_a_person("change-ect-email", "ect"),
    **of_a_person("change-mentor-email", "mentor"),
    **of_a_person("assign-mentor", "ect"),
    **of_a_person("assign-ects", "mentor"),
    **of_a_person("change-ect-appropriate-body", "ect"),
    **of_a_person("change-start-date", "ect"),
    **of_a_person("remove-ect", "ect"),
    **of_a_person("remove-mentor", "mentor"),
    **of_a_person("report-ect-leaving", "ect"),
    **of_a_person("report-mentor-leaving", "mentor"),
    **of_a_person("ect-stays", "ect"),
    **of_a_person("mentor-stays", "mentor"),
    "participants:add": TUTOR,
    "participants:register-ect": TUTOR.having(draft=unfinished("register-ect", of="tutor")),
    "participants:ect-registered": TUTOR.having(draft=completed("register-ect", of="tutor")),
    "participants:register-mentor": TUTOR.having(draft=unfinished("register-mentor", of="tutor")),
    "participants:mentor-registered": TUTOR.having(draft=completed("register-mentor", of="tutor")),
    "participants:ask-to-check": TUTOR.having(
        stopped=stopped, draft=unfinished("ask-to-check", of="tutor", subject=number_of_stopped)
    ),
    "participants:asked-to-check": TUTOR.having(
        stopped=stopped, draft=completed("ask-to-check", of="tutor", subject=number_of_stopped)
    ),
    "participants:ects": TUTOR,
    "participants:ects-csv": TUTOR_S_FILE,
    "participants:mentors": TUTOR,
    "participants:mentors-csv": TUTOR_S_FILE,
    "participants:ect": TUTOR,
    "participants:mentor": TUTOR,
    "support:start": PUBLIC,
    "support:about": PUBLIC_ABOUT_A_SCHOOL,
    "support:sent": PUBLIC,
    # for development only, and closed here
    "notifications:inbox": NOBODY,
    "notifications:email": NOBODY,
    "admin:login": PUBLIC,
    "admin:logout": replace(STAFF, refusal=lambda person: "admin:index"),
    "admin:index": STAFF,
    "admin:jsi18n": STAFF,
    "admin:password_change": STAFF,
    "admin:password_change_done": STAFF,
    "admin:autocomplete": NO_STAFF,
    "admin:view_on_site": NO_STAFF,
    # leads elsewhere, unless they have just typed their password
    "admin:set_up_code": PUBLIC,
    "admin:auth_user_password_change": staff_who_may("change"),
    "admin:app_list": staff_who_may("view"),
    "admin:*_changelist": staff_who_may("view"),
    "admin:*_change": staff_who_may("view"),
    "admin:*_history": staff_who_may("view"),
    "admin:*_add": staff_who_may("add"),
    # what comes from elsewhere, or tells of the past, is not added by hand
    "admin:schools_school_add": NO_STAFF,
    "admin:schools_closedschool_add": NO_STAFF,
    "admin:schools_invitation_add": NO_STAFF,
    "admin:participants_teacher_add": NO_STAFF,
    "admin:participants_ectatschool_add": NO_STAFF,
    "admin:participants_mentoratschool_add": NO_STAFF,
    "admin:participants_mentorship_add": NO_STAFF,
    "admin:support_supportrequest_add": NO_STAFF,
    "admin:notifications_email_add": NO_STAFF,
    "admin:events_event_add": NO_STAFF,
    "admin:web_draft_add": NO_STAFF,
    "admin:accounts_signinrequest_add": NO_STAFF,
    # what groups may do is up to staff with every permission
    "admin:auth_group_changelist": staff_who_may("all"),
    "admin:auth_group_change": staff_who_may("all"),
    "admin:auth_group_history": staff_who_may("all"),
    "admin:auth_group_add": staff_who_may("all"),
    # nothing is deleted
    "admin:*_delete": NO_STAFF,
    # an old address of a record leads to its page, which has a rule of its own
    "admin:admin/*/<path:object_id>/": STAFF,
    # whatever else is typed after /admin/
    "admin:admin/(?P<url>*": NO_STAFF,
}

SAMPLES = {
    "urn": lambda person: person.asks_about.school.urn,
    "year": lambda person: YEAR,
    "ect": lambda person: person.asks_about.ect.pk,
    "mentor": lambda person: person.asks_about.mentor.pk,
    "token": lambda person: person.token,
    "draft": lambda person: uuid.uuid4(),
    # every journey has one, though not at once on its path
    "step": "check-answers",
    "email_id": lambda person: uuid.uuid4(),
    "reference": lambda person: person.world.help_request.reference,
    "context": lambda person: contexts.url_for(
        topic="A link", school=person.asks_about.school.name
    ).split("/")[-2],
    "content_type_id": lambda person: ContentType.objects.get_for_model(School).pk,
    "object_id": lambda person: person.asks_about.school.pk,
    "id": lambda person: person.asks_about.tutor.pk,
    "app_label": lambda person: "schools",
    "url": lambda person: "nowhere",
}


def rules_for(address) -> list[Rule]:
    """The rules that name an address: one, if the table is right."""
    if address.name in RULES:
        return [RULES[address.name]]
    return [rule for name, rule in RULES.items() if "*" in name and fnmatchcase(address.name, name)]


def path_of(address, person) -> str:
    """The address as this person would try it."""
    [rule] = rules_for(address)
    samples = SAMPLES | rule.samples
    if model := model_of(address):
        samples["object_id"] = person.world.record(model).pk
    values = {name: samples[name] for name in address.parameters}
    return address.path(
        {name: value(person) if callable(value) else value for name, value in values.items()}
    )


def model_of(address):
    """The kind of record that an address of the admin is about, or None."""
    for model in admin.site._registry:
        start = reverse("admin:index").lstrip("/") + model._meta.label_lower.replace(".", "/")
        if address.route.startswith(f"{start}/"):
            return model
    return None
