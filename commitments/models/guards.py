"""Triggers that bind raw SQL too: what was approved, issued or recorded stays, and quotes stand in their paragraph.

On SQLite they guard against mistakes, not against the owner of the file. Each raises its own name;
`message_of` turns that into the interface's words. Tests lift them to flush tables.
"""

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "history_is_append_only": _("The history is append-only: entries are never changed or deleted."),
    "approved_is_frozen": _("An approved update is frozen; correct it by a new revision with a reason."),
    "evidence_stays": _("Evidence is never deleted or exchanged; withdraw it with a reason."),
    "overrule_is_append_only": _("The office's lamps are kept; lift one by a new entry with a reason."),
    "taken_back_is_append_only": _("When a report was taken back is kept: it says what was known on the days between."),
    "thresholds_are_kept": _("Thresholds of an open plan are kept; change them by a new entry with a reason."),
    "path_is_kept": _("A planned path of an open plan is kept; change it by a new one with a reason."),
    "issued_is_frozen": _("An issued bulletin is frozen."),
    "quote_not_in_paragraph": _("The wording does not stand at this place in its paragraph."),
    "paragraph_of_other_plan": _("The paragraph belongs to another plan."),
}
NEVER = "1 = 1"
UPDATE_OF_ROW = "(SELECT state FROM commitments_progressupdate u WHERE u.id = {row}.update_id) = 'approved'"
QUOTE_MISPLACED = (
    "substr((SELECT p.text FROM commitments_paragraph p WHERE p.id = NEW.paragraph_id),"
    " NEW.quote_start + 1, length(NEW.quote)) <> NEW.quote"
)
OTHER_PLAN = (
    "(SELECT s.plan_id FROM commitments_section s JOIN commitments_paragraph p ON p.section_id = s.id"
    " WHERE p.id = NEW.paragraph_id) <> NEW.plan_id"
)
TEXT_LOSES_QUOTE = (
    "EXISTS (SELECT 1 FROM commitments_commitment c WHERE c.paragraph_id = NEW.id"
    " AND substr(NEW.text, c.quote_start + 1, length(c.quote)) <> c.quote)"
)
FILE_EXCHANGED = (
    "OLD.sha256 <> NEW.sha256 OR OLD.name <> NEW.name OR OLD.stored_as <> NEW.stored_as"
    " OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL)"
)
PLAN_NOT_DRAFT = (
    "(SELECT p.state FROM commitments_plan p JOIN commitments_commitment c ON c.plan_id = p.id"
    " WHERE c.id = OLD.commitment_id) <> 'draft'"
)
POINT_MOVED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in ("at", "share", "valid_from", "revision"))
THRESHOLD_MOVED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in ("yellow_at", "red_below", "milestone_days"))
# (table, events, condition, name of what is broken)
RULES = [
    ("historyentry", ("UPDATE", "DELETE"), NEVER, "history_is_append_only"),
    ("progressupdate", ("UPDATE", "DELETE"), "OLD.state = 'approved'", "approved_is_frozen"),
    ("observation", ("UPDATE", "DELETE"), UPDATE_OF_ROW.format(row="OLD"), "approved_is_frozen"),
    ("observation", ("INSERT",), UPDATE_OF_ROW.format(row="NEW"), "approved_is_frozen"),
    ("milestonereached", ("UPDATE", "DELETE"), UPDATE_OF_ROW.format(row="OLD"), "approved_is_frozen"),
    ("milestonereached", ("INSERT",), UPDATE_OF_ROW.format(row="NEW"), "approved_is_frozen"),
    ("bulletin", ("UPDATE", "DELETE"), "OLD.state = 'issued'", "issued_is_frozen"),
    ("commitment", ("INSERT", "UPDATE"), QUOTE_MISPLACED, "quote_not_in_paragraph"),
    ("commitment", ("INSERT", "UPDATE"), OTHER_PLAN, "paragraph_of_other_plan"),
    ("paragraph", ("UPDATE",), TEXT_LOSES_QUOTE, "quote_not_in_paragraph"),
    ("evidence", ("INSERT",), UPDATE_OF_ROW.format(row="NEW"), "approved_is_frozen"),
    ("evidence", ("UPDATE",), FILE_EXCHANGED, "evidence_stays"),
    ("evidence", ("DELETE",), NEVER, "evidence_stays"),
    ("overrule", ("UPDATE", "DELETE"), NEVER, "overrule_is_append_only"),
    ("takenback", ("UPDATE", "DELETE"), NEVER, "taken_back_is_append_only"),
    ("thresholdchange", ("UPDATE", "DELETE"), NEVER, "thresholds_are_kept"),
    ("plan", ("UPDATE",), f"({THRESHOLD_MOVED}) AND OLD.state <> 'draft'", "thresholds_are_kept"),
    ("trajectorypoint", ("UPDATE",), f"({POINT_MOVED}) AND {PLAN_NOT_DRAFT}", "path_is_kept"),
    ("trajectorypoint", ("DELETE",), PLAN_NOT_DRAFT, "path_is_kept"),
]


def triggers():
    """Yield (trigger name, table, event, condition, name of what is broken)."""
    for number, (table, events, condition, broken) in enumerate(RULES):
        for event in events:
            yield f"guard_{number}_{event.lower()}", f"commitments_{table}", event, condition, broken


def statements(vendor: str):
    """Yield the SQL that makes every trigger on `vendor` ("sqlite" or "postgresql")."""
    for name, table, event, condition, broken in triggers():
        if vendor == "sqlite":
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition}"
                f" BEGIN SELECT RAISE(ABORT, '{broken}'); END"
            )
            continue
        kept = "OLD" if event == "DELETE" else "NEW"
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN"
            f" IF {condition} THEN RAISE EXCEPTION '{broken}' USING ERRCODE = 'integrity_constraint_violation';"
            f" END IF; RETURN {kept}; END $guard$"
        )
        yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def set_up(connection):
    """Make every trigger on `connection`."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def lift(connection):
    """Remove every trigger; for tests that flush tables and for migrations that rebuild them."""
    with connection.cursor() as cursor:
        for name, table, *_rest in triggers():
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def message_of(error: DatabaseError):
    """Return the interface's words for a refusal, or None when the error is another one."""
    return next((words for broken, words in MESSAGES.items() if broken in str(error)), None)
