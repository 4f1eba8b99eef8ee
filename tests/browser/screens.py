"""Every screen of the house, who looks at it, and the work that fills it."""

from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.planning.continuation import continue_plan
from commitments.workflow.reports import corrections, moves
from tests.world import make_approved, make_commitment, make_update, make_user, moment

SCREENS = {
    "": "leader",
    "ledger/": "leader",
    "report/": "leader",
    "commitment/4-1-1/": "leader",
    "commitment/4-1-1/history/": "leader",
    "trajectory/": "supervisor",
    "trajectory/4-1-1/": "supervisor",
    "desk/": "reporter",
    "signoff/": "approver",
    "review/": "supervisor",
    "waiting/": "supervisor",
    "waiting/late/": "supervisor",
    "review/all/JSJ/": "supervisor",
    "review/reasons/": "supervisor",
    "correction/{approved}/": "reporter",
    "correction/{draft}/": "reporter",
    "bulletins/": "supervisor",
    "bulletins/2024-Q3/": "supervisor",
    "papers/": "supervisor",
    "outlook/": "leader",
    "outlook/last-year/": "leader",
    "outlook/year-end/": "leader",
    "lamps/": "leader",
    "periods/": "supervisor",
    "contributions/": "reporter",
    "behind/measured/": "leader",
    "behind/late/": "leader",
    "behind/departments/": "leader",
    "behind/leaders/": "leader",
    "behind/changes/": "leader",
    "behind/praise/": "leader",
    "periods/2024-Q3/": "supervisor",
    "periods/layout/": "supervisor",
    "behind/lamps/": "leader",
    "behind/decisions/": "leader",
    "lamps/rule/": "supervisor",
    "../departments/": "system_admin",
    "../enrolment/": "security_admin",
    "../verify/": "leader",
    "../place/": "system_admin",
    "../plans/": "supervisor",
    "../plans/wuchang-2024/duties/": "supervisor",
    "../plans/wuchang-2024/handover/?former=JSJ&heir=JYJ&day=2024-12-01": "supervisor",
    "../plans/wuchang-2025/": "supervisor",
    "../plans/wuchang-2025/commitments/": "supervisor",
    "../plans/wuchang-2025/commitments/4-1-1/": "supervisor",
    "../plans/wuchang-2025/definitions/": "supervisor",
    "../plans/wuchang-2025/text/?at=p-4-1": "supervisor",
    "../plans/wuchang-2025/links/": "supervisor",
    "../plans/wuchang-2025/dropped/": "supervisor",
    "../plans/wuchang-2025/reading/": "supervisor",
    "../plans/wuchang-2025/breakdown/": "supervisor",
    "../wuchang-2025/since/4-1-1/": "supervisor",
    "since/4-1-1/": "leader",
    "../plans/wuchang-2025/departments/": "supervisor",
    "waiting/late/list/?period=2024-Q3&stage=owed": "supervisor",
}


def fill_the_house(cast) -> None:
    """Give the cast reports in every state, and the rows that addresses of SCREENS name."""
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    moves.send_report(make_update(other, cast.reporter), by=cast.reporter, at=moment())
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="漏报一个充电站。")
    cast.rows = {"approved": approved.previous.pk, "draft": draft.pk}
    cast.approver = cast.with_approver()
    for name, department in (("zhang", cast.department), ("li", cast.other)):
        make_user(name, "", department, proposed_role="reporter", proposed_by=cast.system_admin, password="!")
    continue_plan(cast.plan, NewPlan(2025, "district", "武昌区2025年计划"), by=cast.supervisor, at=moment())
