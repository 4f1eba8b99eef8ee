"""The department sheet 报送件 as a Word file, from the data its PDF is made of."""

from .bulletin_pdf import widened
from .word_marks import lamp_pieces
from .word_paper import PaperFacts, WordPaper, joined_lines, label
from .word_tables import WordColumn
from .word_xml import Inline, element


def department_sheet_word(data: dict) -> bytes:
    """Return the sheet as .docx, the same bytes for the same data (see department_sheet_data)."""
    data = widened(data)
    title, keywords = data["organ"] + data["title"], f"{data['period']}，报送件"
    paper = WordPaper(PaperFacts(title, data["organ"], data["issued_on"], keywords, data["draft"], data["sample"]))
    letter(paper, data)
    if data["rows"]:
        paper.turn()
        paper.annex(1, [data["period"], "任务进展情况表"])
        paper.table([*numbered_columns(), *reported_columns()], data["rows"])
        paper.annex(2, ["填报、审定和佐证材料清单"])
        paper.table([*numbered_columns(), *standing_columns(data)], data["rows"])
    return paper.saved()


def letter(paper: WordPaper, data: dict) -> None:
    """Write the page to be signed and sealed."""
    paper.title([f"{data['organ']}\n", data["title"]], "PaperTitle")
    paper.add("Addressee", f"{data['sent_to']}：")
    for said in data["text"]:
        paper.add("Normal", said)
    if data["unsettled"]:
        named = "、".join(f"{code}（{state}）" for code, state in data["unsettled"])
        paper.add("Normal", f"尚有{len(data['unsettled'])}项未审定报送，全部审定后本件方可用印：{named}。")
    paper.add("Normal")
    paper.add("Normal", "附件：1.任务进展情况表")
    paper.add("Normal", "2.填报、审定和佐证材料清单", properties=[element("ind", firstLineChars=500, firstLine=1575)])
    for text in ("", "", "单位负责人（签字）：", "", ""):
        paper.add("Normal", text, properties=[element("keepNext")])
    signed(paper, data["organ"], data["date"])


def signed(paper: WordPaper, organ: str, day: str) -> None:
    """Write organ and date, the date four characters in from the right and the organ centred on it."""
    wider = (len(organ) * 315 - width_of_date(day)) // 2
    inset = 4 * 315
    paper.add("Signature", organ, properties=[element("keepNext"), element("ind", right=max(inset - max(wider, 0), 0))])
    paper.add("Signature", day, properties=[element("ind", right=inset + max(0, min(wider, 0)))])


def width_of_date(day: str) -> int:
    """Return about how wide the date is, in twips: a digit takes a little more than half a character."""
    return round(sum(315 if ord(each) > 255 else 175 for each in day))


def numbered_columns() -> list[WordColumn]:
    return [
        WordColumn("序号", lambda row: str(row["no"]), 9, centred=True),
        WordColumn("编号", lambda row: row["code"], 14, centred=True),
    ]


def reported_columns() -> list[WordColumn]:
    return [
        WordColumn("工作任务（原文）", lambda row: row["quote"], share=1.7),
        WordColumn("目标", lambda row: joined_lines(row["target"]), share=1),
        WordColumn("数据", lambda row: joined_lines(row["figures"]), share=1.4),
        WordColumn("完成率", lambda row: row["rate"] or "—", 14, centred=True),
        WordColumn("序时差（百分点）", lambda row: row["gap"] or "—", 16, centred=True),
        WordColumn("亮灯", lit, 16, centred=True),
        WordColumn("完成情况", lambda row: row["narrative"] or "—", share=2.2),
        WordColumn("问题、下一步、需协调", said_of, share=2.2),
    ]


def standing_columns(data: dict) -> list[WordColumn]:
    return [
        WordColumn("工作任务", lambda row: row["title"], share=2),
        WordColumn("状态", lambda row: row["state"], 24, centred=True),
        WordColumn("填报人", lambda row: row["author"] or "—", 20, centred=True),
        WordColumn("填报时间", lambda row: row["handed_on"] or "—", 30, centred=True),
        WordColumn("审定人", lambda row: row["signer"] or "—", 24, centred=True),
        WordColumn("审定时间", lambda row: row["signed"] or "—", 30, centred=True),
        WordColumn("佐证材料", lambda row: filed(row["files"], data["names_files"]), share=2.4),
    ]


def lit(row: dict) -> list:
    """Return the computed lamp, and the department's own where it is another one."""
    own = row["own_lamp"] and row["own_lamp"] != row["lamp"]
    found = lamp_pieces(row["lamp"]) if row["lamp"] else ["—"]
    return [*found, "\n自评", *lamp_pieces(row["own_lamp"])] if own else found


def said_of(row: dict) -> list:
    rows = (("问题", row["problems"]), ("下一步", row["next_steps"]), ("需协调", row["help_needed"]))
    pieces = []
    for name, text in rows:
        if text:
            pieces += ["\n" if pieces else "", label(name), f"：{text}"]
    return pieces or ["—"]


def filed(files: list[dict], named: bool) -> list:
    if not files:
        return ["—"]
    names = [Inline(f"\n{file['name']} {file['hash']}", "Tiny") for file in files] if named else []
    return [f"{len(files)}份", *names]
