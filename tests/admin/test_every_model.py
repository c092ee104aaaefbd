"""Every record has its pages in the admin, and they keep to the rules."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse
from factory.django import DjangoModelFactory

from config.accounts.models import SignInRequest
from config.events.models import Event
from config.web.models import Draft
from notifications.models import Email
from schools.models import Invitation, School
from tests import factories
from tests.admin.pages import queries_of, url
from tests.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db

OURS = {
    "config",
    "notifications",
    "appropriate_bodies",
    "schools",
    "partnerships",
    "participants",
}
#: Tell nobody anything: how fast the worker sends, how often something was done of late.
MACHINERY = {"notifications.Pace", "accounts.Allowance"}
MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.split(".")[0] in OURS and model._meta.label not in MACHINERY
]
REGISTERED = [model for model in MODELS if admin.site.is_registered(model)]
READ_ONLY = [Event, Email, Invitation, School, SignInRequest, Draft]
FACTORIES = {
    kind._meta.model: kind
    for kind in vars(factories).values()
    if isinstance(kind, type)
    and issubclass(kind, DjangoModelFactory)
    and kind is not DjangoModelFactory
    and kind is not StaffFactory
}


def names(models):
    return [model._meta.label for model in models]


@pytest.mark.parametrize("model", MODELS, ids=names(MODELS))
def test_each_model_has_a_factory_and_stands_in_the_admin(model):
    inlines = {inline.model for page in admin.site._registry.values() for inline in page.inlines}
    assert model in FACTORIES
    assert model in REGISTERED or model in inlines


@pytest.mark.parametrize("model", REGISTERED, ids=names(REGISTERED))
def test_each_record_can_be_listed_found_and_read(client, staff, model):
    record = FACTORIES[model]()
    page = admin.site._registry[model]
    listed = client.get(url(model, "changelist"))
    assert url(model, "change", record.pk) in listed.content.decode()
    assert page.get_search_fields(None)
    for words in ["nothing like it", "100", "St Mary’s", "a@b.example", "’", "\x00"]:
        assert client.get(url(model, "changelist"), {"q": words}).status_code == 200, words
    read = client.get(url(model, "change", record.pk))
    assert read.status_code == 200
    assert client.get(url(model, "history", record.pk)).status_code == 200


@pytest.mark.parametrize("model", REGISTERED, ids=names(REGISTERED))
def test_each_filter_works(client, staff, model):
    FACTORIES[model]()
    listed = client.get(url(model, "changelist"))
    for choices in listed.context["cl"].filter_specs:
        for choice in choices.choices(listed.context["cl"]):
            response = client.get(url(model, "changelist") + choice["query_string"])
            assert response.status_code == 200, choice


@pytest.mark.parametrize("model", REGISTERED, ids=names(REGISTERED))
def test_a_longer_list_asks_the_database_no_more_often(client, staff, model):
    FACTORIES[model]()
    few = queries_of(lambda: client.get(url(model, "changelist")))
    FACTORIES[model].create_batch(4)
    assert queries_of(lambda: client.get(url(model, "changelist"))) == few


@pytest.mark.parametrize("model", REGISTERED, ids=names(REGISTERED))
def test_nothing_is_deleted(client, staff, model):
    record = FACTORIES[model]()
    assert client.get(url(model, "delete", record.pk)).status_code == 403
    assert client.post(url(model, "delete", record.pk), {"post": "yes"}).status_code == 403
    answer = client.post(
        url(model, "changelist"),
        {"action": "delete_selected", "_selected_action": record.pk, "post": "yes"},
        follow=True,
    )
    assert answer.status_code == 200
    assert model._base_manager.filter(pk=record.pk).exists()


@pytest.mark.parametrize("model", READ_ONLY, ids=names(READ_ONLY))
def test_facts_and_history_are_read_only(client, staff, model):
    record = FACTORIES[model]()
    page = client.get(url(model, "change", record.pk)).content.decode()
    assert 'name="_save"' not in page
    assert client.post(url(model, "change", record.pk), {}).status_code == 403
    assert client.get(url(model, "add")).status_code == 403


@pytest.mark.parametrize("model", REGISTERED, ids=names(REGISTERED))
def test_staff_without_permission_see_nothing(client, staff_with, model):
    record = FACTORIES[model]()
    staff_with()
    assert client.get(url(model, "changelist")).status_code == 403
    assert client.get(url(model, "change", record.pk)).status_code == 403
    assert client.post(url(model, "change", record.pk), {}).status_code == 403
    assert client.get(url(model, "history", record.pk)).status_code == 403
    index = client.get(reverse("admin:index")).content.decode()
    assert "You don’t have permission to view or edit anything." in index


@pytest.mark.parametrize("model", REGISTERED, ids=names(REGISTERED))
def test_staff_who_may_look_may_not_change(client, staff_with, model):
    record = FACTORIES[model]()
    staff_with(f"view_{model._meta.model_name}")
    page = client.get(url(model, "change", record.pk))
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert client.post(url(model, "change", record.pk), {}).status_code == 403


@pytest.mark.parametrize("model", REGISTERED, ids=names(REGISTERED))
def test_those_who_are_not_staff_get_the_page_for_signing_in(client, model):
    wanted = url(model, "changelist")
    answer = client.get(wanted)
    assert answer.url == reverse("admin:login") + f"?next={wanted}"
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(wanted).url == answer.url


def test_every_permission_is_of_a_model_that_is_there():
    models = {*names(apps.get_models())}
    for permission in Permission.objects.select_related("content_type"):
        assert permission.content_type.model_class()._meta.label in models
