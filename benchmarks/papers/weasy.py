"""The bulletin through WeasyPrint: the same content on the same pages, by HTML and CSS. Run by its own environment.

The first argument is a folder with what the bulletin prints, as JSON; the others name files in it, printed one after
another in this one process. For each the CPU seconds since the last one are printed, Python's start in the first.
"""

import html
import json
import resource
import sys
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

LAMPS = {"done": "完成", "green": "正常", "yellow": "预警", "red": "滞后", "grey": "待定"}
COLUMNS = ("序号", "工作任务（原文）", "目标", "责任单位", "完成情况", "完成率", "序时差（百分点）", "问题与下一步")
WIDTHS = ("9mm", "16%", "11%", "20mm", "21%", "15mm", "16mm", "auto")
STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-right { content: "— " counter(page) " —"; font: 14pt SERIF } }
@page :left { @bottom-left { content: "— " counter(page) " —"; font: 14pt SERIF } @bottom-right { content: none } }
@page turned { size: A4 landscape; margin: 28mm 37mm 26mm 35mm }
body { font: 16pt/28.99pt SERIF; letter-spacing: -0.207pt; text-align: justify; text-justify: inter-character }
p { margin: 0; text-indent: 2em; orphans: 1; widows: 1 }
h1 { font: bold 22pt/32pt SERIF; text-align: center; margin: 0 }
h2, h3 { font: bold 1em SERIF; margin: 0; padding-left: 2em; break-after: avoid }
.mark { color: #d7000f; font-size: 42pt; line-height: 1.2; text-align: center; font-weight: bold; margin-top: 35mm }
.rule { border-top: 1.6pt solid #d7000f; margin: 4mm 0 5mm } .org { display: flex; justify-content: space-between }
.annex { break-before: page } .close { font-size: 14pt; line-height: 24.5pt } .turned { page: turned }
table { width: 100%; border-collapse: collapse; font-size: 9pt; line-height: 1.35; table-layout: fixed }
table.small { font-size: 10.5pt } td, th { border: 0.5pt solid; padding: 1.1mm 1.2mm; vertical-align: top }
th { background: #ededed; font-family: SANS } td p { text-indent: 0 } u { text-underline-offset: 3pt }
"""


def esc(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def table(heads, rows, widths=(), kind="") -> str:
    columns = "".join(f'<col style="width: {width}">' for width in widths)
    head = "".join(f"<th>{each}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="{kind}">{columns}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def named(rows: list[dict], mark: str) -> str:
    return mark.join(f"{esc(row['text'])}（{esc(row['department'])}）" for row in rows)


def cover(data: dict) -> str:
    wanted, praised = named(data["decisions"], "；"), named(data["praise"], "、")
    late = "、".join(f"{row['department']}{row['count']}项" for row in data["late"])
    counts = (
        [section["number"] + section["title"], *map(str, section["counts"].values())] for section in data["sections"]
    )
    return (
        f'<div class="mark">{data["masthead"]}</div><p style="text-align: center">（{data["issue_line"]}）</p>'
        f'<div class="org"><span>{data["org"]}</span><span>{data["date"]}</span></div><div class="rule"></div>'
        f"<h1>{'<br>'.join(data['title_rows'])}</h1>{''.join(f'<p>{esc(line)}</p>' for line in data['conclusion'])}"
        f"<p>未报单位：{late}。</p><p>需协调决定：{wanted}</p><p>亮点：{praised}</p>"
        + table(("章节", *LAMPS.values()), counts, kind="small")
    )


def sentence(found: dict) -> str:
    words = "".join(
        f"<u>{esc(piece['text'])}</u>" if piece["marked"] else esc(piece["text"]) for piece in found["pieces"]
    )
    results = "".join(
        f"<p>{row['no']}.（责任单位：{esc(row['departments'])}）完成情况：{esc(row['outcome'] + row['tail'])}"
        f"（{row['status_word']}）</p>"
        for row in found["items"]
    )
    return f"<p>{words}</p>{results}"


def annexes(data: dict) -> str:
    made = f'<div class="annex close"><h1>{data["period"]}计划报告任务完成情况</h1>'
    for section in data["sections"]:
        made += f"<h2>{section['number']}{esc(section['title'])}</h2>"
        for paragraph in section["paragraphs"]:
            made += f"<h3>{esc(paragraph['lead'])}</h3>" + "".join(map(sentence, paragraph["sentences"]))
    made += f'</div><div class="annex turned"><h1>{data["period"]}慢序时任务清单</h1>'
    names = ("promise", "target", "departments", "outcome", "rate", "gap", "problem_next")
    for group in data["behind"]:
        rows = ([str(row["no"]), *(esc(row[name]) or "—" for name in names)] for row in group["items"])
        made += f"<h2>{group['word']}（{len(group['items'])}项）</h2>" + table(COLUMNS, rows, WIDTHS)
    rows = ([row["code"], esc(row["title"]), LAMPS[row["was"]], LAMPS[row["now"]]] for row in data["changes"])
    changes = table(("任务编号", "任务", "上期", "本期"), rows, ("22mm", "auto", "25mm", "25mm"), "small")
    return f'{made}</div><div class="annex"><h1>与上期相比亮灯变化情况</h1>{changes}</div>'


def spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main(folder: str, *names: str) -> None:
    fonts, before = FontConfiguration(), 0.0
    for name in names:
        data = json.loads(Path(folder, name).read_text("utf-8"))
        style = STYLE.replace("SERIF", ", ".join(data["serif"])).replace("SANS", ", ".join(data["sans"]))
        page = (
            f'<html lang="zh"><title>{data["title"]}</title><style>{style}</style>{cover(data)}{annexes(data)}</html>'
        )
        document = HTML(string=page).render(font_config=fonts, pdf_variant="pdf/ua-1")
        pdf = document.write_pdf()
        now, peak = spent(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            json.dumps({"cpu": now - before, "pages": len(document.pages), "bytes": len(pdf), "peak": peak}), flush=True
        )
        before = now
        Path(folder, name).with_suffix(".weasy.pdf").write_bytes(pdf)


if __name__ == "__main__":
    main(*sys.argv[1:])
