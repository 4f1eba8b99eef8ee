"""A handful of small real files for the demo, marked as sample; the same bytes every time."""

import datetime
import io
import re
import zipfile

from django.core.files.base import ContentFile
from openpyxl import Workbook

from ..documents.evidence_types import recognise_file
from ..documents.typesetting import compile_pdf

WRITTEN = datetime.date(2024, 10, 1)
SAMPLE_MARK = "样例"
SAMPLE_FILES = {
    ("4-1-2", "Q3"): ("样例-道路完工清单（9月）.xlsx",),
    ("4-1-4", "Q2"): ("样例-全区充电设施布点计划.pdf",),
    ("4-1-4", "Q3"): ("样例-充电桩建设台账（9月）.xlsx", "样例-通电验收单（12处）.pdf"),
    ("4-1-7", "Q2"): ("样例-停车泊位清单（6月）.xlsx",),
}


def sample_uploads(code: str, period: str) -> list:
    """Return the uploads that come with a commitment's report in a period such as 2024-Q3."""
    names = SAMPLE_FILES.get((code, period.rpartition("-")[2]), ())
    return [recognise_file(name, ContentFile(content_of(name, code), name)) for name in names]


def content_of(name: str, code: str) -> bytes:
    title = name.rpartition(".")[0].removeprefix("样例-")
    if name.endswith(".xlsx"):
        return sample_workbook(title, code)
    return compile_pdf("sample_evidence.typ", {"title": title, "text": f"任务编号：{code}\n内容为虚构。"}, WRITTEN)


def sample_workbook(title: str, code: str) -> bytes:
    """Return a small workbook without the moment of its writing."""
    book = Workbook()
    sheet = book.active
    sheet.title = SAMPLE_MARK
    for row in (
        (title,),
        ("样例材料，内容为虚构，仅供演示",),
        ("序号", "任务编号", "项目", "状态"),
        (1, code, "样例项目", "已完成"),
    ):
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return timeless(written)


def timeless(written: io.BytesIO) -> bytes:
    """Return the package with every time in it set to the same one."""
    out = io.BytesIO()
    with zipfile.ZipFile(written) as package, zipfile.ZipFile(out, "w") as fixed:
        for name in package.namelist():
            content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2024-10-01T00:00:00Z", package.read(name))
            entry = zipfile.ZipInfo(name, (2024, 10, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, content)
    return out.getvalue()
