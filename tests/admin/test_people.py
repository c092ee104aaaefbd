"""Staff say who may sign in, and who is staff."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from config.accounts.models import User
from config.events.models import Event
from tests.admin.pages import REASON, change, errors_of, url
from tests.conftest import sign_in
from tests.factories import (
    StaffFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_a_new_members_address_is_kept_without_capitals(client, staff):
    password = {"password1": "quite a long one", "password2": "quite a long one"}
    values = {"email": "New.Member@Education.example", "usable_password": "true"} | password
    assert client.post(url(User, "add"), values | REASON).status_code == 302
    member = User.objects.get(email="new.member@education.example")
    assert member.check_password("quite a long one")
    event = Event.objects.get()
    assert "quite a long one" not in str(event.after)
    taken = client.post(url(User, "add"), values | REASON)
    assert errors_of(taken) == ["Someone with this email address exists already"]


def test_a_password_can_be_set_and_that_it_was_is_recorded(client, staff):
    member = StaffFactory()
    page = reverse("admin:auth_user_password_change", args=[member.pk])
    assert client.get(page).status_code == 200
    new = {"password1": "another long one", "password2": "another long one"}
    assert client.post(page, new | {"usable_password": "true"}).status_code == 302
    member.refresh_from_db()
    assert member.check_password("another long one")
    assert Event.objects.get().kind == "password changed in the admin"


def test_nobody_gives_themselves_more_than_they_have(client, staff_with):
    staff_with("view_user", "change_user", "add_user")
    tutor, chief = UserFactory(), StaffFactory()
    values = {"email": tutor.email, "is_active": "on", "first_name": "New", "is_staff": "on"}
    assert change(client, tutor, values | {"is_superuser": "on"} | REASON).status_code == 302
    tutor.refresh_from_db()
    assert (tutor.first_name, tutor.is_staff, tutor.is_superuser) == ("New", False, False)
    assert change(client, chief, values | REASON).status_code == 403
    page = reverse("admin:auth_user_password_change", args=[chief.pk])
    assert client.post(page, {}).status_code == 403


def test_what_a_group_may_do_is_changed_for_a_reason(client, staff):
    group = Group.objects.create(name="Readers")
    assert change(client, group, {"name": "Helpers"} | REASON).status_code == 302
    assert Event.objects.get().after == {"name": "Helpers"}
    assert client.get(url(Group, "delete", group.pk)).status_code == 403


@pytest.mark.parametrize(("group", "may_change"), [("Read only", False), ("Support", True)])
def test_the_groups_that_come_with_the_service_do_what_they_say(client, group, may_change):
    member, tutor = StaffFactory(is_superuser=False), UserFactory()
    member.groups.add(Group.objects.get(name=group))
    sign_in(client, member)
    assert client.get(url(User, "change", tutor.pk)).status_code == 200
    values = {"email": tutor.email, "is_active": "on", "first_name": "New", "is_staff": "on"}
    saved = change(client, tutor, values | REASON).status_code == 302
    tutor.refresh_from_db()
    assert (saved, tutor.is_staff) == (may_change, False)
    assert client.get(url(Group, "changelist")).status_code == 403
