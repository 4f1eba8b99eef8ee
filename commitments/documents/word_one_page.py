"""The leader's sheet 一张图 and the commitment card as Word files, each on one A4 page, from the data of their PDFs."""

from datetime import date

from .bulletin_pdf import shortened, widened
from .bulletin_sentences import CLOSING_MARKS
from .typesetting import page_images
from .word_marks import LAMP_ORDER, lamp_pieces
from .word_pages import SINGLE_SHEET
from .word_paper import PaperFacts, WordPaper, label
from .word_styles import FAINT
from .word_tables import WordColumn
from .word_xml import Inline

# What leaves either paper on its page; the PDF measures, this counts.
ROWS_OF_LISTS, MOST_LATE, MOST_FILES, MOST_PERIODS = 20, 8, 8, 4
LONGEST_SAID = 160
CHART_TEMPLATE, CHART_PPI = "card_chart.typ", 200


def leader_sheet_word(data: dict) -> bytes:
    """Return the sheet as .docx, the same bytes for the same data (see pages.overview.sheet)."""
    data = widened(data)
    foot = f"{data['organ']}　{data['date']} 生成　数据截至{data['cutoff']}；平均完成只计有数据的可量化目标"
    about = PaperFacts(data["title"], data["organ"], data["issued_on"], f"{data['period']}，一张图",
                       sample=data["sample"], foot_line=foot)  # fmt: skip
    paper = WordPaper(about, SINGLE_SHEET)
    paper.title([data["title"]], "SheetTitle")
    paper.add("SheetSaying", data["say"])
    lamp_strip(paper, data["lamps"])
    for heading, name, rows in (("按分管领导", "分管领导", "leaders"), ("按章节", "章节", "sections")):
        paper.add("SheetHeading", heading)
        paper.table(group_columns(name), data[rows])
    asked_and_slow(paper, data)
    return paper.saved()


def lamp_strip(paper: WordPaper, lamps: list[dict]) -> None:
    columns = [
        WordColumn(lamp_pieces(each["code"]), lamp_figure(n), share=1, centred=True) for n, each in enumerate(lamps)
    ]
    paper.table(columns, [lamps], 10.5)


def lamp_figure(n: int):
    def filled(lamps: list[dict]) -> list:
        change = f"\n较上期{lamps[n]['change']}" if lamps[n]["change"] else ""
        return [label(str(lamps[n]["count"])), "项", Inline(change, "Tiny", colour=FAINT)]

    return filled


def group_columns(name: str) -> list[WordColumn]:
    lamps = [WordColumn(lamp_pieces(lamp), lamp_count_of(lamp), 15, centred=True) for lamp in LAMP_ORDER]
    return [
        WordColumn(name, lambda row: row["name"], share=1),
        WordColumn("任务", lambda row: str(row["count"]), 11, centred=True),
        *lamps,
        WordColumn("未报", lambda row: str(row["late"] or "—"), 11, centred=True),
        WordColumn("完成率", lambda row: row["share"] or "—", 16, centred=True),
        WordColumn("序时差", lambda row: row["gap"] or "—", 15, centred=True),
    ]


def lamp_count_of(lamp: str):
    return lambda row: str(row["lamps"][lamp] or "—")


def asked_and_slow(paper: WordPaper, data: dict) -> None:
    """Write what needs a decision, what is behind, and who has not reported."""
    room = max(ROWS_OF_LISTS - len(data["leaders"]) - len(data["sections"]), 2)
    asked = [shortened(row["text"].rstrip(CLOSING_MARKS)) for row in data["decisions"][: (room + 1) // 2]]
    rows = zip(asked, data["decisions"], strict=False)
    said = [f"{n}.{text}（{row['department']}，{row['code']}）" for n, (text, row) in enumerate(rows, 1)]
    listing(paper, "需协调事项", said, data["decisions_all"], "没有待协调事项。", "总览")
    slow = [f"{row['code']}　{row['title']}（{row['department']}）" for row in data["behind"][: room // 2]]
    listing(paper, "滞后任务", slow, data["behind_all"], "没有滞后任务。", "台账")
    late = "、".join(f"{row['department']}{row['count']}项" for row in data["late"][:MOST_LATE])
    more = f"等{len(data['late'])}个单位" if len(data["late"]) > MOST_LATE else ""
    listing(paper, "逾期未报", [late + more] if late else [], data["late_all"], "没有逾期未报。", "")


def listing(paper: WordPaper, heading: str, rows: list[str], everything: int, none_said: str, elsewhere: str) -> None:
    paper.add("SheetHeading", f"{heading}（{everything}项）")
    for row in rows or [none_said]:
        paper.add("SmallText", row)
    if elsewhere and everything > len(rows):
        paper.add("SmallText", Inline(f"其余{everything - len(rows)}项见{elsewhere}。", colour=FAINT))


def card_word(data: dict) -> bytes:
    """Return the card as .docx, the same bytes for the same data (see pages.commitment.card)."""
    chart = chart_picture(data) if data["chart"] else None
    data = widened(data)
    foot = f"{data['organ']}　{data['date']} 生成；只含当日已审核通过的内容"
    title = f"{data['code']}　{data['title']}"
    about = PaperFacts(title, data["organ"], data["issued_on"], f"{data['plan']}，任务卡", sample=data["sample"],
                       foot_line=foot)  # fmt: skip
    paper = WordPaper(about, SINGLE_SHEET)
    paper.title([title], "SheetTitle")
    before, promise, after = data["quote"]
    paper.add("SheetSaying", before, Inline(promise, underlined=True), after)
    paper.add("SmallText", Inline(f"{data['section']}（{data['source']}）", colour=FAINT))
    people_and_lamps(paper, data)
    targets_and_milestones(paper, data)
    if chart:
        paper.add("SheetHeading", "计划与实际")
        paper.add("SmallText", Inline(f"虚线为计划累计，实线为实际累计。单位：{data['chart']['unit']}", colour=FAINT))
        paper.picture(chart, data["chart"]["alt"])
    history(paper, data)
    return paper.saved()


def chart_picture(data: dict) -> bytes:
    """Return the chart the PDF draws, as a picture."""
    day = date.fromisoformat(data["issued_on"])
    return page_images(CHART_TEMPLATE, {"chart": data["chart"]}, day, CHART_PPI)[0]


def people_and_lamps(paper: WordPaper, data: dict) -> None:
    people = [piece for name, value in data["people"] for piece in (label(f"{name}　"), f"{value}　　")]
    paper.add("SmallText", *people)
    given = []
    for each in data["lamps"]:
        lamp = lamp_pieces(each["code"]) if each["code"] else ["—"]
        given += [label(f"{each['who']}　"), *lamp, f"{each['note']}　"]
    paper.add("SmallText", *given)
    for said in data["told"]:
        paper.add("SmallText", said)


def targets_and_milestones(paper: WordPaper, data: dict) -> None:
    if data["targets"]:
        paper.add("SheetHeading", "目标与进度")
        paper.table(target_columns(), data["targets"])
    for row in data["targets"]:
        if row["definition"]:
            paper.add("SmallText", label(f"{row['name']}口径："), row["definition"])
    if data["milestones"]:
        paper.add("SheetHeading", "节点")
        paper.table(milestone_columns(), data["milestones"])


def filled_from(name: str):
    return lambda row: row[name] or "—"


def target_columns() -> list[WordColumn]:
    wide = (("指标", "name", 1.5), ("目标", "wording", 1.3), ("基数", "baseline", 0.7), ("上年", "last_year", 0.8),
            ("实绩", "actual", 1.9))  # fmt: skip
    narrow = (("完成率", "rate"), ("应达", "expected"), ("序时差", "gap"))
    return [
        *(WordColumn(heading, filled_from(name), share=share) for heading, name, share in wide),
        *(WordColumn(heading, filled_from(name), 15, centred=True) for heading, name in narrow),
    ]


def milestone_columns() -> list[WordColumn]:
    dated = (("要求", "verb", 16), ("计划", "planned", 26), ("达成", "reached", 26))
    return [
        WordColumn("节点", lambda row: row["what"], share=1),
        *(WordColumn(heading, filled_from(name), width, centred=True) for heading, name, width in dated),
        WordColumn("亮灯", lambda row: lamp_pieces(row["lamp"]), 18, centred=True),
    ]


def history(paper: WordPaper, data: dict) -> None:
    """Write what was reported, the newest first, what the newest report says, and the files behind it all."""
    paper.add("SheetHeading", f"历次填报（{len(data['history'])}期）")
    if data["history"]:
        paper.table(history_columns(data["history"]), data["history"][:MOST_PERIODS])
    else:
        paper.add("SmallText", "尚无审核通过的填报。")
    if len(data["history"]) > MOST_PERIODS:
        paper.add("SmallText", Inline(f"其余{len(data['history']) - MOST_PERIODS}期见任务页。", colour=FAINT))
    for name, text in data["said"]:
        paper.add("SmallText", label(f"{name}："), said_shortly(text))
    filed_papers(paper, data["evidence"])


def filed_papers(paper: WordPaper, files: list[dict]) -> None:
    paper.add("SheetHeading", f"佐证材料（{len(files)}份）")
    if not files:
        paper.add("SmallText", "没有可列出的佐证材料。")
    for n, file in enumerate(files[:MOST_FILES], 1):
        paper.add("SmallText", f"{n}.{file['name']}　", Inline(f"SHA-256 {file['hash']}…", "Tiny", colour=FAINT))
    if len(files) > MOST_FILES:
        paper.add("SmallText", Inline(f"其余{len(files) - MOST_FILES}份见任务页。", colour=FAINT))


def history_columns(rows: list[dict]) -> list[WordColumn]:
    """Return the columns of what was reported; those that would stay empty are left out."""
    figures = (("数据", "figure", 24), ("完成率", "rate", 15), ("序时差", "gap", 15))
    return [
        WordColumn("填报期", lambda row: row["period"], 16, centred=True),
        WordColumn("数据截至", lambda row: row["cutoff"], 20, centred=True),
        *(
            WordColumn(heading, filled_from(name), width, centred=name != "figure")
            for heading, name, width in figures
            if any(row[name] for row in rows)
        ),
        WordColumn("亮灯", lambda row: lamp_pieces(row["lamp"]), 16, centred=True),
        WordColumn("进展情况", lambda row: said_shortly(row["narrative"]), share=1),
    ]


def said_shortly(text: str) -> str:
    return text if len(text) <= LONGEST_SAID else f"{text[: LONGEST_SAID - 2]}……"
