"""What other screens show of evidence: to whom, with which warning, and at what cost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.choices import Kind
from commitments.models import Evidence, ProgressUpdate
from commitments.workflow.reports import evidence, moves, review
from tests.world import TINY_PDF, form_key, make_commitment, make_evidence, make_update, moment, while_open

pytestmark = pytest.mark.django_db
PLAN = "wuchang-2024"


@pytest.fixture(autouse=True)
def reporter_signed_in(cast, client):
    client.force_login(cast.reporter)
    client.cookies["django_language"] = "en"


def test_an_open_form_still_saves_after_a_file_began_the_draft(cast, client):
    page = client.get(reverse("desk", args=[PLAN])).content.decode()
    shown = dict(re.findall(r'name="(version|base)" value="([^"]*)"', page))
    file = {"key": form_key(), "files": SimpleUploadedFile("清单.pdf", TINY_PDF)}
    assert client.post(reverse("evidence_attach", args=[PLAN, "4-1-1"]), file).status_code == 302
    fields = {"key": form_key(), "cutoff": "2024-09-30", "narrative": "已建成。", "self_lamp": "green"}
    fields[f"figure_{cast.target.indicator_id}"] = "7200"
    assert client.post(reverse("desk_save", args=[PLAN, "4-1-1"]), fields | shown).status_code == 302
    assert ProgressUpdate.objects.get().narrative == "已建成。"


@pytest.mark.parametrize("who", ["reporter", "supervisor", "leader"])
def test_the_commitment_s_page_shows_the_files_to_those_who_may_read_them(cast, client, who):
    sent(cast, TINY_PDF)
    client.force_login(getattr(cast, who))
    text = client.get(f"/{PLAN}/commitment/4-1-1/").content.decode()
    assert text.count("验收单.pdf") == 2


@pytest.mark.parametrize("who", ["outsider", "auditor", "system_admin"])
def test_the_commitment_s_page_hides_files_from_all_others(cast, client, who):
    sent(cast, TINY_PDF)
    client.force_login(getattr(cast, who))
    text = client.get(f"/{PLAN}/commitment/4-1-1/").content.decode()
    assert "新增新能源充电桩1万根" in text
    assert "验收单" not in text


def sent(cast, content=None, value="10000"):
    draft = make_update(cast.commitment, cast.reporter, value=value)
    if content:
        make_evidence(draft, cast.reporter, content=content)
    return moves.send_report(draft, by=cast.reporter, at=moment())


@pytest.mark.parametrize(("content", "warned"), [(TINY_PDF, False), (None, True)])
def test_the_review_warns_of_a_promise_met_without_evidence(cast, client, content, warned):
    sent(cast, content)
    client.force_login(cast.supervisor)
    assert ("No evidence" in client.get(f"/{PLAN}/review/").content.decode()) == warned


def test_the_review_warns_when_all_files_were_withdrawn(cast, client):
    evidence.withdraw_file(make_row(cast), by=cast.reporter, at=moment(), reason="传错了")
    client.force_login(cast.supervisor)
    assert "No evidence" in client.get(f"/{PLAN}/review/").content.decode()


def make_row(cast):
    sent(cast, TINY_PDF)
    return Evidence.objects.get()


def test_a_file_of_the_returned_revision_still_counts_for_the_next(cast, client):
    returned = review.return_report(sent(cast, TINY_PDF), by=cast.supervisor, at=moment(), reason="请改文字")
    draft = evidence.open_draft(cast.commitment, returned.period, by=cast.reporter)
    ProgressUpdate.objects.filter(pk=draft.pk).update(narrative="已全部建成。")
    moves.send_report(draft, by=cast.reporter, at=moment())
    client.force_login(cast.supervisor)
    text = client.get(f"/{PLAN}/review/").content.decode()
    assert ("No evidence" in text, "验收单.pdf" in text) == (False, True)


def queries(client, screen) -> int:
    client.get(f"/{PLAN}/{screen}/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/{PLAN}/{screen}/").status_code == 200
    return len(captured)


@pytest.mark.parametrize(("screen", "who"), [("desk", "reporter"), ("signoff", "approver"), ("review", "supervisor")])
def test_more_files_and_updates_cost_no_more_queries(cast, client, screen, who):
    cast.approver = cast.with_approver()
    client.force_login(getattr(cast, who))
    make_approved_quarter(cast)
    quotes = ["新增停车泊位1万个", "推进海绵城市建设", "启动3座变电站建设", "打通不少于2条断头路"]
    counts = []
    for number, quote in enumerate(quotes, 2):
        commitment = make_commitment(cast.plan, cast.department, f"4-1-{number}", quote, kind=Kind.QUALITATIVE)
        draft = make_update(commitment, cast.reporter)
        for size in range(number):
            make_evidence(draft, cast.reporter, f"{size}.pdf", TINY_PDF + b" " * size)
        update = moves.send_report(draft, by=cast.reporter, at=moment())
        if screen == "review":
            moves.sign_report(update, by=cast.approver, at=moment())
        counts.append(queries(client, screen))
    assert len(set(counts)) == 1, counts


def make_approved_quarter(cast):
    """Give the first commitment an approved quarter, so that every screen has both columns."""
    with while_open(cast.plan, "2024-Q2"):
        draft = make_update(cast.commitment, cast.reporter, "2024-Q2", value="3500")
        make_evidence(draft, cast.reporter)
        update = moves.send_report(draft, by=cast.reporter, at=moment("2024-07-15"))
    update = moves.sign_report(update, by=cast.approver, at=moment("2024-07-15"))
    review.approve_report(update, by=cast.supervisor, at=moment("2024-07-16"))
