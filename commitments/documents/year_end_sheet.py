"""The year-end pack as a spreadsheet: the rows of its first annex, and the classes by section."""

from .worksheets import workbook_of
from .year_end_data import UNDECIDED

YEAR_END_COLUMNS = (
    ("序号", 6), ("编号", 8), ("工作任务（原文）", 40), ("目标", 24), ("推进计划调整", 24), ("责任单位", 18),
    ("结果", 36), ("判定", 10), ("数据", 8), ("判定依据", 36), ("佐证材料（份）", 10), ("佐证材料", 48),
    ("原因", 30), ("下一步", 30),
)  # fmt: skip


def year_end_xlsx(data: dict) -> bytes:
    """Return the pack's data (see year_end_data) as a workbook; texts are never formulas."""
    rows = [year_end_line(row) for section in data["sections"] for row in section["rows"]]
    sheets = {"明细": (YEAR_END_COLUMNS, rows), "按章节汇总": (section_headings(data), section_rows(data))}
    return workbook_of(sheets, data["title"])


def year_end_line(row: dict) -> list:
    """Return one commitment's values in the columns' order."""
    files = [f"{file['name']} {file['hash']}" for file in row["evidence"]]
    return [
        row["no"], row["code"], row["quote"], "\n".join(row["target"]), "\n".join(row["changes"]), row["departments"],
        "\n".join(row["results"]), row["word"].removesuffix("(预计)"), finality_word(row),
        "\n".join(row["grounds"]), len(files), "\n".join(files), row["problems"], row["next_steps"],
    ]  # fmt: skip


def finality_word(row: dict) -> str:
    """Return on what data the class rests; nothing where there is no class yet."""
    if row["class"] in UNDECIDED:
        return "—"
    return "预计" if row["provisional"] else "最终"


def section_headings(data: dict) -> tuple:
    """Return 章节, 任务 and a column for each class on final and on provisional data."""
    counted = [(f"{each['word']}（{word}）", 12) for each in data["classes"] for word in ("最终", "预计")]
    return (("章节", 40), ("任务", 8), *counted)


def section_rows(data: dict) -> list[list]:
    """Return a row for each section, and their sum."""
    rows = [[f"{each['number']}{each['title']}", *class_figures(each["counts"], data)] for each in data["sections"]]
    totals = [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)]
    return [*rows, ["合计", *totals]]


def class_figures(counts: dict, data: dict) -> list[int]:
    found = [count for each in data["classes"] for count in counts[each["code"]]]
    return [sum(found), *found]
