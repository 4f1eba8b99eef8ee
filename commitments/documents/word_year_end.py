"""The year-end pack as a Word file, from the data its PDF is made of."""

from ..choices import YearEnd
from .word_head import addressed, corrected_items, end_of_paper, led, official_paper, red_head
from .word_pages import UPRIGHT
from .word_paper import WordPaper, joined_lines, label
from .word_tables import SHADE, WordColumn, cell, column_widths, head_row
from .word_xml import Inline
from .year_end_pdf import printed_pack

MOST_UNMET = 12
RULES = (
    "判定以审议通过的目标为准，推进计划的调整列于目标之后。"
    "达到目标为完成；达到目标的90%以上为基本完成，有基数的按增量计算，上限类指标超出不到十分之一的也为基本完成；"
    "上报数据与目标单位不同、不能换算的为不可比；截至年末的数据未到的为未定；"
    "没有量化目标和节点、尚未认定完成的为待认定。"
)
PROOF_WORDS = "本件的数据于签发时冻结；凭以上任一值可在系统“核验”页核对。"


def year_end_word(data: dict) -> bytes:
    """Return the pack as .docx, the same bytes for the same data (see year_end_data)."""
    data = printed_pack(data)
    paper = official_paper(data)
    cover(paper, data)
    paper.turn()
    all_of_them(paper, data)
    fallen_short(paper, data)
    paper.turn(UPRIGHT)
    paper.annex(3, [data["period"], "不可比任务清单"])
    if data["not_comparable"]:
        paper.table([*promise_columns(), *reason_columns()], data["not_comparable"])
    else:
        paper.add("Normal", "没有不可比的任务。")
    if data["corrects"]:
        corrected_items(paper, data)
    end_of_paper(paper, data, PROOF_WORDS)
    return paper.saved()


def cover(paper: WordPaper, data: dict) -> None:
    red_head(paper, data)
    addressed(paper, data)
    led(paper, data["leads"], "conclusion")
    class_table(paper, data)
    unmet = [row for group in data["short"] if group["word"] == "未完成" for row in group["rows"]]
    if unmet:
        named = "　".join(f"{n}.{row['title']}（{row['departments']}）" for n, row in enumerate(unmet[:MOST_UNMET], 1))
        rest = f"等{len(unmet)}项，见附件2" if len(unmet) > MOST_UNMET else ""
        paper.add("SmallText", label("未完成："), f"{named}{rest}。")
    fourth = "　4.更正之处" if data["corrects"] else ""
    listed = "1.任务完成情况明细　2.未完成和基本完成任务清单　3.不可比任务清单"
    paper.add("SmallText", label("附件："), f"{listed}{fourth}")


def is_split(code: str) -> bool:
    """Whether a class is counted on final and on provisional data apart."""
    return code not in (YearEnd.OPEN, YearEnd.OFFICE)


def class_figures_of(counts: dict, codes: list[str]) -> list[int]:
    """Return the sum and the counts of each class, final and provisional apart where they are."""
    found = [each for code in codes for each in (counts[code] if is_split(code) else [sum(counts[code])])]
    return [sum(found), *found]


def class_table(paper: WordPaper, data: dict) -> None:
    """Write how many are of each class in each section, under a head of two rows."""
    codes = [each["code"] for each in data["classes"]]
    rows = [[each["short"], *class_figures_of(each["counts"], codes)] for each in data["sections"]]
    widths = [0, 12] + [each for code in codes for each in ((10, 10) if is_split(code) else (13.5,))]
    totals = [sum(row[n] for row in rows) for n in range(1, len(widths))]
    columns = [WordColumn("", counted(n), width, 0 if width else 1, n > 0) for n, width in enumerate(widths)]
    heads = class_heads(data["classes"], column_widths(columns, paper.width))
    paper.table(columns, [*rows, ["合计", *totals]], 10.5, heads)


def counted(n: int):
    return lambda row: row[n] if n == 0 else str(row[n] or "—")


def class_heads(classes: list[dict], widths: list[int]) -> list:
    """Return the two rows of the head: the classes, and final and provisional below those that are split."""
    style, upper, lower, at = "SmallTableHead", [], [], 2
    for width, word in zip(widths, ("章节", "任务"), strict=False):
        upper.append(cell(width, word, style, shade=SHADE, centred=True, down="restart"))
        lower.append(cell(width, "", style, shade=SHADE, down="on"))
    for each in classes:
        split = is_split(each["code"])
        across = sum(widths[at : at + 1 + split])
        upper.append(cell(across, each["word"], style, shade=SHADE, centred=True, across=1 + split,
                          down="" if split else "restart"))  # fmt: skip
        below = (("最终", ""), ("预计", "")) if split else (("", "on"),)
        lower += [
            cell(widths[at + n], word, style, shade=SHADE, centred=True, down=down)
            for n, (word, down) in enumerate(below)
        ]
        at += 1 + split
    return [head_row(upper), head_row(lower)]


def all_of_them(paper: WordPaper, data: dict) -> None:
    paper.annex(1, [data["period"], "任务完成情况明细"])
    paper.add("SmallText", RULES)
    for section in data["sections"]:
        paper.heading(2, section["number"], section["title"])
        paper.table([*promise_columns(), *result_columns(), evidence_column()], section["rows"])


def fallen_short(paper: WordPaper, data: dict) -> None:
    paper.annex(2, [data["period"], "未完成和基本完成任务清单"])
    if not data["short"]:
        paper.add("Normal", "没有未完成或基本完成的任务。")
    for group in data["short"]:
        paper.heading(2, "", f"{group['word']}（{len(group['rows'])}项）")
        paper.table([*promise_columns(), *result_columns(), *step_columns()], group["rows"])


def promise_columns() -> list[WordColumn]:
    return [
        WordColumn("序号", lambda row: str(row["no"]), 9, centred=True),
        WordColumn("工作任务（原文）", lambda row: row["quote"], share=2.3),
        WordColumn("目标", adopted, share=1.4),
        WordColumn("责任单位", lambda row: row["departments"], 20, centred=True),
    ]


def result_columns() -> list[WordColumn]:
    return [
        WordColumn("结果", lambda row: joined_lines(row["results"]), share=2.1),
        WordColumn("判定", lambda row: [label(row["word"]), f"\n{joined_lines(row['grounds'])}"], share=2.2),
    ]


def step_columns() -> list[WordColumn]:
    return [
        WordColumn("原因", lambda row: row["problems"] or "—", share=1.8),
        WordColumn("下一步", lambda row: row["next_steps"] or "—", share=1.8),
    ]


def reason_columns() -> list[WordColumn]:
    return [
        WordColumn("上报数据", lambda row: joined_lines(row["results"]), share=1.5),
        WordColumn("不可比原因", lambda row: joined_lines(row["grounds"]), share=1.5),
    ]


def evidence_column() -> WordColumn:
    return WordColumn("佐证材料", files_of, share=2.4)


def files_of(row: dict) -> list:
    if not row["evidence"]:
        return ["—"]
    names = [Inline(f"\n{file['name']} {file['hash']}", "Tiny") for file in row["evidence"]]
    return [f"{len(row['evidence'])}份", *names]


def adopted(row: dict) -> list:
    """Return the target, and below it the changes of the trajectory."""
    changes = [Inline(f"\n{each}", "Kaiti") for each in row["changes"]]
    return [joined_lines(row["target"]), *changes]
