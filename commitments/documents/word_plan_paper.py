"""The plan paper 任务分解表 as a Word file, from the data its PDF is made of."""

from .bulletin_pdf import widened
from .word_pages import TURNED
from .word_paper import PaperFacts, WordPaper, joined_lines
from .word_tables import WordColumn


def plan_paper_word(data: dict) -> bytes:
    """Return the paper as .docx, the same bytes for the same data (see plan_paper_data)."""
    data = widened(data)
    about = PaperFacts(data["title"], data["org"], data["issued_on"], f"{data['year']}，任务分解表", data["draft"])
    paper = WordPaper(about, TURNED)
    paper.title([f"{data['title_rows'][0]}\n", data["title_rows"][1]])
    source = f"原文摘自计划报告（{data['source']}）。{data['org']}，{data['date']}。"
    paper.add("SmallText", f"共{data['count']}项。{source}")
    if not data["groups"]:
        paper.add("Normal", "尚无任务。")
    for group in data["groups"]:
        mark, name = parted_mark(group["name"]) if data["order"] == "section" else ("", group["name"])
        paper.heading(2, mark, f"{name}（{group['count']}项）")
        paper.table(plan_columns(), group["rows"])
    return paper.saved()


def parted_mark(name: str) -> tuple[str, str]:
    """Return a section's mark and its title: （一）and what follows."""
    if name.startswith("（") and "）" in name:
        return name[: name.index("）") + 1], name[name.index("）") + 1 :]
    mark, point, title = name.partition("、")
    return (f"{mark}、", title) if point and len(mark) < 4 else ("", name)


def plan_columns() -> list[WordColumn]:
    return [
        WordColumn("序号", lambda row: str(row["no"]), 10, centred=True),
        WordColumn("编号", lambda row: row["code"], 15, centred=True),
        WordColumn("工作任务（原文）", lambda row: row["quote"], share=2.4),
        WordColumn("目标", lambda row: joined_lines(row["target"]), share=1.4),
        WordColumn("牵头单位", lambda row: row["lead"] or "—", 26, centred=True),
        WordColumn("责任和配合单位", bearers, share=1.7),
        WordColumn("分管领导", lambda row: row["leader"] or "—", 20, centred=True),
        WordColumn("完成时限", lambda row: row["due"], 19, centred=True),
    ]


def bearers(row: dict) -> str:
    rows = (("责任：", row["responsible"]), ("配合：", row["supporting"]))
    return joined_lines([f"{name}{text}" for name, text in rows if text])
