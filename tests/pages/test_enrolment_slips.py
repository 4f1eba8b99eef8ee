"""Sealed slips: one page each, once, to whoever grants; nothing of them anywhere else."""

import io
import logging
import re
from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password

from commitments.choices import Role
from commitments.documents import press
from commitments.documents.papers_set import PaperFailed
from commitments.models import HistoryEntry, RoleDecision, Submission, User
from commitments.rules.first_password import FORM
from tests.pages.test_enrolment_page import URL, decide, proposed, scene, security, tokens  # noqa: F401  (fixtures)
from tests.world import form_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def granted(security, proposed):  # noqa: F811
    return decide(security, "grant", tokens(security))


def pages(answer) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages]


def password_on(page: str) -> str:
    return re.search(FORM, page).group()


def test_a_grant_answers_with_a_page_for_each_account(granted):
    assert (granted.status_code, granted["Content-Type"]) == (200, "application/pdf")
    assert granted["Cache-Control"] == "no-store"
    assert granted["Content-Disposition"].startswith("attachment")
    first, second = pages(granted)
    for words in (
        "武昌区年度任务台账",
        "武昌区建设局",
        "zhang",
        "填报员",
        "http://testserver/",
        "2024年11月7日",
        "武昌区人民政府督查室",
    ):
        assert words in first.replace("\n", ""), words
    assert "li" in second
    assert "审定人" in second


def test_the_password_of_a_page_is_its_account_s(granted):
    accounts = [User.objects.get(username=name) for name in ("zhang", "li")]
    printed = [password_on(page) for page in pages(granted)]
    assert [check_password(one, each.password) for one, each in zip(printed, accounts, strict=True)] == [True] * 2
    assert [each.has_first_password for each in accounts] == [True] * 2


def test_the_same_form_again_gets_no_slip(security, proposed):  # noqa: F811
    sent = {"a": tokens(security), "key": form_key()}
    assert security.post(f"{URL}grant/", sent)["Content-Type"] == "application/pdf"
    before = list(User.objects.values_list("password", flat=True))
    again = security.post(f"{URL}grant/", sent)
    assert again.status_code in (409, 422)
    assert list(User.objects.values_list("password", flat=True)) == before


def test_nothing_of_a_password_is_left_behind(security, proposed, caplog):  # noqa: F811
    caplog.set_level(logging.DEBUG)
    answer = decide(security, "grant", tokens(security))
    secrets = [password_on(page) for page in pages(answer)]
    rows = [str(list(model.objects.values())) for model in (HistoryEntry, Submission, RoleDecision, User)]
    rows.append(str(dict(security.session)) + str(security.cookies) + caplog.text)
    files = [path.read_bytes() for path in Path(settings.VAR_DIR).rglob("*") if path.is_file()]
    assert len(secrets) == 2
    assert "zhang" in rows[-2]
    assert not [one for one in secrets if any(one in text for text in rows)]
    assert not [one for one in secrets if any(one.encode() in data for data in files)]


def test_the_press_that_set_slips_is_kept_for_no_other_paper(granted):
    assert granted.content.startswith(b"%PDF")
    assert press.presses.idle == []


def test_what_cannot_be_printed_is_not_granted(security, proposed, monkeypatch, caplog):  # noqa: F811
    def broken(self, paper, limits):
        return press.SetPaper([], "error: something of the engine", 0.0, 0)

    monkeypatch.setattr(press.Presses, "set_paper", broken)
    answer = decide(security, "grant", tokens(security))
    assert answer.status_code == 500
    assert "账号密码条" in answer.content.decode()
    assert not RoleDecision.objects.exists()
    assert not re.search(FORM, caplog.text)
    assert issubclass(PaperFailed, Exception)


def test_the_engine_s_own_words_hold_nothing_of_what_it_sets():
    broken = "#let data = json(bytes(sys.inputs.data))\n#(data.slips.first() + 1)"
    inputs = {"input": broken.encode(), "sys_inputs": {"data": '{"slips": [{"password": "abcde-fghjk-23456"}]}'}}
    from commitments.documents import typesetter

    head, _pieces = typesetter.answer({
        "fonts": {"folders": [], "system": False}, "moment": "2024-10-24T00:00:00+08:00", "inputs": inputs,
        "options": {"format": "pdf"},
    })  # fmt: skip
    assert head["error"]
    assert "abcde" not in head["error"]


def test_who_has_a_password_already_gets_a_role_and_no_slip(security, proposed):  # noqa: F811
    for account in proposed:
        account.set_password("copper-brook-9-saddle")
        account.save()
    answer = decide(security, "grant", tokens(security))
    assert answer.status_code == 302
    assert set(User.objects.filter(pk__in=[each.pk for each in proposed]).values_list("role", flat=True)) == {
        Role.REPORTER, Role.APPROVER,
    }  # fmt: skip


def unused(client) -> list[str]:
    return [row.token for row in client.get(URL).context["found"].unused if row.account.username == "zhang"]


def test_a_lost_slip_is_a_new_password_with_a_reason(security, granted):  # noqa: F811
    first = password_on(pages(granted)[0])
    assert decide(security, "renew", unused(security)).status_code == 422
    again = decide(security, "renew", unused(security), reason="密码条遗失。")
    second = password_on(pages(again)[0])
    stored = User.objects.get(username="zhang").password
    assert (check_password(first, stored), check_password(second, stored)) == (False, True)
    assert HistoryEntry.objects.filter(action="account_slip", note="密码条遗失。").count() == 1


@pytest.mark.parametrize("act", ["grant", "renew"])
def test_too_many_are_refused_before_the_first_is_hashed(security, proposed, monkeypatch, act):  # noqa: F811
    hashed = []
    monkeypatch.setattr("commitments.workflow.accounts.enrolment.MOST_AT_ONCE", 1)
    monkeypatch.setattr("commitments.workflow.accounts.enrolment.make_password", hashed.append)
    answer = decide(security, act, tokens(security), reason="密码条遗失。")
    assert answer.status_code == 422
    assert "一次" in answer.content.decode()
    assert hashed == []
    assert not RoleDecision.objects.exists()
