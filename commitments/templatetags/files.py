"""Words about files: their size, their digest, and what may be attached."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.conf import settings

from ..documents.evidence_types import ACCEPTED_ENDINGS

register = template.Library()


@register.filter
def file_size(size: int) -> str:
    """Return a size in bytes as people say it: 186 KB, 2.4 MB."""
    if size < 1024 * 1024:
        return f"{max(-(-size // 1024), 1)} KB"
    return f"{(Decimal(size) / 1024 / 1024).quantize(Decimal('0.1'), ROUND_HALF_UP)} MB"


@register.filter
def short_digest(sha256: str) -> str:
    """Return a digest's beginning and end: 3f9a…c21e."""
    return f"{sha256[:4]}…{sha256[-4:]}"


@register.simple_tag
def accepted() -> str:
    """Return the endings a file picker offers."""
    return ACCEPTED_ENDINGS


@register.simple_tag
def largest_mb() -> int:
    """Return the largest size of one file in MB."""
    return settings.EVIDENCE_MAX_MB
