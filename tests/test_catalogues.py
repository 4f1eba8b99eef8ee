"""The Chinese catalogue is complete: nothing missing, unsure or left over, and compiled as it stands."""

import gettext
import os
import shutil
import subprocess
import sys
from pathlib import Path

import django
import pytest
from django.conf import settings

from tests.machine import gettext_missing, skip_or_fail

LOCALE = settings.LOCALE_PATHS[0]
CATALOGUES = sorted(path.relative_to(LOCALE) for path in LOCALE.glob("*/LC_MESSAGES/django.po"))
ANSWERS = {
    "missing": ["--untranslated", "--no-obsolete"],
    "fuzzy": ["--only-fuzzy", "--no-obsolete"],
    "obsolete": ["--only-obsolete"],
}


def ask(*command) -> str:
    """Return what a program prints, and fail with its own words when it fails."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module", autouse=True)
def programs():
    if missing := gettext_missing():
        skip_or_fail(f"gettext ({', '.join(missing)})")


@pytest.fixture(scope="module")
def extracted(programs, tmp_path_factory):
    """Collect the messages anew in a copy of the sources; return the copy's locale folder."""
    copy = tmp_path_factory.mktemp("sources")
    for folder in ("commitments", "templates", "wuchang"):
        shutil.copytree(settings.BASE_DIR / folder, copy / folder, ignore=shutil.ignore_patterns("data", "*.pyc"))
    shutil.copy(settings.BASE_DIR / "manage.py", copy)
    locales = [f"--locale={path.parts[0]}" for path in CATALOGUES]
    done = subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--no-location", *locales],
        cwd=copy,
        env={**os.environ, "VAR_DIR": str(copy / "var"), "DJANGO_SETTINGS_MODULE": "wuchang.settings"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return copy / LOCALE.relative_to(settings.BASE_DIR)


def test_there_is_a_chinese_catalogue():
    assert "zh_Hans" in {path.parts[0] for path in CATALOGUES}, "run make catalogues, then translate"


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=str)
@pytest.mark.parametrize("flaw", ANSWERS)
def test_every_message_has_its_translation(catalogue, flaw, extracted):
    assert len(ask("msgattrib", "--no-wrap", extracted / catalogue).split("\n\n")) > 500
    _header, *entries = ask("msgattrib", *ANSWERS[flaw], "--no-wrap", extracted / catalogue).split("\n\n")
    assert entries == [], f"{flaw} in {catalogue}; run make catalogues, then translate"


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=str)
def test_collecting_the_messages_anew_changes_nothing(catalogue, extracted):
    """Wrapping, order and flags stand as gettext writes them, so a catalogue's diff shows messages alone."""
    assert undated(extracted / catalogue) == undated(LOCALE / catalogue), "run make catalogues"


def undated(path) -> list[str]:
    """Return the lines of a catalogue without the day of its last collection."""
    return [line for line in path.read_text("utf-8").splitlines() if not line.startswith('"POT-Creation-Date')]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=str)
def test_the_compiled_catalogue_says_the_same(catalogue, tmp_path):
    fresh = tmp_path / "django.mo"
    ask("msgfmt", "--check", "-o", fresh, LOCALE / catalogue)
    assert messages((LOCALE / catalogue).with_suffix(".mo")) == messages(fresh), "run make catalogues"


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=str)
def test_no_word_of_ours_takes_the_place_of_another_of_django_s(catalogue):
    """A bare word we translate otherwise changes the administration's buttons: give ours a context."""
    ours = messages((LOCALE / catalogue).with_suffix(".mo"))
    compiled = Path(django.__file__).parent.glob(f"**/locale/{catalogue.with_suffix('.mo')}")
    theirs = [(key, text) for path in compiled for key, text in messages(path).items()]
    assert ("Change", "修改") in theirs
    assert [(key, ours[key], text) for key, text in theirs if ours.get(key, text) != text] == []


def messages(path) -> dict:
    """Return the messages of a compiled catalogue, without its header and its dates."""
    with path.open("rb") as file:
        return {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}
