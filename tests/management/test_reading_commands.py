"""What the two reading commands print: one JSON object a line, with the fields other programs rely on."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.word_file import ListedFile, report_levels

WUCHANG = Path(__file__).parents[2] / "commitments" / "data" / "wuchang-2024"
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


def test_a_reports_score_is_printed_with_what_was_missed_and_found_beside(tmp_path):
    report, gold, out = tmp_path / "report.txt", tmp_path / "gold.yaml", StringIO()
    report.write_text(
        "一、2024年回顾\n新建学校2所。\n二、2025年任务\n新建学校3所。建成滨江小学。启用新院区。\n", "utf-8"
    )
    rows = "milestones:\n- {verb: complete, what: 滨江小学}\n- {verb: start, what: 变电站}\n"
    gold.write_text(f"{rows}last_year:\n- {{promised: 新建学校3所, value: 2}}\n", "utf-8")
    call_command("read_report", str(report), gold=gold, stdout=out)
    assert "milestones: P 0.500 R 0.500" in out.getvalue()
    assert "last year: P 1.000 R 1.000" in out.getvalue()
    assert "start 变电站" in out.getvalue()


def test_how_well_leads_are_proposed_is_printed_beside_a_plans_commitments(tmp_path):
    report, out = tmp_path / "report.txt", StringIO()
    report.write_text("二、2024年任务\n新增停车泊位1万个。\n", "utf-8")
    call_command("read_report", str(report), gold=WUCHANG / "commitments.yaml", stdout=out)
    assert "learnt from the other sections: hit@1 0." in out.getvalue()
    assert "learnt from the departments' names: hit@1 0." in out.getvalue()


def test_a_line_without_a_unit_is_named(tmp_path):
    with pytest.raises(CommandError, match="Line 2"):
        printed("read_figures", tmp_path, "5个|个\n7个")


def test_a_word_file_is_read_with_its_automatic_numbers(tmp_path):
    file, out = ListedFile({1: report_levels()}), StringIO()
    for text, place in (("2025年主要任务", 0), ("投资", 1), ("新建学校3所。", None)):
        file.add(text, place)
    (tmp_path / "报告.docx").write_bytes(file.saved())
    call_command("read_report", str(tmp_path / "报告.docx"), stdout=out)
    assert "新建学校3所 [>= 3 所]" in out.getvalue()


def test_a_file_that_is_no_report_or_not_there_is_told(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    for name, words in (("a.pdf", "docx"), ("b.txt", "b.txt")):
        with pytest.raises(CommandError, match=words):
            call_command("read_report", str(tmp_path / name))
