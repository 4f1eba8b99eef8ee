"""Files to take away: every name bears its ending, in full and for programs that read plain letters alone."""

from urllib.parse import quote

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf", "zip": "application/zip", "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def download(content: bytes, name: str, plain: str) -> HttpResponse:
    """Answer with a file called `name`; `plain` is its name in plain letters, without the ending they share."""
    ending = name.rpartition(".")[2]
    response = HttpResponse(content, content_type=CONTENT_TYPES[ending])
    response["Content-Disposition"] = f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{quote(name)}"
    patch_vary_headers(response, ["Cookie"])
    return response
