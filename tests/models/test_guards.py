"""What the database itself refuses, raw SQL included."""

import datetime
import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from commitments import migrations
from commitments.models import Assignment, Department, HistoryEntry, Paragraph, Plan, ProgressUpdate, SetAside, guards
from commitments.workflow.record import first_broken_entry, record
from commitments.workflow.reports import moves
from tests.guards import installed, lifted
from tests.world import make_approved, make_commitment, make_plan, make_update, moment

pytestmark = pytest.mark.django_db
MIGRATIONS = Path(migrations.__file__).parent


def refused(act) -> str:
    """Run `act`, expect the database to refuse it, and return the interface's words."""
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        act()
    return str(guards.refusal_message(error.value))


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_history_is_never_changed(cast):
    record("plan_open", cast.plan, by=cast.supervisor, at=moment())
    assert "append-only" in refused(lambda: sql("UPDATE commitments_historyentry SET note = 'x'"))


def test_history_is_never_deleted(cast):
    record("plan_open", cast.plan, by=cast.supervisor, at=moment())
    assert "append-only" in refused(HistoryEntry.objects.all().delete)


def test_an_approved_update_is_frozen(cast):
    update = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    words = refused(lambda: sql("UPDATE commitments_progressupdate SET narrative = 'x' WHERE id = %s", update.pk))
    assert "frozen" in words


def test_an_approved_figure_is_frozen(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    assert "frozen" in refused(lambda: sql("UPDATE commitments_observation SET value = 9999"))


def test_an_approved_update_takes_no_further_figure(cast):
    update = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    figure = update.observations.get()
    figure.pk = None
    assert "frozen" in refused(lambda: figure.save(force_insert=True))


def test_a_draft_may_still_be_changed(cast):
    update = make_update(cast.commitment, cast.reporter, value="6200")
    ProgressUpdate.objects.filter(pk=update.pk).update(narrative="改写")
    assert ProgressUpdate.objects.get(pk=update.pk).narrative == "改写"


def test_a_quote_stands_in_its_paragraph(cast):
    cast.commitment.quote_start += 1
    assert "does not stand" in refused(cast.commitment.save)


def test_a_paragraph_keeps_the_quotes_of_its_commitments(cast):
    assert "does not stand" in refused(lambda: Paragraph.objects.update(text="改写后的文字"))


def test_a_commitment_stays_in_its_own_plan(cast):
    other = make_plan("wuhan-2024")
    commitment = make_commitment(other, cast.department, code="4-1-2", quote="推进海绵城市建设")
    commitment.plan = cast.plan
    assert "another plan" in refused(commitment.save)


def test_a_trajectory_of_an_open_plan_is_kept(cast):
    points = cast.commitment.trajectory
    assert "is kept" in refused(lambda: points.update(share=50))
    assert "is kept" in refused(points.all().delete)
    assert points.update(standing="confirmed") == 4


def test_a_trajectory_of_a_draft_may_be_rewritten(cast):
    cast.plan.state = "draft"
    cast.plan.save()
    assert cast.commitment.trajectory.update(share=50) == 4
    assert cast.commitment.trajectory.all().delete()[0] == 4


def test_what_an_open_plan_set_aside_stays_and_a_draft_s_may_change(cast):
    row = SetAside(paragraph=Paragraph.objects.get(), words="推进", digest="1", reason="framing", at=moment())
    assert "stays as it was decided" in refused(row.save)
    Plan.objects.update(state="draft")
    row.save()
    Plan.objects.update(state="open")
    assert "stays as it was decided" in refused(lambda: SetAside.objects.update(reason="covered"))
    assert "stays as it was decided" in refused(lambda: sql("DELETE FROM commitments_setaside"))


def test_tampering_behind_the_triggers_shows_in_the_chain(cast):
    for number in range(3):
        record("plan_open", f"{number}", by=cast.supervisor, at=moment())
    assert first_broken_entry() is None
    second = HistoryEntry.objects.order_by("pk")[1]
    with lifted(connection):
        HistoryEntry.objects.filter(pk=second.pk).update(note="改过")
    assert first_broken_entry() == second
    assert "append-only" in refused(lambda: sql("UPDATE commitments_historyentry SET note = 'x'"))


def written(vendor: str) -> list[tuple[str, str, str, str]]:
    """Return (trigger, event, table, what it raises) of every trigger the first migration has for that database."""
    text = (MIGRATIONS / "sql" / f"0001_{vendor}.sql").read_text("utf-8")
    made = re.findall(r"^CREATE TRIGGER (\w+)\nBEFORE (\w+) ON commitments_(\w+)$", text, re.MULTILINE)
    broken = re.findall(r"RAISE(?:\(ABORT,| EXCEPTION) '(\w+)'", text)
    return [(*trigger, said) for trigger, said in zip(made, broken, strict=True)]


def test_the_triggers_that_stand_are_those_of_the_migration():
    standing = [(name, table.removeprefix("commitments_")) for name, table, _sql in installed(connection)]
    assert len(standing) == (48 if connection.vendor == "sqlite" else 44)
    assert standing == sorted((name, table) for name, _event, table, _broken in written(connection.vendor))


def excluded() -> list[str]:
    """Return what PostgreSQL guards by an exclusion constraint, as table and name of what is broken."""
    text = (MIGRATIONS / "sql" / "0001_postgresql.sql").read_text("utf-8")
    return re.findall(r"^ALTER TABLE commitments_\w+ ADD CONSTRAINT (\w+)\nEXCLUDE", text, re.MULTILINE)


def test_both_databases_guard_the_same_by_the_same_names():
    found = written("sqlite")
    alike = [trigger for trigger in found if f"{trigger[2]}_{trigger[3]}" not in excluded()]
    assert alike == written("postgresql")
    assert [f"{table}_{broken}" for _name, event, table, broken in found if event == "INSERT"][-3:-1] == excluded()


def test_a_trigger_is_named_by_what_it_guards():
    names = [(name, f"{table}_{broken}_on_{event.lower()}") for name, event, table, broken in written("sqlite")]
    assert names
    assert all(name == told for name, told in names)


def test_there_are_words_for_everything_a_trigger_refuses():
    assert {broken for _name, _event, _table, broken in written("sqlite")} == set(guards.MESSAGES)


def test_a_migration_stands_by_itself():
    found = sorted(MIGRATIONS.glob("0*.py"))
    assert found
    for path in found:
        assert not re.search(r"^\s*(from|import) (commitments|\.)", path.read_text("utf-8"), re.MULTILINE), path.name


def test_when_a_report_was_taken_back_is_kept(cast):
    update = make_update(cast.commitment, cast.reporter, value="7200")
    update = moves.send_report(update, by=cast.reporter, at=moment("2024-10-14"))
    moves.withdraw_report(update, by=cast.reporter, at=moment("2024-10-16"))
    assert "taken back" in refused(lambda: sql("UPDATE commitments_takenback SET back_at = sent_at"))
    assert "taken back" in refused(lambda: sql("DELETE FROM commitments_takenback"))


def overlapping(cast, **changed) -> Assignment:
    """Return a lead's duty of some days in the year the cast's department leads all along, not stored yet."""
    days = {"valid_from": datetime.date(2024, 5, 1), "valid_to": datetime.date(2024, 6, 1)}
    return Assignment(**({"commitment": cast.commitment, "department": cast.other, "role": "lead"} | days | changed))


def test_two_leads_never_overlap(cast):
    assert "one lead" in refused(overlapping(cast).save)


def test_a_lead_follows_another_on_the_day_it_ends(cast):
    cast.commitment.assignments.update(valid_to=datetime.date(2024, 5, 1))
    overlapping(cast).save()
    assert "one lead" in refused(
        lambda: cast.commitment.assignments.filter(valid_from="2024-01-01").update(valid_to=None)
    )


def test_a_duty_without_a_day_is_in_nobody_s_way(cast):
    overlapping(cast, valid_to=datetime.date(2024, 5, 1)).save()
    assert cast.commitment.assignments.count() == 2


def test_a_department_takes_part_once_on_every_day(cast):
    assert "once" in refused(overlapping(cast, department=cast.department, role="supporting").save)


def test_nobody_bears_a_duty_from_a_day_on_which_they_do_not_exist(cast):
    Department.objects.filter(pk=cast.other.pk).update(valid_from="2024-05-02")
    assert "does not exist" in refused(overlapping(cast, role="supporting").save)
    overlapping(cast, role="supporting", valid_from=datetime.date(2024, 5, 2)).save()
    assert "does not exist" in refused(lambda: Department.objects.update(valid_to="2024-05-01"))
