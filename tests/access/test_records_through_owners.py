"""
Pages hand out records through their owner, as ``request.school.cohorts``.

A page that asks all records of a kind can show the wrong school’s. So what decides who sees
a page names no record’s manager; where one must, it stands below, with why it is safe.
"""

import ast
from pathlib import Path

from django.apps import apps
from django.conf import settings

from schools.models import School

OURS = ["config", "notifications", "appropriate_bodies", "schools", "partnerships", "participants"]
#: What a page is made by: modules of these names, and the modules in packages of these names.
PAGES = {"views", "tutor_views", "journeys", "tutor_journeys", "holders", "access", "details"}
MANAGERS = {"objects", "_base_manager", "_default_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}
#: Functions that find a record whosever it is, and what they find.
FINDERS = {"drafts.find": "Draft"}
BY_ITS_OWNER = "asks for those of one owner"
IS_PUBLIC = "a school’s name and place are in a public register"
#: What names a manager after all, and why nobody sees another’s records by it.
EXCEPTIONS = {
    ("schools.access.schools_of", "School"): "this is the rule itself",
    ("schools.access.handed_over", "Draft"): "compares whose it is",
    ("schools.tutor_journeys.TutorJourney", "School"): BY_ITS_OWNER,
    ("schools.tutor_views.tutor_changed", "School"): "the school of a draft that is theirs",
    ("schools.views.choose", "School"): IS_PUBLIC,
    ("schools.views.send_link", "School"): IS_PUBLIC,
    ("config.accounts.details.emails._confirmation_link", "User"): "makes an email, no page",
    ("config.accounts.details.links.read", "User"): "of the person whose link it is",
    ("config.support.views.sent", "SupportRequest"): "the page shows its reference alone",
    ("config.web.journeys.views.Journey", "Draft"): "answers 404 unless it is the asker’s",
}


def owned_models():
    """Schools and all that is theirs, and what belongs to one person."""
    theirs = {
        model.__name__
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is School
    }
    of_people = {"Teacher", "Training", "User"}
    return theirs | of_people | {"School", "Draft", "SignInRequest", "SupportRequest"}


def pages():
    """The modules that make pages."""
    for app in OURS:
        for path in sorted((Path(settings.BASE_DIR) / app).rglob("*.py")):
            parts = path.relative_to(settings.BASE_DIR).with_suffix("").parts
            if PAGES & set(parts) and not {"migrations", "services"} & set(parts):
                yield path


def asked_directly(path):
    """Each function or class of a module that asks all records of a kind, and the kind."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
    for part in tree.body:
        for node in ast.walk(part):
            if (model := _asks_all_of(node)) in owned_models():
                yield f"{module}.{getattr(part, 'name', '')}", model


def _asks_all_of(node):
    if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
        return ast.unparse(node.value).split(".")[-1]
    if isinstance(node, ast.Call) and ast.unparse(node.func) in FINDERS:
        return FINDERS[ast.unparse(node.func)]
    if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in SHORTCUTS:
        return ast.unparse(node.args[0]).split(".")[-1]
    return None


FOUND = {asked for path in pages() for asked in asked_directly(path)}


def test_pages_ask_for_records_through_their_owner():
    assert sorted(FOUND - set(EXCEPTIONS)) == []


def test_every_exception_is_still_needed():
    assert sorted(set(EXCEPTIONS) - FOUND) == []
