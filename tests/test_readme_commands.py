"""The README's commands run as they stand there, in both languages."""

import datetime
import re
import shlex
from pathlib import Path

import pytest
from django.core.management import call_command

from commitments.models import Plan
from commitments.workflow.office import periods
from commitments.workflow.planning import opening
from tests.world import make_user, moment

README = {"en": Path("README.md"), "zh": Path("README.zh.md")}
ACCOUNTS = "username,name,department,role\nzhang,张三,JSJ,reporter\n"
OPENED = moment("2024-10-08")


def commands(language) -> list[list[str]]:
    """Return the words of each line that begins with manage.py, its remark left out."""
    lines = re.findall(r"^manage\.py .*$", README[language].read_text("utf-8"), re.M)
    return [shlex.split(line, comments=True)[1:] for line in lines]


def open_the_year() -> None:
    """Do what an office does on its pages between loading a plan and opening its last quarter."""
    office, plan = make_user("supervisor", "supervisor"), Plan.objects.get(key="wuchang-2024")
    plan = opening.open_plan(plan, by=office, at=OPENED, although="样例")
    periods.open_period(plan.periods.get(code="2024-Q3"), by=office, at=OPENED)


@pytest.mark.django_db
@pytest.mark.parametrize("language", README)
def test_every_command_of_the_readme_runs_as_it_stands_there(language, tmp_path, monkeypatch, settings):
    settings.PINNED_TODAY, settings.MEDIA_ROOT = datetime.date(2025, 1, 2), tmp_path / "evidence"
    told = commands(language)
    (tmp_path / "commitments").symlink_to(Path("commitments").resolve())
    for name in ("accounts.csv", "账号.csv"):
        (tmp_path / name).write_text(ACCOUNTS, "utf-8")
    (tmp_path / "place.yaml").symlink_to(Path("commitments/data/wuchang-2024/place.yaml").resolve())
    monkeypatch.chdir(tmp_path)
    for words in told:
        if words[0] == "open_period":
            open_the_year()
        call_command(*words)
    assert {words[0] for words in told} >= {"load_plan", "open_period", "create_admin", "import_accounts", "bulletin"}
    assert len(list(tmp_path.glob("*.pdf"))) == 3


def test_both_readmes_name_the_same_commands():
    english, chinese = ([words[0] for words in commands(language)] for language in README)
    assert english == chinese
    assert len(english) > 10
