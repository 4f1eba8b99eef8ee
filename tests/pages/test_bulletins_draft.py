"""The draft's page is worked out once per state of the facts: whatever act changes them, it tells the new ones."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.documents import bulletin_data
from commitments.models import Department
from commitments.pages.bulletins import draft
from commitments.rules.facts import Thresholds
from commitments.workflow.office import issuing, overrules, thresholds, withdrawals
from commitments.workflow.office.bulletins import draft_of
from commitments.workflow.reports import moves, review
from tests.world import TODAY, make_approved, make_commitment, make_update, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/bulletins/2024-Q3/"
LOCMEM = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "drafts"}}


@pytest.fixture(autouse=True)
def kept(settings):
    settings.CACHES, settings.PINNED_TODAY = LOCMEM, TODAY


def rename(cast, client):
    client.force_login(cast.system_admin)
    page = f"/admin/commitments/department/{cast.department.pk}/change/"
    fields = client.get(page).context["adminform"].form.initial
    said = {name: "" if value is None else value for name, value in fields.items()} | {"short_name": "区城建局"}
    assert client.post(page, said).status_code == 302
    assert Department.objects.get(pk=cast.department.pk).short_name == "区城建局"


def approve(cast, _client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", help_needed="请协调用地。")


def send(cast, _client):
    moves.send_report(make_update(cast.commitment, cast.reporter, value="7000"), by=cast.reporter, at=moment())


def give_back(cast, _client):
    sent = moves.send_report(make_update(cast.commitment, cast.reporter, value="7000"), by=cast.reporter, at=moment())
    review.return_report(sent, by=cast.supervisor, at=moment("2024-10-16"), reason="请核实。")


def light(cast, client):
    approve(cast, client)
    said = {"lamp": "red", "reason": "现场核查未见进展。"}
    overrules.set_office_lamp(cast.commitment, by=cast.supervisor, at=moment("2024-10-22"), **said)


def move_thresholds(cast, _client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    strict = Thresholds(Decimal(-1), Decimal(-3), 7)
    thresholds.change_thresholds(cast.plan, strict, by=cast.supervisor, at=moment("2024-10-22"), reason="从严掌握。")


def withdraw(cast, _client):
    withdrawals.withdraw_commitment(cast.commitment, by=cast.supervisor, at=moment("2024-10-22"), reason="并入他项。")


ACTS = [approve, send, give_back, light, move_thresholds, withdraw, rename]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_after_an_act_the_draft_is_what_is_worked_out_anew(cast, client, act):
    make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    period = cast.plan.periods.get(code="2024-Q3")
    before = draft.Draft(draft_of(period), TODAY).told
    act(cast, client)
    told, anew = draft.Draft(draft_of(period), TODAY).told, bulletin_data.bulletin_data(period, TODAY)
    assert {name: told[name] for name in draft.ON_THE_PAGE} == {name: anew[name] for name in draft.ON_THE_PAGE}
    assert told["pages"] == draft.pages_key(anew) != before["pages"]


def test_a_draft_asked_for_again_reads_nothing_of_the_plan(cast, client):
    client.force_login(cast.supervisor)
    first = client.get(URL).content.decode()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(URL).content.decode().count("<p") == first.count("<p") > 5
    read = [query["sql"] for query in captured if 'FROM "commitments_progressupdate"' in query["sql"][:400]]
    assert len(captured) <= 12
    assert not read


def test_tomorrow_the_draft_is_another(cast):
    paper = draft_of(cast.plan.periods.get(code="2024-Q3"))
    days = [TODAY, TODAY + datetime.timedelta(days=1)]
    assert len({draft.Draft(paper, day).key for day in days}) == 2


def test_what_the_office_writes_makes_it_another(cast):
    period = cast.plan.periods.get(code="2024-Q3")
    before = draft.Draft(draft_of(period), TODAY).told["pages"]
    issuing.save_draft(draft_of(period), {"title": "关于三季度的通报"}, version=0, by=cast.supervisor)
    assert draft.Draft(draft_of(period), TODAY).told["pages"] != before
