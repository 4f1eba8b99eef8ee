"""Mutation testing: what a pattern names; and each excused mutant is of code that is there, and has a reason."""

import pytest

from tests.mutants import JUDGES, PROJECT, SLOW, asked, equivalent, is_asked

MODULE = "commitments/rules/lamp.py"


@pytest.mark.parametrize(
    "pattern",
    [
        "commitments.rules.lamp",
        "commitments.rules.lamp*",
        "commitments.rules.*",
        "commitments.rules.lamp.x_judge*",
        "commitments.rules.lamp.x_judge__mutmut_1",
    ],
)
def test_a_pattern_names_a_module_or_something_in_it(pattern):
    assert is_asked(MODULE, [pattern])
    assert not is_asked("commitments/rules/pace.py", [pattern.replace(".*", ".l*")])


def test_without_a_pattern_everything_is_asked_and_a_strange_one_names_nothing():
    assert list(asked([])) == list(JUDGES)
    assert MODULE in asked([])["commitments/rules"]
    assert asked(["commitments.rules.lamp*"]) == {"commitments/rules": [MODULE]}
    assert asked(["commitments.rules.lampe"]) == {}


def test_the_tests_that_judge_a_folder_are_there():
    named = {test for stages in JUDGES.values() for tests in stages for test in tests}
    named |= {test.partition("::")[0] for test in SLOW}
    assert len(named) > 5
    assert [test for test in named if not (PROJECT / test).exists()] == []


def test_each_excused_mutant_is_of_a_function_that_is_there_and_has_its_reason():
    excused = equivalent()
    assert len(excused) > 5
    for mutant, reason in excused.items():
        module, _dot, function = mutant.partition("__mutmut_")[0].rpartition(".")
        source = (PROJECT / module.replace(".", "/")).with_suffix(".py").read_text("utf-8")
        assert reason
        assert f"def {function.rpartition('ǁ')[2].removeprefix('x_')}(" in source
