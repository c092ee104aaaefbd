"""Who hears when staff correct the record of an ECT or a mentor."""

from datetime import date

import pytest

from config.web.models import Draft
from notifications import kinds
from notifications.models import Email
from tests.admin.pages import change
from tests.factories import DraftFactory, ECTFactory, SupportRequestFactory

from .people import who

pytestmark = pytest.mark.django_db


def asked_to_check(trn, **more):
    """A tutor's request to check a TRN, with the answers that wait for it."""
    draft = DraftFactory(resume_url="/schools/100001/ects-and-mentors/add-ect/")
    return SupportRequestFactory(
        trn=trn, draft_id=draft.pk, topic="Check the details of an ECT", **more
    )


def closed(request):
    request.refresh_from_db()
    return not request.is_open


def test_a_tutor_who_asked_hears_that_the_record_is_corrected_and_goes_on(client, staff):
    teacher = ECTFactory().teacher
    request = asked_to_check(teacher.trn)
    change(client, teacher, who(teacher, date_of_birth=date(1998, 2, 28)))
    assert closed(request)
    email = Email.objects.get()
    assert (email.kind, email.to) == ("record-corrected", request.email)
    links = kinds.get(email.kind).links(email)
    assert links["link"].endswith("/schools/100001/ects-and-mentors/add-ect/")


def test_a_tutor_whose_answers_are_gone_hears_it_too(client, staff):
    teacher = ECTFactory().teacher
    request = asked_to_check(teacher.trn)
    Draft.objects.all().delete()
    change(client, teacher, who(teacher, first_name="Augusta"))
    email = Email.objects.get(kind="record-corrected")
    assert closed(request)
    assert kinds.get(email.kind).links(email)["link"].endswith("/schools/")


def test_a_trn_that_was_somebody_elses_is_free_to_go_on_with(client, staff):
    teacher = ECTFactory(teacher__trn="1234567").teacher
    before, after = asked_to_check("1234567"), asked_to_check("7654321")
    change(client, teacher, who(teacher, trn="7654321"))
    assert closed(before)
    assert closed(after)
    assert Email.objects.filter(kind="record-corrected").count() == 2


def test_what_decides_nothing_leaves_requests_open(client, staff):
    teacher = ECTFactory().teacher
    request, elsewhere = asked_to_check(teacher.trn), asked_to_check("7654321")
    change(client, teacher, who(teacher, last_name="Byron"))
    assert not closed(request)
    change(client, teacher, who(teacher, last_name="Byron", date_of_birth=date(1998, 2, 28)))
    assert closed(request)
    assert not closed(elsewhere)


def test_a_person_hears_of_another_name(client, staff):
    ect = ECTFactory()
    change(client, ect.teacher, who(ect.teacher, last_name="Byron"))
    email = Email.objects.get()
    assert (email.kind, email.to) == ("name-changed", ect.email)
    assert "DfE) has checked your record" in email.body
    assert "Ada Byron" in email.body
    assert "Ada Lovelace" in email.body


def test_correcting_a_date_of_birth_tells_the_person_nothing(client, staff):
    teacher = ECTFactory().teacher
    change(client, teacher, who(teacher, date_of_birth=date(1998, 2, 28)))
    assert not Email.objects.exists()
