"""A county's installation speaks its own words: every page of every role in both languages, and every paper.

Its plan is a real district's with 区 written as 县, so that a 区 anywhere is somebody else's.
"""

import io
import re
import subprocess
import zipfile
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import resolve

from commitments.choices import Role
from commitments.models import Assignment, Department, Place, Plan
from commitments.workflow.judgement import assessment
from commitments.workflow.office import overrules, periods
from commitments.workflow.planning import opening
from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.planning.continuation import continue_plan
from commitments.workflow.reports.entries import Figure
from tests.test_access import WHO
from tests.test_links import VARYING, Links
from tests.world import TODAY, make_approved, make_update, make_user, moment

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).parent / "places" / "beilun-2024"
PLACE = """
name: 桐庐县
name_english: Tonglu
level: district
office: 督考办
leaders: 县四套班子
number_pattern: 桐政督考〔{year}〕{n}号
streets: 10
"""
# Another place, the usual office, or a 区 that is not part of a word no place has to itself.
FOREIGN = re.compile(r"武昌|北仑|Wuchang|Beilun|督查室|(?<![地社园])区(?!间|分)|supervision office of")
PAPERS = {
    "overview_sheet", "ledger_paper", "commitment_card", "outlook_pack", "papers_plan", "papers_department",
    "bulletins_pdf",
}  # fmt: skip
WORD_FILES = {
    "overview_sheet_word", "commitment_card_word", "outlook_pack_word", "papers_plan_word", "papers_department_word",
    "bulletins_word",
}  # fmt: skip
ALIKE = 2


def county_files(folder: Path) -> Path:
    """Return a folder with the district's data files as a county would write them."""
    for name in ("plan.yaml", "departments.csv", "commitments.yaml"):
        text = (SOURCE / name).read_text("utf-8").replace("北仑", "桐庐").replace("区", "县")
        (folder / name).write_text(text.replace("beilun-", "tonglu-"), "utf-8")
    (folder / "place.yaml").write_text(PLACE, "utf-8")
    return folder


@dataclass
class County:
    """The county in the middle of its year: its plan, its accounts, reports and a lamp of the office."""

    plan: Plan
    people: dict


@pytest.fixture(scope="module")
def county(kept_rows, tmp_path_factory):
    call_command("load_plan", str(county_files(tmp_path_factory.mktemp("county"))), verbosity=0)
    plan = Plan.objects.get(key="tonglu-2024")
    leads = Counter(Assignment.objects.filter(role="lead").values_list("department", flat=True))
    led = plan.commitments.filter(assignments__department=leads.most_common(1)[0][0]).in_report_order()
    first, second = led.select_related("plan", "paragraph__section")[:2]
    people = {who: make_user(who, Role(who)) for who in WHO[3:]}
    people["reporter"] = make_user("reporter", Role.REPORTER, first.lead)
    office = people["supervisor"]
    plan = opening.open_plan(plan, by=office, at=moment("2024-09-30"), although="样例")
    periods.open_period(plan.periods.get(code="2024-Q3"), by=office, at=moment("2024-10-01"))
    report_and_overrule(first, people)
    make_update(second, people["reporter"], "2024-Q3")
    people["approver"] = make_user("approver", Role.APPROVER, first.lead)
    continue_plan(plan, NewPlan(2025, "district", "桐庐县2025年政府工作主要任务"), by=office, at=moment())
    assessment.refresh(list(plan.commitments.all()), TODAY)
    return County(plan, people)


def report_and_overrule(commitment, people) -> None:
    """An approved report, and another lamp of the office over it."""
    figures = dict.fromkeys(commitment.targets.values_list("indicator", flat=True), Figure(value=1))
    make_approved(commitment, people["reporter"], people["supervisor"], "2024-Q3", "2024-10-12", figures=figures)
    overrules.set_office_lamp(
        commitment, by=people["supervisor"], at=moment("2024-10-20"), lamp="yellow", reason="现场核查未完成。"
    )


@dataclass
class Crawl:
    """What one role met: (address, address's name, kind of file, text), and what was wrong."""

    met: list = field(default_factory=list)

    def texts(self, *kinds) -> list[tuple[str, str]]:
        return [(address, text) for address, _name, kind, text in self.met if kind in kinds]

    def names(self, kind) -> set:
        return {name for _address, name, each, _text in self.met if each == kind}


def crawl(client, starts) -> Crawl:
    """Return everything a role can reach from `starts`, as text."""
    waiting, seen, kinds, found = deque(starts), set(), Counter(), Crawl()
    while waiting:
        address = waiting.popleft()
        alike = VARYING.sub("*", address)
        if address in seen or kinds[alike] == ALIKE:
            continue
        seen.add(address)
        kinds[alike] += 1
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        kind, body = kind_of(answer), answer.getvalue()
        found.met.append((address, resolve(address.partition("?")[0]).url_name, kind, text_of(kind, body)))
        waiting.extend(Links(body.decode(), address).found if kind == "html" else ())
    return found


def kind_of(answer) -> str:
    kind = answer["Content-Type"].partition(";")[0].rpartition("/")[2]
    return {"vnd.openxmlformats-officedocument.wordprocessingml.document": "docx"}.get(kind, kind)


def text_of(kind: str, body: bytes) -> str:
    """Return what a reader reads of a page or a file; line breaks of a paper are left out."""
    if kind == "pdf":
        done = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True)
        return re.sub(r"\s", "", done.stdout.decode())
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as file:
            parts = [file.read(name).decode("utf-8", "replace") for name in file.namelist() if name.endswith(".xml")]
        return re.sub(r"<[^>]*>", "", "".join(parts))
    return body.decode("utf-8", "replace")


@pytest.fixture(params=[(who, language) for who in WHO[1:] for language in ("zh-hans", "en")], ids="-".join)
def walked(request, client, county, db):
    """Return what a role meets in a language."""
    who, language = request.param
    client.force_login(county.people[who])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    starts = ("/", f"/{county.plan.key}/", "/admin/") if who not in ("reporter", "approver", "leader") else ("/",)
    return who, language, crawl(client, starts)


def test_every_page_and_paper_bears_the_countys_words_and_nobody_elses(walked):
    who, language, found = walked
    papers = found.texts("pdf", "docx")
    pages = [(address, text) for address, text in found.texts("html") if "</html>" in text]
    assert len(pages) > 10
    name = "Tonglu Commitments" if language == "en" else "桐庐县年度任务台账"
    assert [address for address, text in pages if name not in text and "/admin/" not in address] == []
    assert [address for address, text in papers if "桐庐县" not in text] == []
    met = [(address, FOREIGN.findall(text)) for address, _name, _kind, text in found.met]
    assert [row for row in met if row[1]] == []
    if who == "supervisor":
        assert found.names("pdf") >= PAPERS
        assert found.names("docx") >= WORD_FILES
        assert office_and_levels_are_its_own(language, pages, papers)


def office_and_levels_are_its_own(language, pages, papers) -> bool:
    said = "".join(text for _address, text in pages)
    own = ("督考办", "县级") if language == "zh-hans" else ("supervision office",)
    return all(word in said for word in own) and "督考办" in "".join(text for _address, text in papers)


@pytest.mark.parametrize("text", ["武昌区建设局", "由督查室审核", "区领导", "全区", "区县级", "Wuchang Commitments"])
def test_a_foreign_word_is_noticed(text):
    assert FOREIGN.search(text)


@pytest.mark.parametrize("text", ["预警区间", "使用地区", "杜鹃社区", "县级", "按区分"])
def test_a_word_no_place_has_to_itself_is_let_through(text):
    assert not FOREIGN.search(text)


@pytest.mark.parametrize(
    ("command", "source", "said"),
    [
        ("load_plan", SOURCE, "another place has an installation of its own"),
        ("load_departments", SOURCE / "departments.csv", "北仑区 needs a database of its own"),
        ("set_up", SOURCE / "place.yaml", "北仑区 needs a database of its own"),
    ],
)
def test_a_second_district_in_the_countys_database_is_refused(county, db, capsys, command, source, said):
    departments = list(Department.objects.values_list("code", "name"))
    with pytest.raises(CommandError) as refused:
        call_command(command, str(source))
    assert said in capsys.readouterr().err + str(refused.value)
    assert list(Department.objects.values_list("code", "name")) == departments
    assert (Place.objects.get().name, Plan.objects.filter(key__startswith="beilun").exists()) == ("桐庐县", False)
