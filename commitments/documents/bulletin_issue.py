"""A paper set for good: all that the act of issuing freezes, made before it takes any lock."""

import io

from pypdf import PdfReader

from ..models import Bulletin
from ..workflow.office.bulletins import next_issue_number
from ..workflow.record import newest_digest
from .bulletin_proof import setting
from .frozen import data_digest, sealed_data
from .issue_makers import maker_of


def frozen_issue(draft: Bulletin, on) -> dict:
    """Return field → value of what the draft becomes when it is issued on that day: data, pages, what proves them."""
    # Read before the facts: the paper never claims a history newer than what it tells.
    head = newest_digest()
    maker, draft.issue = maker_of(draft), next_issue_number(draft)
    data = sealed_data(maker.data(draft, draft.dated or on, draft=False), head)
    pdf = maker.pdf(data)
    proof = {"data_sha256": data_digest(data), "history_head": head, "pages": page_count(pdf)}
    return {"data": data, "pdf": pdf} | proof | setting()


def page_count(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)
