"""The bulletin as a Word file, from the data its PDF is made of; its lead paragraphs can be read back once edited."""

from math import ceil

from .bulletin_pdf import printed_bulletin
from .word_head import addressed, corrected_items, end_of_paper, led, official_paper, red_head
from .word_marks import LAMP_ORDER, lamp_pieces
from .word_pages import UPRIGHT
from .word_paper import WordPaper, joined_lines, label
from .word_tables import WordColumn
from .word_xml import Inline, element

# Page 1 has 22 lines of 28 characters; its head takes seven.
MOST_DECISIONS, FRONT_LINES, CHARACTERS = 5, 14, 28
PROOF_WORDS = "本通报的数据于签发时冻结；凭以上任一值可在系统“核验”页核对。"


def bulletin_word(data: dict) -> bytes:
    """Return the bulletin as .docx, the same bytes for the same data (see bulletin_data)."""
    data = printed_bulletin(data)
    paper = official_paper(data)
    red_head(paper, data)
    front(paper, data)
    back(paper, data)
    everything(paper, data)
    behind_schedule_table(paper, data)
    changed_lamps(paper, data)
    if data["corrects"]:
        corrected_items(paper, data)
    end_of_paper(paper, data, PROOF_WORDS)
    return paper.saved()


def front(paper: WordPaper, data: dict) -> None:
    """Write page 1: the lead paragraphs in the office's or the proposed words, who is late, what is asked."""
    leads = leads_of(data)
    addressed(paper, data)
    led(paper, leads, "conclusion")
    if data["late"]:
        paper.add("Normal", label("未报单位："), late_words(data))
    led(paper, leads, "praise")
    led(paper, leads, "behind")
    if data["decisions"]:
        paper.add("Normal", label("需协调决定："), decisions_words(data, decisions_in_front(data)))
    led(paper, leads, "requirements")


def leads_of(data: dict) -> dict[str, list[str]]:
    return data["leads"]


def late_words(data: dict) -> str:
    return "、".join(f"{row['department']}{row['count']}项" for row in data["late"]) + "。"


def decisions_words(data: dict, most: int) -> str:
    rows = data["decisions"][:most]
    return "；".join(f"{n}.{row['text']}（{row['department']}）" for n, row in enumerate(rows, 1))


def decisions_in_front(data: dict) -> int:
    """Return how many requests leave page 1 on its page, one at least: by counting lines, as no page is made here."""
    taken = sum(lines_taken(row) for rows in leads_of(data).values() for row in rows)
    left = FRONT_LINES - taken - (lines_taken(late_words(data)) if data["late"] else 0)
    fitting = [n for n in range(1, MOST_DECISIONS + 1) if lines_taken(decisions_words(data, n)) <= left]
    return max(fitting, default=1)


def lines_taken(text: str) -> int:
    """Return about how many lines a paragraph takes, its indent and label counted in."""
    return ceil((sum(1 if ord(each) > 255 else 0.6 for each in text) + 6) / CHARACTERS)


def back(paper: WordPaper, data: dict) -> None:
    """Write what page 1 leaves out: lamps by section, the other requests in full, what is done, the annexes."""
    paper.add("Spacer", properties=[element("pageBreakBefore")])
    lamp_table(paper, data["sections"])
    shown = decisions_in_front(data)
    left = [(n, row) for n, row in enumerate(data["decisions"], 1) if n > shown or row["cut"]]
    if left:
        paper.add("SmallText", label("需协调决定事项（续）"))
    for n, row in left:
        paper.add("SmallText", f"{n}.{row['full']}（{row['department']}）")
    if data["praise"]:
        said = "、".join(f"{row['full']}（{row['department']}）" for row in data["praise"])
        paper.add("SmallText", label("亮点：" if "leads" not in data else "其他亮点："), said)
    fourth = "　4.更正之处" if data["corrects"] else ""
    paper.add("SmallText", label("附件："), f"1.任务完成情况　2.慢序时任务清单　3.亮灯变化情况{fourth}")


def lamp_table(paper: WordPaper, sections: list[dict]) -> None:
    rows = [section_counts_row(f"{each['number']}{each['title']}", each["counts"]) for each in sections]
    totals = {lamp: sum(each["counts"][lamp] for each in sections) for lamp in LAMP_ORDER}
    columns = [
        WordColumn("章节", lambda row: row[0], share=1),
        WordColumn("任务", lambda row: row[1], 12, centred=True),
        *(WordColumn(lamp_pieces(lamp), figure_at(n), 14, centred=True) for n, lamp in enumerate(LAMP_ORDER, 2)),
    ]
    paper.table(columns, [*rows, section_counts_row("合计", totals)], 10.5)


def section_counts_row(name: str, counts: dict) -> list[str]:
    return [name, *(str(n or "—") for n in (sum(counts.values()), *(counts[lamp] for lamp in LAMP_ORDER)))]


def figure_at(n: int):
    return lambda row: row[n]


def everything(paper: WordPaper, data: dict) -> None:
    """Write annex 1: every sentence of the report once, its promises underlined, and what came of each."""
    paper.annex(1, [data["period"], "计划报告任务完成情况"])
    for section in data["sections"]:
        paper.heading(2, section["number"], section["title"], annex=True)
        for each in section["paragraphs"]:
            if each["lead"]:
                paper.heading(3, "", each["lead"], annex=True)
            for sentence in each["sentences"]:
                sentence_told(paper, sentence)


def sentence_told(paper: WordPaper, sentence: dict) -> None:
    """Write one sentence: alone with its item, or above its items, each with its number."""
    items, promise = sentence["items"], promise_inlines(sentence)
    if len(items) == 1:
        paper.item(items[0]["no"], "AnnexItem", *promise, f"（责任单位：{items[0]['departments']}）")
        paper.add("AnnexText", "完成情况：", *outcome_pieces(items[0]))
        return
    paper.add("AnnexText", *promise)
    for row in items:
        paper.item(row["no"], "AnnexItem", f"（责任单位：{row['departments']}）完成情况：", *outcome_pieces(row))


def promise_inlines(sentence: dict) -> list[Inline]:
    """Return a sentence's pieces, its promises underlined, and their numbers above where there are several."""
    several, found = len(sentence["items"]) > 1, []
    for piece in sentence["pieces"]:
        if several and piece["numbers"]:
            found.append(Inline("、".join(map(str, piece["numbers"])), "Label", raised=True))
        found.append(Inline(piece["text"], underlined=piece["marked"] and sentence["fragment"]))
    return found


def outcome_pieces(row: dict) -> list:
    note = f"，{row['note']}）" if row["note"] else "）"
    return [f"{row['outcome']}{row['tail']}（", *lamp_pieces(row["lamp"], row["status_word"]), note]


def behind_schedule_table(paper: WordPaper, data: dict) -> None:
    """Write annex 2: a turned table for each lamp that asks for action."""
    if not data["behind"]:
        paper.annex(2, [data["period"], "慢序时任务清单"])
        paper.add("Normal", "本期没有慢于序时进度的任务。")
        return
    paper.turn()
    paper.annex(2, [data["period"], "慢序时任务清单"])
    for group in data["behind"]:
        paper.heading(2, "", f"{group['word']}（{len(group['items'])}项）")
        paper.table(behind_columns(), group["items"])
    paper.turn(UPRIGHT)


def behind_columns() -> list[WordColumn]:
    return [
        WordColumn("序号", lambda row: str(row["no"]), 9, centred=True),
        WordColumn("工作任务（原文）", lambda row: row["promise"], share=1.5),
        WordColumn("目标", lambda row: row["target"], share=1),
        WordColumn("责任单位", lambda row: row["departments"], 20, centred=True),
        WordColumn("完成情况", lambda row: row["outcome"] + row["tail"], share=2),
        WordColumn("完成率", lambda row: row["rate"] or "—", 15, centred=True),
        WordColumn("序时差（百分点）", lambda row: row["gap"] or "—", 16, centred=True),
        WordColumn("问题与下一步", lambda row: joined_lines([row["problem_next"]]), share=3),
    ]


def changed_lamps(paper: WordPaper, data: dict) -> None:
    """Write annex 3: the lamps that are not what they were."""
    paper.annex(3, ["与上期相比亮灯变化情况"])
    since = data["changed_since"]
    if not data["changes"]:
        same = f"与{since}签发时冻结的数据相比，各项任务亮灯没有变化。"
        paper.add("Normal", same if since else "此前没有签发过通报，本期不作比较。")
        return
    columns = [
        WordColumn("任务编号", lambda row: row["code"], 22, centred=True),
        WordColumn("任务", lambda row: row["title"], share=1),
        WordColumn("上期", lambda row: lamp_pieces(row["was"]), 25, centred=True),
        WordColumn("本期", lambda row: lamp_pieces(row["now"]), 25, centred=True),
    ]
    paper.add("Normal", f"与{since}签发时冻结的数据相比：")
    paper.table(columns, data["changes"], 10.5)
