"""Text and attached files of a PDF somebody sent, read in a process of its own: strange files cost it, not the site.

Run as a program it reads a PDF from its input and writes JSON: `pages` (the text of each) and `files` (name → SHA-256
of the content). It knows nothing of the site.
"""

import hashlib
import io
import json
import resource
import subprocess
import sys
from pathlib import Path

SECONDS, MEMORY, MOST_PAGES = 30, 1024**3, 400


def read_pdf(content: bytes) -> dict | None:
    """Return `pages` and `files` of a PDF, None where it cannot be read within the limits of time and memory."""
    try:
        answer = subprocess.run(  # noqa: S603
            [sys.executable, str(Path(__file__))], input=content, capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.SubprocessError:
        return None
    return json.loads(answer.stdout)


def contents(content: bytes) -> dict:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    files = {each.name: hashlib.sha256(each.content).hexdigest() for each in reader.attachment_list}
    return {"pages": [page.extract_text() for page in reader.pages[:MOST_PAGES]], "files": files}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    json.dump(contents(sys.stdin.buffer.read()), sys.stdout)
