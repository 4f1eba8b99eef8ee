"""Every trigger by itself: it refuses what it is there for, and without it the same statement passes it."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from commitments.choices import BulletinState, PlanState, Role
from commitments.models import AdjustedDay, Bulletin, FormerLeader, Plan, ProgressUpdate, SentBack, SetAside
from commitments.rules.facts import Thresholds
from commitments.workflow.accounts import administration
from commitments.workflow.office import overrules, thresholds
from commitments.workflow.record import record
from commitments.workflow.reports import moves, review
from tests.guards import installed, run
from tests.models.test_guards import written
from tests.world import (
    TODAY,
    make_commitment,
    make_department,
    make_evidence,
    make_milestone,
    make_plan,
    make_support,
    make_target,
    make_update,
    make_user,
    moment,
)  # fmt: skip

TRIGGERS = {name: broken for name, _event, _table, broken in written("sqlite")}
APPROVED = "(SELECT id FROM commitments_progressupdate WHERE state = 'approved')"
SOME_DAYS = {"valid_from": "'2024-05-01'", "valid_to": "'2024-06-01'"}
STATEMENTS = {
    "historyentry_history_is_append_only_on_update": "UPDATE commitments_historyentry SET note = 'x'",
    "historyentry_history_is_append_only_on_delete": "DELETE FROM commitments_historyentry",
    "progressupdate_approved_is_frozen_on_update": (
        f"UPDATE commitments_progressupdate SET narrative = 'x' WHERE id IN {APPROVED}"
    ),
    "progressupdate_approved_is_frozen_on_delete": f"DELETE FROM commitments_progressupdate WHERE id IN {APPROVED}",
    "observation_approved_is_frozen_on_update": "UPDATE commitments_observation SET value = 9",
    "observation_approved_is_frozen_on_delete": "DELETE FROM commitments_observation",
    "observation_approved_is_frozen_on_insert": ("observation", {"indicator_id": "{other}"}),
    "milestonereached_approved_is_frozen_on_update": "UPDATE commitments_milestonereached SET reached = '2024-01-02'",
    "milestonereached_approved_is_frozen_on_delete": "DELETE FROM commitments_milestonereached",
    "milestonereached_approved_is_frozen_on_insert": ("milestonereached", {"milestone_id": "{second}"}),
    "bulletin_issued_is_frozen_on_update": "UPDATE commitments_bulletin SET number = 'x'",
    "bulletin_issued_is_frozen_on_delete": "DELETE FROM commitments_bulletin",
    "setaside_set_aside_is_kept_on_insert": ("setaside", {"digest": "'0'"}),
    "setaside_set_aside_is_kept_on_update": "UPDATE commitments_setaside SET note = 'x'",
    "setaside_set_aside_is_kept_on_delete": "DELETE FROM commitments_setaside",
    "commitment_quote_not_in_paragraph_on_insert": (
        "commitment",
        {"code": "'9-9-9'", "quote_start": "quote_start + 1"},
    ),
    "commitment_quote_not_in_paragraph_on_update": "UPDATE commitments_commitment SET quote_start = quote_start + 1",
    "commitment_paragraph_of_other_plan_on_insert": ("commitment", {"code": "'9-9-9'", "plan_id": "{plan}"}),
    "commitment_paragraph_of_other_plan_on_update": "UPDATE commitments_commitment SET plan_id = {plan}",
    "paragraph_quote_not_in_paragraph_on_update": "UPDATE commitments_paragraph SET text = 'x'",
    "evidence_approved_is_frozen_on_insert": ("evidence", {"sha256": "'0'", "name": "'x'"}),
    "evidence_evidence_stays_on_update": "UPDATE commitments_evidence SET name = 'x'",
    "evidence_evidence_stays_on_delete": "DELETE FROM commitments_evidence",
    "overrule_overrule_is_append_only_on_update": "UPDATE commitments_overrule SET reason = 'x'",
    "overrule_overrule_is_append_only_on_delete": "DELETE FROM commitments_overrule",
    "takenback_taken_back_is_append_only_on_update": "UPDATE commitments_takenback SET back_at = sent_at",
    "takenback_taken_back_is_append_only_on_delete": "DELETE FROM commitments_takenback",
    "sentback_sent_back_is_append_only_on_update": "UPDATE commitments_sentback SET note = 'x'",
    "sentback_sent_back_is_append_only_on_delete": "DELETE FROM commitments_sentback",
    "roledecision_role_decision_is_append_only_on_update": "UPDATE commitments_roledecision SET outcome = 'granted'",
    "roledecision_role_decision_is_append_only_on_delete": "DELETE FROM commitments_roledecision",
    "thresholdchange_thresholds_are_kept_on_update": "UPDATE commitments_thresholdchange SET reason = 'x'",
    "thresholdchange_thresholds_are_kept_on_delete": "DELETE FROM commitments_thresholdchange",
    "plan_thresholds_are_kept_on_update": "UPDATE commitments_plan SET milestone_days = 31 WHERE state <> 'draft'",
    "trajectorypoint_path_is_kept_on_update": "UPDATE commitments_trajectorypoint SET share = 50",
    "trajectorypoint_path_is_kept_on_delete": "DELETE FROM commitments_trajectorypoint",
    "milestone_planned_day_is_kept_on_update": "UPDATE commitments_milestone SET planned = '2024-07-01'",
    "adjustedday_adjusted_day_is_kept_on_update": "UPDATE commitments_adjustedday SET day = '2024-07-01'",
    "adjustedday_adjusted_day_is_kept_on_delete": "DELETE FROM commitments_adjustedday",
    "formerleader_former_leader_is_kept_on_update": "UPDATE commitments_formerleader SET until = '2024-07-01'",
    "formerleader_former_leader_is_kept_on_delete": "DELETE FROM commitments_formerleader",
    "assignment_leads_overlap_on_insert": ("assignment", {"department_id": "{second_department}", **SOME_DAYS}),
    "assignment_leads_overlap_on_update": (
        "UPDATE commitments_assignment SET role = 'lead', valid_to = '2024-09-01' WHERE role = 'supporting'"
    ),
    "assignment_department_overlaps_on_insert": ("assignment", {"role": "'supporting'", **SOME_DAYS}),
    "assignment_department_overlaps_on_update": (
        "UPDATE commitments_assignment SET valid_to = '2024-09-01', department_id = {department}"
        " WHERE role = 'supporting'"
    ),
    "assignment_department_not_there_on_insert": (
        "assignment",
        {"department_id": "{late}", "role": "'responsible'"},
    ),
    "assignment_department_not_there_on_update": (
        "UPDATE commitments_assignment SET department_id = {late} WHERE role = 'supporting'"
    ),
    "department_department_not_there_on_update": "UPDATE commitments_department SET valid_from = '2024-02-01'",
}


@pytest.fixture
def rows(cast) -> dict:
    """Return what a statement needs, with a row behind every trigger."""
    first, second = make_milestone(cast.commitment), make_milestone(cast.commitment, "第二座变电站")
    update = make_update(
        cast.commitment, cast.reporter, value="6200", reached={first.pk: TODAY}, problems="慢。", next_steps="快。"
    )
    make_evidence(update, cast.reporter)
    AdjustedDay.objects.create(milestone=second, day=TODAY, valid_from=TODAY)
    FormerLeader.objects.create(commitment=cast.commitment, until=TODAY)
    moves.withdraw_report(
        moves.send_report(update, by=cast.reporter, at=moment("2024-10-14")), by=cast.reporter, at=moment("2024-10-15")
    )
    update = moves.send_report(ProgressUpdate.objects.get(), by=cast.reporter, at=moment("2024-10-16"))
    review.approve_report(update, by=cast.supervisor, at=moment("2024-10-17"))
    at = {"by": cast.supervisor, "at": moment("2024-10-18")}
    overrules.set_office_lamp(cast.commitment, lamp="yellow", reason="现场未见。", **at)
    thresholds.change_thresholds(cast.plan, Thresholds(milestone_days=20), reason="从严。", **at)
    other = make_target(make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个"))
    Bulletin.objects.create(
        period=update.period, issue=1, state=BulletinState.ISSUED, pdf=b"%PDF-", sha256="0", issued_on=TODAY
    )
    set_aside_while_draft(cast)
    SentBack.objects.create(update=update, note="请核实。", said={}, **at)
    record("plan_open", cast.plan, by=cast.supervisor, at=moment())
    administration.grant_role(make_user("judy", ""), Role.LEADER, by=cast.security_admin, at=moment())
    make_support(cast.commitment, cast.other)
    return {
        "plan": make_plan("wuhan-2024").pk, "second": second.pk, "other": other.indicator_id,
        "department": cast.department.pk, "second_department": make_department("CGJ", "区城管局").pk,
        "late": make_department("SJJ", "区数据局", valid_from=datetime.date(2024, 5, 2)).pk,
    }  # fmt: skip


def set_aside_while_draft(cast) -> None:
    plans = Plan.objects.filter(pk=cast.plan.pk)
    plans.update(state=PlanState.DRAFT)
    SetAside.objects.create(
        paragraph=cast.commitment.paragraph, words="稳中求进。", digest="1", reason="framing", at=moment()
    )
    plans.update(state=PlanState.OPEN)


def copied(cursor, table: str, changes: dict) -> str:
    """Return the statement that inserts a copy of the table's first row with some columns changed."""
    columns = [column.name for column in connection.introspection.get_table_description(cursor, f"commitments_{table}")]
    columns.remove("id")
    quoted = {name: connection.ops.quote_name(name) for name in columns}
    values = ", ".join(changes.get(name, quoted[name]) for name in columns)
    return (
        f"INSERT INTO commitments_{table} ({', '.join(quoted.values())})"
        f" SELECT {values} FROM commitments_{table} ORDER BY id LIMIT 1"
    )


def attempted(name: str, rows: dict) -> str:
    """Run the trigger's statement, undo it, and return what refused it, or an empty text."""
    wanted = STATEMENTS[name]
    with connection.cursor() as cursor:
        statement = wanted if isinstance(wanted, str) else copied(cursor, *wanted)
        try:
            with transaction.atomic():
                cursor.execute(statement.format(**rows))
                transaction.set_rollback(True)
        except DatabaseError as error:
            return str(error)
    return ""


def without(name: str) -> list[str]:
    """Return the statements that put one trigger out of force."""
    table = next((table for found, table, _sql in installed(connection) if found == name), "")
    if not table:  # an exclusion constraint, which knows no events
        return [f"ALTER TABLE commitments_assignment DROP CONSTRAINT {name.partition('_on_')[0]}"]
    return [f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}")]


def test_every_trigger_has_its_statement():
    assert set(STATEMENTS) == set(TRIGGERS)


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_trigger_refuses_and_nothing_else_does(rows, name):
    assert TRIGGERS[name] in attempted(name, rows)
    with transaction.atomic():
        run(connection, without(name))
        assert TRIGGERS[name] not in attempted(name, rows)
        transaction.set_rollback(True)
