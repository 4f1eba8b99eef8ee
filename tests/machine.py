"""What this machine has beyond Python: browser, PostgreSQL, gettext; and whether lacking one is an error."""

import os
import shutil
from pathlib import Path

import pytest

BROWSERS = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
GETTEXT = ("xgettext", "msgmerge", "msguniq", "msgattrib", "msgfmt")


def everything_required() -> bool:
    """Return whether what is missing is a failure rather than a skip: CI=true or REQUIRE_ALL=1."""
    return any(os.environ.get(name, "").lower() in {"1", "true"} for name in ("CI", "REQUIRE_ALL"))


def chromium() -> str | None:
    """Return the path of a Chromium, or None; the variable CHROMIUM names another one."""
    named = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else BROWSERS
    return next(filter(None, map(shutil.which, named)), None)


def postgres_programs() -> Path | None:
    """Return the folder with initdb and postgres, the newest first where several are installed, or None."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    folders += reversed(debian)
    return next((folder for folder in folders if is_complete(folder)), None)


def is_complete(folder: Path) -> bool:
    return all(os.access(folder / program, os.X_OK) for program in ("initdb", "postgres"))


def gettext_missing() -> list[str]:
    """Return the gettext programs that are not on the path."""
    return [program for program in GETTEXT if not shutil.which(program)]


def skip_or_fail(what: str):
    """Skip the running test because `what` is missing; fail it where everything is required."""
    if everything_required():
        pytest.fail(f"{what} is required here and missing", pytrace=False)
    pytest.skip(f"{what} is missing")
