"""Files behind a contribution: attached by the department that was asked, read by the lead once it is filed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commitments.models import Evidence
from tests.world import TINY_PDF, file_contribution, form_key, make_contribution

pytestmark = pytest.mark.django_db
PLAN = "wuchang-2024"


@pytest.fixture(autouse=True)
def asked(cast):
    cast.contribution = make_contribution(cast.commitment, cast.other, cast.reporter)


def attach(client, cast, user, name="清单.pdf", content=TINY_PDF, **more):
    client.force_login(user)
    upload = SimpleUploadedFile(name, content)
    address = reverse("evidence_contribution", args=[PLAN, cast.contribution.pk])
    return client.post(address, {"key": form_key(), "files": upload} | more)


def test_the_asked_department_attaches_and_is_led_back_to_the_contribution(client, cast):
    answer = attach(client, cast, cast.outsider)
    assert answer.url == f"/{PLAN}/contributions/#p-{cast.contribution.pk}"
    assert Evidence.objects.get().contribution == cast.contribution
    assert "清单.pdf" in client.get(f"/{PLAN}/contributions/").content.decode()


def test_the_lead_reads_the_file_once_the_contribution_is_filed(client, cast):
    attach(client, cast, cast.outsider)
    file = reverse("evidence_file", args=[PLAN, Evidence.objects.get().pk])
    client.force_login(cast.reporter)
    assert "清单.pdf" not in client.get(f"/{PLAN}/contributions/").content.decode()
    file_contribution(cast.contribution, cast.outsider)
    assert "清单.pdf" in client.get(f"/{PLAN}/contributions/").content.decode()
    assert client.get(file).getvalue() == TINY_PDF


def test_a_file_that_cannot_be_taken_is_named_and_nothing_kept(client, cast):
    answer = attach(client, cast, cast.outsider, "清单.exe", b"MZ")
    assert answer.status_code == 422
    assert "清单.exe" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_filed_contribution_takes_no_more_files(client, cast):
    cast.contribution = file_contribution(cast.contribution, cast.outsider)
    assert attach(client, cast, cast.outsider).status_code == 409
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("who", ["reporter", "supervisor", "leader", "auditor"])
def test_nobody_else_attaches_to_it(client, cast, who):
    assert attach(client, cast, getattr(cast, who)).status_code == 404
    assert not Evidence.objects.exists()


def test_a_double_click_attaches_once(client, cast):
    key = form_key()
    answers = [attach(client, cast, cast.outsider, key=key).status_code for _click in range(2)]
    assert (answers, Evidence.objects.count()) == ([302, 302], 1)
