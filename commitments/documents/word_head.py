"""What bulletin and year-end pack share as Word files: the red head, the proof, 版记 and the words before an annex."""

from .word_paper import PaperFacts, WordPaper
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


def end_of_paper(paper: WordPaper, data: dict, says: str) -> None:
    """Write what proves the data, and 版记 at the foot of the last page."""
    proof = data["verification"]
    if proof:
        rows = (f"数据摘要（SHA-256）：{proof['hash']}", f"操作留痕链头：{proof['chain']}", says)
        paper.add("Note", "\n".join(rows))
    printed = f"{data['date']}（草稿）" if data["draft"] else f"{data['date']}印发"
    paper.imprint(data.get("copies", []), data["org"], printed)
