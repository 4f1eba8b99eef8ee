"""The package for an archive system: an issue's PDF, its data, metadata, and a manifest that digests them all.

The metadata are the elements an organ's document has by DA/T 46-2009 文书类电子文件元数据方案, in its own words.
"""

import hashlib
import io
import json
import zipfile

from ..models import Bulletin
from ..workflow.snapshot.place_days import place_on
from .frozen import canonical

# The same bytes whenever it is made: a zip knows no earlier day.
MADE = (1980, 1, 1, 0, 0, 0)
DOCUMENT, DATA, DESCRIPTION, MANIFEST = "文件.pdf", "数据.json", "元数据.json", "清单.json"


def archive_package(bulletin: Bulletin) -> bytes:
    """Return the zip of an issue, the same bytes for the same issue; `verify_bulletin` reads it."""
    pdf, data = bytes(bulletin.pdf), canonical(bulletin.data)
    files = {DOCUMENT: pdf, DATA: data, DESCRIPTION: readable(description_of(bulletin, len(pdf)))}
    files[MANIFEST] = readable({name: digest_row(content) for name, content in files.items()})
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def description_of(bulletin: Bulletin, size: int) -> dict:
    data, place = bulletin.data, place_on(bulletin.issued_on)
    return {
        "聚合层次": "件", "来源": {"立档单位名称": place.organ, "责任者": data["org"]},
        "题名": data["title"], "文件编号": bulletin.number, "期号": data["issue_line"], "文种": "通报",
        "日期": data["issued_on"], "签发日期": str(bulletin.issued_on), "签发人": bulletin.signatory,
        "主送": bulletin.sent_to, "抄送": bulletin.copied_to, "更正": data["corrects"], "语种": "zh-CN",
        "格式信息": {"格式名称": "PDF/A-3a", "计算机文件名": DOCUMENT, "计算机文件大小": size, "页数": bulletin.pages},
        "生成软件": bulletin.engine,
        "电子签名": {"数据摘要": bulletin.data_sha256, "算法": "SHA-256", "操作留痕链头": bulletin.history_head},
    }  # fmt: skip


def digest_row(content: bytes) -> dict:
    return {"大小": len(content), "SHA-256": hashlib.sha256(content).hexdigest()}


def readable(value: dict) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()
