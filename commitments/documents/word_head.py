"""What bulletin and year-end pack share as Word files: red head, lead paragraphs, what is corrected, proof, 版记."""

from .word_paper import PaperFacts, WordPaper, joined_lines, label
from .word_styles import LEAD_LABELS, LEAD_STYLES
from .word_tables import WordColumn
from .word_xml import Inline, element

# The masthead fills the type area at most: its width in half-points for one character as high as wide.
MASTHEAD_WIDTH, LARGEST_MASTHEAD = 884, 84


def official_paper(data: dict) -> WordPaper:
    """Return a file that says of itself what these data say, nothing written in it yet."""
    keywords = f"{data['period']}，{data['masthead']}"
    return WordPaper(PaperFacts(data["title"], data["org"], data["issued_on"], keywords, data["draft"], data["sample"]))


def red_head(paper: WordPaper, data: dict) -> None:
    """Write the masthead, the number, who issues it when, and the red rule; then the title."""
    size = min(LARGEST_MASTHEAD, MASTHEAD_WIDTH // max(len(data["masthead"]), 1))
    paper.add("Masthead", Inline(data["masthead"], half_points=size))
    paper.add("DocumentNumber", f"{data['number']}　（{data['issue_line']}）" if data["number"] else
              f"（{data['issue_line']}）")  # fmt: skip
    signatory = data.get("signatory", "")
    signed = ["签发：", Inline(signatory, "Kaiti")] if signatory else []
    stops = [element("tabs", element("tab", val="center", pos=paper.width // 2),
                     element("tab", val="right", pos=paper.width))] if signatory else []  # fmt: skip
    paper.add("HeadLine", data["org"], *(["\t", *signed] if signed else []), f"\t{data['date']}", properties=stops)
    rows = data["title_rows"]
    paper.title([f"{row}\n" for row in rows[:-1]] + rows[-1:], "PaperTitle")


def addressed(paper: WordPaper, data: dict) -> None:
    """Write who gets the paper, and of a correction what it corrects and why."""
    if data["sent_to"]:
        paper.add("Addressee", f"{data['sent_to']}：")
    if data["corrects"]:
        paper.add("Normal", f"本期更正{data['corrects']}，更正之处列于附件，以本期为准。更正原因：{data['reason']}")


def led(paper: WordPaper, leads: dict, name: str) -> None:
    """Write a lead paragraph under the bookmark and the style by which it is read back."""
    rows = [[row] for row in leads.get(name, ()) if row]
    if rows:
        rows[0] = [label(LEAD_LABELS[name]), *rows[0]] if LEAD_LABELS[name] else rows[0]
        paper.lead(name, LEAD_STYLES[name], rows)


def corrected_items(paper: WordPaper, data: dict) -> None:
    """Write annex 4 of a correction: what was printed, and what it should have been."""
    paper.annex(4, ["更正之处"])
    if not data["corrections"]:
        paper.add("Normal", f"各项任务的数据与{data['corrects']}相同，更正的是文字。")
        return
    columns = [
        WordColumn("任务编号", lambda row: row["code"], 22, centred=True),
        WordColumn("内容", lambda row: row["field"], 20, centred=True),
        WordColumn("原为", lambda row: joined_lines([row["was"]]), share=1),
        WordColumn("应为", lambda row: joined_lines([row["now"]]), share=1),
    ]
    paper.table(columns, data["corrections"], 10.5)


def end_of_paper(paper: WordPaper, data: dict, says: str) -> None:
    """Write what was undecided, what proves the data, and 版记 at the foot of the last page."""
    if data["note"]:
        paper.add("Note", f"注：{data['note']}")
    proof = data["verification"]
    if proof:
        rows = (f"数据摘要（SHA-256）：{proof['hash']}", f"操作留痕链头：{proof['chain']}", says)
        paper.add("Note", "\n".join(rows))
    printed = f"{data['date']}（草稿）" if data["draft"] else f"{data['date']}印发"
    paper.imprint(data.get("copies", []), data["org"], printed)
