"""Kind, basis, comparator and direction that contradict each other are named."""

import pytest

from commitments.rules.target_consistency import TargetShape, kind_contradiction, target_contradiction


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        (("rate", ">=", "reach", "%"), None),
        (("rate", "~=", "keep_within", "%"), None),
        (("rate", ">=", "keep_within", "%"), "direction"),
        (("rate", "<=", "reach", "%"), "direction"),
        (("flow", ">=", "reach", "%"), "flow_in_percent"),
    ],
)
def test_one_target_may_contradict_itself(shape, code):
    assert target_contradiction(TargetShape(*shape)) == code


@pytest.mark.parametrize(
    ("kind", "shapes", "code"),
    [
        ("flow", [("flow", ">=", "reach", "个"), ("rate", ">=", "reach", "%")], None),
        ("flow", [("rate", ">=", "reach", "%")], "no_flow"),
        ("stock", [("level", "<=", "keep_within", "件")], None),
        ("rate", [("rate", "<=", "keep_within", "%")], "no_rate"),
        ("ceiling", [("rate", "~=", "reach", "%")], "no_ceiling"),
        ("ceiling", [("rate", "<=", "keep_within", "%"), ("rate", ">=", "reach", "%")], "no_ceiling"),
        ("coverage", [("flow", ">=", "reach", "个")], "no_coverage"),
        ("milestone", [], None),
        ("qualitative", [("flow", ">=", "reach", "个")], None),
    ],
)
def test_a_kind_fits_what_is_measured(kind, shapes, code):
    assert kind_contradiction(kind, [TargetShape(*shape) for shape in shapes]) == code
