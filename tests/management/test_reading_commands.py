"""What the two reading commands print: one JSON object a line, with the fields other programs rely on."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

FIELDS = {"text", "unit", "value", "upper", "exactness", "provisional", "asks", "refused", "message"}


def printed(command, tmp_path, lines) -> list[dict]:
    file = tmp_path / "lines.txt"
    file.write_text(lines, "utf-8")
    out = StringIO()
    call_command(command, str(file), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_figures_are_printed_as_decimals_in_text(tmp_path):
    read, asked, refused = printed("read_figures", tmp_path, "460,931万元|亿元\n\n1-2个|个\n60%|个\n")
    assert read.keys() == FIELDS
    assert (read["value"], read["asks"], read["refused"]) == ("46.0931", False, None)
    assert (asked["value"], asked["upper"], asked["asks"]) == ("1", "2", True)
    assert (refused["value"], refused["refused"]) == (None, "share")
    assert all(each["message"] for each in (read, asked, refused))


def test_targets_are_printed_with_comparator_direction_and_stretch(tmp_path):
    limit, stretched = printed("read_targets", tmp_path, "控制在5.5%左右|%\n10%以上,力争12%|%")
    assert limit.keys() == FIELDS | {"comparator", "direction", "stretch", "stretch_value"}
    assert (limit["comparator"], limit["direction"], limit["exactness"]) == ("<=", "keep_within", "about")
    assert (stretched["value"], stretched["stretch_value"]) == ("10", "12")


def test_a_line_without_a_unit_is_named(tmp_path):
    with pytest.raises(CommandError, match="Line 2"):
        printed("read_figures", tmp_path, "5个|个\n7个")
