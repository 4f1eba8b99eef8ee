"""Files to take away: every name bears its ending, in full and for programs that read plain letters alone."""

from pathlib import Path
from urllib.parse import quote

from django.http import FileResponse, HttpResponse
from django.utils.cache import patch_vary_headers

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf", "zip": "application/zip", "csv": "text/csv; charset=utf-8", "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def download(content: bytes, name: str, plain: str) -> HttpResponse:
    """Answer with a file called `name`; `plain` is its name in plain letters, without the ending they share."""
    return named_file(HttpResponse(content), name, plain)


def file_download(path: Path, name: str, plain: str) -> FileResponse:
    """Answer with a file that lies on the disk, piece by piece."""
    return named_file(FileResponse(path.open("rb")), name, plain)


def named_file(response, name: str, plain: str):
    ending = name.rpartition(".")[2]
    response["Content-Type"] = CONTENT_TYPES[ending]
    response["Content-Disposition"] = f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{quote(name)}"
    patch_vary_headers(response, ["Cookie"])
    return response
