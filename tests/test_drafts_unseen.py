"""A draft plan is the office's alone: every address, list, menu, search and paper, asked by every role."""

import pytest

from commitments.choices import PlanState
from commitments.models import Commitment, Paragraph, Plan
from commitments.pages.home import home
from tests.test_access import TABLE, address_of
from tests.world import make_commitment, make_plan, make_target
from wuchang.urls import ROOMS

pytestmark = pytest.mark.django_db
OTHERS = ("reporter", "approver", "leader", "auditor", "system_admin", "security_admin")
SECRET = "尚未公布"
OF_A_PLAN = [name for name in TABLE if name.partition("_")[0] in ("overview", *ROOMS)]


@pytest.fixture
def draft(busy_cast):
    """Return a draft of next year that shares department and indicator with the open plan, all named SECRET."""
    plan = make_plan("wuchang-2025", year=2025, state=PlanState.DRAFT, title=f"{SECRET}的计划")
    Paragraph.objects.filter(section__plan=plan).update(text=f"{SECRET}的任务。", lead=SECRET)
    made = make_commitment(plan, busy_cast.department, quote=f"{SECRET}的任务")
    make_target(made, indicator=busy_cast.target.indicator, wording=SECRET)
    return made


def said(answer) -> str:
    return answer.getvalue().decode(errors="replace")


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("name", OF_A_PLAN)
def test_nobody_else_reaches_a_page_of_a_draft(client, busy_cast, name, who):
    Plan.objects.update(state=PlanState.DRAFT)
    client.force_login(getattr(busy_cast, who))
    assert client.get(address_of(name, busy_cast)).status_code in (403, 404, 405)


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("name", TABLE)
def test_nothing_elsewhere_names_a_draft(client, busy_cast, draft, name, who):
    client.force_login(getattr(busy_cast, who))
    answer = client.get(address_of(name, busy_cast))
    words = said(answer)
    assert answer.status_code == TABLE[name][who]
    assert SECRET not in words
    assert "wuchang-2025" not in words


@pytest.mark.parametrize("who", OTHERS)
def test_a_search_finds_nothing_of_a_draft(client, busy_cast, draft, who):
    client.force_login(getattr(busy_cast, who))
    words = said(client.get(f"/wuchang-2024/ledger/?q={SECRET}"))
    assert "新增新能源充电桩" not in words
    assert client.get(f"/wuchang-2025/ledger/?q={SECRET}").status_code == 404


def test_the_office_reads_it_and_finds_it_in_the_menu(client, busy_cast, draft):
    client.force_login(busy_cast.supervisor)
    assert SECRET in said(client.get("/wuchang-2025/ledger/"))
    assert "/wuchang-2025/" in said(client.get("/wuchang-2024/ledger/"))


@pytest.mark.parametrize("who", ["reporter", "leader", "supervisor"])
def test_where_there_are_only_drafts_the_day_begins_with_an_empty_page(rf, busy_cast, who):
    Plan.objects.update(state=PlanState.DRAFT)
    request = rf.get("/")
    request.user = getattr(busy_cast, who)
    request.htmx, request.resolver_match = False, None
    assert (home(request).status_code == 200) == (who != "supervisor")
    assert Commitment.objects.exists()
