"""The tests themselves: none asserts an absence alone, and no loop of assertions may run over nothing unnoticed."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
SOURCES = {str(path.relative_to(FOLDER)): path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.py"))}
# Guards that find nothing while all is well → the test beside each that shows it finding something.
CONTROLLED = {
    "test_imports_point_the_right_way": "test_a_forbidden_import_is_noticed",
    "test_an_allowed_import_passes": "test_a_forbidden_import_is_noticed",
    "test_a_template_has_no_inline_script_or_style": "test_inline_code_is_noticed",
    "test_what_only_looks_like_inline_code_passes": "test_inline_code_is_noticed",
    "test_what_holds_something_passes": "test_an_absence_alone_is_noticed",
    "test_a_loop_over_what_is_there_passes": "test_a_loop_that_may_run_over_nothing_is_noticed",
    "test_the_databases_the_triggers_are_written_for_are_known": "test_another_database_is_an_error",
    "test_every_numbered_file_knows_the_example": "test_a_file_that_does_not_know_the_example_is_noticed",
    "test_no_file_of_the_code_is_left_out": "test_a_file_left_out_is_noticed",
    "test_no_line_is_too_wide": "test_a_line_too_wide_is_noticed",
    "test_a_line_that_fits_passes": "test_a_line_too_wide_is_noticed",
    "test_a_stylesheet_has_one_declaration_a_line": "test_a_crowded_stylesheet_is_noticed",
    "test_a_stylesheet_with_one_declaration_a_line_passes": "test_a_crowded_stylesheet_is_noticed",
    "test_every_path_a_document_names_is_there": "test_a_path_that_is_not_there_is_noticed",
    "test_every_link_to_a_file_leads_there": "test_a_path_that_is_not_there_is_noticed",
    "test_what_is_no_path_passes": "test_a_path_that_is_not_there_is_noticed",
    "test_a_database_of_this_version_is_whole": "test_a_table_that_lacks_a_column_is_named",
    "test_every_code_name_is_in_the_code": "test_a_code_name_that_is_gone_is_noticed",
    "test_no_forbidden_name_names_anything": "test_a_forbidden_name_is_noticed",
}
EMPTY = {"[]", "{}", "()", "''", "b''", "set()"}
# Besides assertions these say that something is there; Playwright's `expect` waits for it.
SAYING = {"raises", "warns", "expect"}
PASSED_THROUGH = {"enumerate", "zip", "reversed", "sorted", "list", "map", "pairwise", "items", "values", "keys"}


def functions(source: str) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]


def only_absent(source: str) -> list[str]:
    """Return the tests that assert absences and nothing else: they would pass on the wrong page as well."""
    tests = [each for each in functions(source) if each.name.startswith("test_")]
    alone = [test.name for test in tests if says_only_absences(test)]
    beside = {test.name for test in tests}
    return [name for name in alone if CONTROLLED.get(name) not in beside]


def says_only_absences(test: ast.FunctionDef) -> bool:
    said = [node.test for node in ast.walk(test) if isinstance(node, ast.Assert)]
    called = {last_word(node) for node in ast.walk(test) if isinstance(node, ast.Call)}
    return bool(said) and not called & SAYING and not [each for each in said if not is_absence(each)]


def last_word(call: ast.Call) -> str:
    return ast.unparse(call.func).split(".")[-1]


def is_absence(said: ast.expr) -> bool:
    """Whether an assertion says only that something is not there: `not in`, `== []`, `count() == 0`, `not exists()`."""
    match said:
        case ast.Compare(ops=[ast.NotIn()]):
            return True
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            counted = isinstance(left, ast.Call) and last_word(left) in ("count", "len")
            return ast.unparse(right) in EMPTY or (counted and ast.unparse(right) == "0")
        case ast.UnaryOp(op=ast.Not(), operand=ast.Call() as call):
            return last_word(call) == "exists"
    return False


def unsure(source: str) -> list[str]:
    """Return "function: list" for each loop of assertions and each asserted `all(…)` over what nothing before found."""
    found = [(each.name, name) for each in functions(source) if not is_invariant(each) for name in may_be_empty(each)]
    return [f"{function}: {name}" for function, name in found]


def is_invariant(function: ast.FunctionDef) -> bool:
    """Whether it holds before every step of a state machine, the first of which has nothing yet."""
    return any("invariant" in ast.unparse(mark) for mark in function.decorator_list)


def may_be_empty(function: ast.FunctionDef) -> Iterator[str]:
    made = computed(function)
    for line, walked in loops(function):
        known = asserted_before(function, line)
        names = [ast.unparse(each) for each in origins(walked) if may_hold_nothing(each, made)]
        yield from (name for name in names if name not in known)


def computed(function: ast.FunctionDef) -> set[str]:
    """Return the names `function` gives to what it computes, not to what it writes down."""
    made = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(may_hold_nothing(each, made) for each in origins(node.value)):
            made |= {part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return made


def asserted_before(function: ast.FunctionDef, line: int) -> set[str]:
    """Return every expression that occurs in an assertion above `line`."""
    said = [node.test for node in ast.walk(function) if isinstance(node, ast.Assert) and node.lineno < line]
    return {ast.unparse(part) for test in said for part in ast.walk(test) if isinstance(part, ast.expr)}


def loops(function: ast.FunctionDef) -> Iterator[tuple[int, ast.expr]]:
    """Yield (line, what is walked) of every `for` that asserts and of every `all(…)` that is asserted."""
    for node in ast.walk(function):
        if isinstance(node, ast.For) and any(isinstance(part, ast.Assert) for part in ast.walk(node)):
            yield node.lineno, node.iter
        elif isinstance(node, ast.Assert):
            calls = [part for part in ast.walk(node.test) if isinstance(part, ast.Call) and part.args]
            yield from ((node.lineno, call.args[0]) for call in calls if last_word(call) == "all")


def origins(walked: ast.expr) -> list[ast.expr]:
    """Return what is walked in the end: of `enumerate(rows, 1)`, `rows.items()` and `(… for row in rows)` the rows."""
    match walked:
        case ast.GeneratorExp() | ast.ListComp() | ast.SetComp() | ast.DictComp():
            chosen = any(part.ifs for part in walked.generators)
            return [walked] if chosen else [found for part in walked.generators for found in origins(part.iter)]
        case ast.Call(func=ast.Attribute(value=owner), args=[]) if last_word(walked) in PASSED_THROUGH:
            return origins(owner)
        case ast.Call(args=args) if last_word(walked) in PASSED_THROUGH:
            return [found for each in args for found in origins(each)]
    return [walked]


def may_hold_nothing(walked: ast.expr, made: set[str]) -> bool:
    """Whether `walked` is neither written down, nor a range, a constant of the module or what the test was given."""
    match walked:
        case ast.Name(id=name):
            return name in made
        case ast.Subscript(value=ast.Name(id=name)):
            return not name.isupper()
        case ast.Call():
            return last_word(walked) != "range"
        case ast.Constant() | ast.Tuple() | ast.List() | ast.Set() | ast.Dict() | ast.Lambda():
            return False
    return True


def test_no_test_asserts_an_absence_alone():
    assert len(SOURCES) > 150
    assert {name: found for name, source in SOURCES.items() if (found := only_absent(source))} == {}


def test_no_loop_of_assertions_may_run_over_nothing():
    assert len(SOURCES) > 150
    assert {name: found for name, source in SOURCES.items() if (found := unsure(source))} == {}


@pytest.mark.parametrize(
    "said",
    ["'x' not in page()", "rows() == []", "notes == ''", "not Plan.objects.exists()", "Plan.objects.count() == 0"],
)
def test_an_absence_alone_is_noticed(said):
    assert only_absent(f"def test_it(page):\n    assert {said}\n    assert 'y' not in page()") == ["test_it"]


@pytest.mark.parametrize(
    "said",
    [
        "assert 'x' in page()",
        "assert rows() == [1]",
        "with pytest.raises(Refused):\n        act()",
        "expect(page).to()",
    ],
)
def test_what_holds_something_passes(said):
    assert only_absent(f"def test_it(page):\n    assert 'y' not in page()\n    {said}") == []


@pytest.mark.parametrize(
    "loop",
    [
        "for row in rows():\n        assert row",
        "for n, row in enumerate(Plan.objects.all(), 1):\n        assert row",
        "for name, row in story.rows.items():\n        assert row",
        "rows = found()\n    for row in rows:\n        assert row\n    assert rows",
        "rows = [row for row in ROWS if row.late]\n    for row in rows:\n        assert row",
        "assert all(row.due for row in rows())",
        "rows = found()\n    assert all(map(bool, rows))",
    ],
)
def test_a_loop_that_may_run_over_nothing_is_noticed(loop):
    assert len(unsure(f"def test_it(story):\n    {loop}")) == 1


@pytest.mark.parametrize(
    "loop",
    [
        "for n in range(3):\n        assert n",
        "for name, row in (('a', 1), ('b', 2)):\n        assert row",
        "for day in DAYS[3:]:\n        assert day",
        "rows = found()\n    assert len(rows) == 3\n    for row in rows:\n        assert row",
        "rows = {'a': 1}\n    for row in rows.values():\n        assert row",
        "rows = [make(n) for n in range(4)]\n    for row in rows:\n        assert row",
        "for row in rows():\n        act(row)",
    ],
)
def test_a_loop_over_what_is_there_passes(loop):
    assert unsure(f"def test_it(story):\n    {loop}") == []
