"""The place is a record: nothing that is shown or printed names one, nor says which level of government it is."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCANNED = ("commitments", "wuchang", "templates", "static")
SUFFIXES = (".py", ".html", ".po", ".typ", ".txt", ".js", ".css", ".sql", ".svg", ".csv", ".yaml")
NAMED = re.compile("武昌|Wuchang", re.IGNORECASE)
BOUND = re.compile("[区县](?:政府|委|领导|级|长|直|里)|(?:全|本|我|各|我们)[区县]|副区长|副县长")
# The package bears the product's name; nobody reads it on a page.
PACKAGE = re.compile(
    r"wuchang(?=\.(?:settings|urls|wsgi|asgi|middleware|templates|uploads|environment)\b)|(?:from|import) wuchang"
)
# File → what it may say, and why.
ALLOWED = {
    "commitments/rules/report/leads.py": ("全区",),  # read in reports of every level
    "commitments/rules/report/year_figures.py": ("全区", "全县"),  # read in reports of every level
    # the catalogue's head names the product; 区县级 is a level among the levels, whichever is the place's own
    "commitments/locale/zh_Hans/LC_MESSAGES/django.po": ("Project-Id-Version: Wuchang Commitments", "区县级"),
    "commitments/management/commands/serve_demo.py": ("wuchang-2024",),  # the demo's plans, by their keys
    "commitments/documents/sample_acts.py": ("wuchang-2024",),  # acts of the demo's plan
    "commitments/management/cast.py": ("副区长", "区政府"),  # the demo's people, who are Wuchang's
    "commitments/management/sample_evidence.py": ("全区",),  # the demo's evidence
}


def scanned_files() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z", *SCANNED], cwd=ROOT, capture_output=True, check=True, text=True)
    found = [name for name in names.stdout.split("\0") if name.endswith(SUFFIXES)]
    return [ROOT / name for name in found if not name.startswith("commitments/data/")]


def place_bound(name: str, text: str) -> list[str]:
    """Return what a file says of one place or one level, but for what it may say."""
    text = PACKAGE.sub("", text)
    for words in ALLOWED.get(name, ()):
        text = text.replace(words, "")
    return NAMED.findall(text) + BOUND.findall(text)


def test_no_file_names_the_place_or_its_level():
    files = scanned_files()
    said = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files}
    assert len(said) > 500
    assert {name: found for name, text in said.items() if (found := place_bound(name, text))} == {}


@pytest.mark.parametrize(
    "text", ["武昌区年度任务台账", "Wuchang Commitments", "由区政府督查室签发", "按区领导", "县级计划"]
)
def test_a_word_of_one_place_is_noticed(text):
    assert place_bound("templates/base.html", text)


@pytest.mark.parametrize("name", ALLOWED)
def test_what_is_allowed_is_needed(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert all(words in text for words in ALLOWED[name])
