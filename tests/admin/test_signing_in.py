"""Staff sign in with a password and a one-time code."""

import time

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from config.accounts.models import User
from config.accounts.staff import codes
from config.events.models import Event
from tests.admin.pages import REASON, change, url
from tests.conftest import check_conventions, sign_in
from tests.factories import StaffFactory, TutorAppointmentFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "a long staff password"
INDEX, LOGIN, SET_UP = (reverse(f"admin:{name}") for name in ["index", "login", "set_up_code"])


def code_of(key, *, ago=0):
    """What an app with this key shows, or showed some half minutes ago."""
    return f"{totp(bytes.fromhex(key), t0=30 * ago):06d}"


def with_app(user):
    """Give someone an app, and return its key."""
    return TOTPDevice.objects.create(user=user, key=codes.new_key()).key


def try_to_sign_in(client, user, *, password=PASSWORD, code=""):
    """Send the form."""
    typed = {"username": user.email, "password": password, "code": code, "next": INDEX}
    return client.post(LOGIN, typed)


def is_in(client):
    """Whether the admin opens."""
    return client.get(INDEX).status_code == 200


def test_password_and_code_let_staff_in_and_it_is_recorded(client):
    user = StaffFactory()
    key = with_app(user)
    assert try_to_sign_in(client, user, code=code_of(key)).url == INDEX
    assert is_in(client)
    event = Event.objects.get()
    assert (event.kind, event.by_key) == ("signed in to the admin", f"staff:{user.pk}")


def test_a_code_may_be_typed_with_a_space_in_its_middle(client):
    user = StaffFactory()
    code = code_of(with_app(user))
    assert try_to_sign_in(client, user, code=f" {code[:3]} {code[3:]}").status_code == 302


@pytest.mark.parametrize("typed", [{"code": ""}, {"code": "000000"}, {"password": "wrong"}])
def test_whichever_is_wrong_the_answer_is_the_same(client, typed):
    user = StaffFactory()
    code = code_of(with_app(user))
    if typed.get("code") == code:
        typed["code"] = "111111"
    page = try_to_sign_in(client, user, **({"code": code} | typed))
    assert "The email address, the password or the code is wrong." in page.content.decode()
    assert not is_in(client)


def test_a_code_works_once(client):
    user = StaffFactory()
    code = code_of(with_app(user))
    assert try_to_sign_in(client, user, code=code).status_code == 302
    client.logout()
    assert try_to_sign_in(client, user, code=code).status_code == 200


def test_a_code_of_somebody_else_is_wrong(client):
    user = StaffFactory()
    with_app(user)
    other = code_of(with_app(StaffFactory()))
    assert try_to_sign_in(client, user, code=other).status_code == 200


def test_the_first_sign_in_leads_to_setting_up_an_app(client):
    user = StaffFactory()
    page = try_to_sign_in(client, user)
    page = client.get(client.get(page.url).url)
    assert page.url.startswith(SET_UP)
    shown = client.get(page.url)
    key = client.session["new_code_key"]
    assert codes.words_of(key) in shown.content.decode()
    assert "<svg" in shown.content.decode()
    assert client.get(page.url).content.decode().count(codes.words_of(key)) == 1, "another key"

    assert not is_in(client)
    assert "Enter the code" in client.post(page.url, {"code": code_of(key, ago=9)}).content.decode()
    assert "6 digits" in client.post(page.url, {"code": "12345"}).content.decode()
    assert not TOTPDevice.objects.exists()
    assert client.post(page.url, {"code": code_of(key)}).url == INDEX
    assert is_in(client)
    assert Event.objects.filter(kind="one-time code set up", by_key=f"staff:{user.pk}").exists()

    client.logout()
    assert try_to_sign_in(client, user).status_code == 200, "the password alone is enough"
    used = try_to_sign_in(client, user, code=code_of(key))
    assert used.status_code == 200, "the code that set it up works again"


def test_an_app_is_set_up_only_soon_after_typing_the_password(client):
    user = StaffFactory()
    try_to_sign_in(client, user)
    session = client.session
    session["password_typed_at"] = time.time() - 16 * 60
    session.save()
    assert client.get(SET_UP).url == LOGIN
    assert client.get(LOGIN).status_code == 200


def test_nobody_else_sets_up_an_app(client):
    assert client.get(SET_UP).url == LOGIN
    sign_in(client, UserFactory())
    assert client.get(SET_UP).url == LOGIN
    assert client.post(SET_UP, {"code": "123456"}).url == LOGIN


def test_a_second_app_is_not_set_up_beside_the_first(client):
    user = StaffFactory()
    try_to_sign_in(client, user)
    client.get(SET_UP)
    with_app(user)
    key = client.session["new_code_key"]
    assert client.post(SET_UP, {"code": code_of(key)}).url == LOGIN
    with pytest.raises(codes.AlreadySetUp):
        codes.set_up(user=user, key=key, code=code_of(key))
    assert TOTPDevice.objects.count() == 1


def test_setting_up_leads_on_within_the_service_only(client):
    try_to_sign_in(client, StaffFactory())
    client.get(SET_UP)
    code = code_of(client.session["new_code_key"])
    away = client.post(f"{SET_UP}?next=https://elsewhere.example/", {"code": code})
    assert away.url == INDEX


def test_five_failures_close_an_account_for_a_while_and_say_so(client):
    user = StaffFactory()
    key = with_app(user)
    for _ in range(4):
        assert try_to_sign_in(client, user, password="wrong").status_code == 200
    closed = try_to_sign_in(client, user, password="wrong")
    assert closed.status_code == 429
    closed.page = BeautifulSoup(closed.content, "html.parser")
    check_conventions(closed)
    assert closed.page.h1.text.strip() == "You cannot sign in for 15 minutes"
    assert try_to_sign_in(client, user, code=code_of(key)).status_code == 429
    assert try_to_sign_in(client, StaffFactory()).status_code == 302, "others are locked out too"


def test_however_the_address_is_typed_it_is_one_account(client):
    user = StaffFactory()
    for address in [user.email.upper(), f" {user.email}", user.email.title(), user.email]:
        client.post(LOGIN, {"username": address, "password": "wrong"})
    assert try_to_sign_in(client, user, password="wrong").status_code == 429


def test_wrong_codes_close_it_as_well(client):
    user = StaffFactory()
    with_app(user)
    answers = [try_to_sign_in(client, user, code="12345").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]


def test_a_wrong_code_makes_the_app_wait_from_wherever_it_is_tried(client):
    user = StaffFactory()
    key = with_app(user)
    with pytest.raises(codes.WrongCode):
        codes.use(user=user, code="000000")
    try_to_sign_in(client, user, code=code_of(key))
    assert not is_in(client)


def test_signing_in_forgets_the_failures_before(client):
    user = StaffFactory()
    key = with_app(user)
    for _ in range(4):
        try_to_sign_in(client, user, password="wrong")
    assert try_to_sign_in(client, user, code=code_of(key)).status_code == 302
    client.logout()
    assert try_to_sign_in(client, user, password="wrong").status_code == 200


def test_another_takes_away_the_code_of_a_lost_phone_and_says_why(client, staff):
    user = StaffFactory()
    with_app(user)
    lost = sign_in(type(client)(), user)
    assert is_in(lost)
    page = client.get(url(User, "change", user.pk)).content.decode()
    assert "Take away the one-time code" in page
    values = {"email": user.email, "is_staff": "on", "is_active": "on", "is_superuser": "on"}
    assert change(client, user, values | {"forget_code": "on"} | REASON).status_code == 302
    assert not codes.has_app(user)
    event = Event.objects.get(kind="one-time code taken away")
    assert (event.by_key, event.reason) == (f"staff:{staff.pk}", REASON["reason_for_change"])
    assert not is_in(lost)
    assert lost.get(SET_UP).url == LOGIN, "whoever has the session could set up their phone"


def test_nobody_takes_away_their_own_code(client, staff):
    assert "forget_code" not in client.get(url(User, "change", staff.pk)).content.decode()
    values = {"email": staff.email, "is_staff": "on", "is_active": "on", "is_superuser": "on"}
    change(client, staff, values | {"forget_code": "on"} | REASON)
    assert codes.has_app(staff)


def test_support_does_not_take_away_codes(client, staff_with):
    staff_with("view_user", "change_user")
    other = UserFactory()
    with_app(other)
    change(client, other, {"email": other.email, "forget_code": "on"} | REASON)
    assert codes.has_app(other)


def test_a_development_copy_can_do_without_the_code_and_says_so(client, settings):
    settings.STAFF_CODE_REQUIRED = False
    page = client.get(LOGIN).content.decode()
    assert "This is a copy for development. It asks for no one-time code." in page
    assert 'name="code"' not in page
    assert try_to_sign_in(client, StaffFactory()).url == INDEX
    assert is_in(client)


def test_elsewhere_the_page_says_nothing_of_development(client):
    page = client.get(LOGIN).content.decode()
    assert "development" not in page
    assert 'name="code"' in page


def test_changing_ones_own_password_is_recorded(client, staff):
    typed = {"old_password": PASSWORD, "new_password1": "another long one"}
    address = reverse("admin:password_change")
    assert client.post(address, typed | {"new_password2": "differs"}).status_code == 200
    assert not Event.objects.exists()
    assert client.post(address, typed | {"new_password2": "another long one"}).status_code == 302
    assert Event.objects.get().kind == "own password changed"
    assert is_in(client)


def test_the_keys_of_codes_have_no_page(client, staff):
    page = client.get(INDEX).content.decode()
    assert "totp" not in page.lower()


@pytest.fixture
def passwords(monkeypatch):
    """What the operator types."""
    typed = [PASSWORD, PASSWORD]
    name = "config.accounts.management.commands.add_staff.getpass"
    monkeypatch.setattr(name, lambda prompt: typed.pop(0))
    return typed


def test_an_operator_makes_the_first_member_of_staff(client, passwords):
    call_command("add_staff", " Ada@Education.example".strip(), superuser=True, verbosity=0)
    user = User.objects.get(email="ada@education.example")
    assert (user.is_staff, user.is_superuser) == (True, True)
    assert try_to_sign_in(client, user).status_code == 302
    event = Event.objects.get(kind="made staff")
    assert event.after == {"is_staff": True, "is_superuser": True, "groups": []}


def test_an_operator_puts_someone_in_a_group_and_forgets_their_code(passwords):
    user = StaffFactory(is_superuser=False)
    with_app(user)
    call_command("add_staff", user.email, group="Support", forget_code=True)
    assert [group.name for group in user.groups.all()] == ["Support"]
    assert not codes.has_app(user)


def test_an_operator_cannot_make_a_tutor_staff(passwords):
    tutor = TutorAppointmentFactory().tutor
    with pytest.raises(CommandError, match="induction tutor"):
        call_command("add_staff", tutor.email)
    tutor.refresh_from_db()
    assert not tutor.is_staff


@pytest.mark.parametrize("typed", [("short", "short"), (PASSWORD, "another"), ("", "")])
def test_a_weak_password_and_two_that_differ_change_nothing(passwords, typed):
    passwords[:] = typed
    with pytest.raises(CommandError):
        call_command("add_staff", "ada@education.example")
    assert not User.objects.exists()


def test_what_is_no_address_is_refused(passwords):
    with pytest.raises(CommandError, match="not an email address"):
        call_command("add_staff", "ada")
