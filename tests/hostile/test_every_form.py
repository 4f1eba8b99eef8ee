"""Every form of the application against what nobody should be able to store: refused in words, and nothing stored."""

import re

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils.html import escape

from commitments.models import Submission, Verdict
from tests.hostile.forms import forms_of
from tests.hostile.stage import FORMS, find_page, set_the_stage
from tests.hostile.values import MARKUP, hostile
from tests.test_access import CHANGES

pytestmark = pytest.mark.django_db
REFUSED = {400, 403, 404, 409, 422}
# The page itself, with what was typed: it leads to what is wrong.
LEADING = {409, 422}
PLUMBING = ("csrfmiddlewaretoken", "key")
TYPED = ("text", "textarea", "date", "number")
# Boxes a form has for another of its buttons, or that only say where to go on: whatever stands there is not read.
UNREAD = {
    ("signoff_sign", "note"), ("review_approve", "reason"), ("contributions_take", "reason"),
    ("trajectory_preview", "reason"), ("review_approve", "department"), ("review_return", "department"),
    ("evidence_withdraw", "back"), ("trajectory_confirm", "one"),
    ("duties_confirm", "names"), ("duties_confirm", "reason"), ("duties_confirm", "role"), ("duties_confirm", "way"),
    ("enrolment_grant", "reason"),
    # A first save has nothing that a version could be behind of.
    ("desk_save", "version"), ("desk_send", "version"),
    # Of a table with one column of figures none is chosen.
    ("desk_paste_apply", "column"), ("desk_paste", "column"),
    # Says only that the preview's ticks were shown.
    ("desk_paste_apply", "ticks"),
}  # fmt: skip
# Answered by the page itself, with words in it: a preview stores nothing whatever was typed.
SHOWN = {"trajectory_preview", "desk_paste"}
# Answered by a page that names what was left alone.
TOLD = {"desk_send_all", "desk_withdraw", "signoff_all", "review_bulk"}


@pytest.fixture(scope="module")
def busy_scene(busy_scene):
    """Return the busy cast with what the forms still lack."""
    set_the_stage(busy_scene)
    return busy_scene


@pytest.fixture
def form(client, busy_cast, name):
    """Return the form that goes to the address of that name, as the one who may send it sees it."""
    page, address = find_page(client, busy_cast, name)
    return next(form for form in forms_of(page, address) if form.name == name)


def stored() -> dict:
    """Return every row of the application as it stands, but for verdicts, which asking may compute, and keys."""
    models = [model for model in apps.get_app_config("commitments").get_models() if model not in (Verdict, Submission)]
    return {model.__name__: list(map(kept, model.objects.order_by("pk").values())) for model in models}


def kept(row: dict) -> dict:
    return {name: value for name, value in row.items() if name != "last_login"}


def no_nul(execute, sql, params, many, context):
    """Run a statement, but never one that carries a NUL: PostgreSQL breaks over it, and SQLite would hide that."""
    assert not re.search(r"\\x00|\\u0000", repr(params)), (sql, params)
    return execute(sql, params, many, context)


def send(client, form, **typed):
    """Send the form with something typed into it; return (answer, whether anything was stored), and undo it."""
    before = stored()
    with transaction.atomic(), connection.execute_wrapper(no_nul):
        answer = client.post(form.action, form.data | typed)
        changed = stored() != before
        transaction.set_rollback(True)
    return answer, changed


def beside(field: str) -> dict:
    """Return what must stand beside a field for it to be read: a day is awaited only where a tick says so."""
    number = field.partition("_")[2]
    return {f"awaited_{number}": "on", f"figure_{number}": ""} if field.startswith("expected_") else {}


def says_why(answer) -> bool:
    """Whether the answer's own contribution, not its frame, says something in Chinese."""
    body = re.sub(r"(?s)<header.*?</header>|<head>.*?</head>|<[^>]*>", "", answer.content.decode())
    return len(re.findall("[一-鿿]", body)) >= 6


def shows_again(answer, value: str) -> bool:
    """Whether what was typed stands in the answered form; what no page can hold, and what is too long, need not."""
    if answer.status_code != 422 or re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", value) or len(value) > 600:
        return True
    return escape(value) in answer.content.decode()


def leads_to_the_error(answer) -> bool:
    """Whether what takes the focus of the answered page, without scripts too, says what is wrong."""
    first = re.search(r"<[^<>]*\sautofocus\b[^<>]*>", answer.content.decode())
    return first is not None and 'role="alert"' in first.group()


def test_every_address_that_changes_something_is_tried():
    # Nothing is typed where a file is chosen, nor where something is undone.
    bare = {"evidence_attach", "evidence_contribution", "review_undo", "signoff_undo"}
    assert set(FORMS) == {*CHANGES, "password_change"} - bare


@pytest.mark.parametrize("name", FORMS)
def test_a_form_refuses_what_nobody_should_store(client, form, name):
    assert form.fields
    for field, (kind, _value) in form.fields.items():
        if field in PLUMBING or kind in ("checkbox", "file", "password") or (name, field) in UNREAD:
            continue
        values = hostile(kind, field, form.longest.get(field, 0))
        assert values
        for value in values:
            answer, changed = send(client, form, **beside(field), **{field: value})
            said = (field, value[:30], answer.status_code)
            assert not changed, said
            assert answer.status_code in REFUSED or name in SHOWN | TOLD, said
            if answer.status_code in REFUSED:
                assert says_why(answer), said
                assert kind not in TYPED or shows_again(answer, value), said
                assert kind == "hidden" or answer.status_code not in LEADING or leads_to_the_error(answer), said


@pytest.mark.parametrize("name", FORMS)
def test_markup_is_a_text_like_any_other(client, form, name):
    assert form.fields
    for field, (kind, _value) in form.fields.items():
        if kind not in ("text", "textarea"):
            continue
        with transaction.atomic():
            answer = client.post(form.action, form.data | {field: MARKUP}, follow=True)
            assert says_why(answer), field
            assert MARKUP not in answer.content.decode(), field
            transaction.set_rollback(True)
