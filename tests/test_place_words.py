"""The place is a record: nothing shown or printed names one, its level of government, its office or its leaders."""

import re
import subprocess
from contextlib import nullcontext
from pathlib import Path
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, trans_real

from commitments.choices import Level, Role
from commitments.models import Place, own_words
from commitments.models.own_words import OWN_WORDS, OwnWordsTranslation, in_own_words
from commitments.models.place import PlaceQuerySet
from tests.world import make_place

ROOT = Path(__file__).parents[1]
SCANNED = ("commitments", "wuchang", "templates", "static")
SUFFIXES = (".py", ".html", ".po", ".typ", ".txt", ".js", ".css", ".sql", ".svg", ".csv", ".yaml")
NAMED = re.compile("武昌|Wuchang", re.IGNORECASE)
BOUND = re.compile(
    "[区县](?:政府|委|领导|级|长|直|里)|[市省](?:政府|委|领导|级|长|直)"
    "|(?:全|本|我|各|我们)[区县市省]|副[区县市省]长|督查[室办科局]|督考办|政府办"
)
# The package bears the product's name; nobody reads it on a page.
PACKAGE = re.compile(
    r"wuchang(?=\.(?:settings|urls|wsgi|asgi|middleware|templates|uploads|environment)\b)|(?:from|import) wuchang"
)
# File → what it may say, and why.
ALLOWED = {
    "commitments/rules/report/likeness.py": ("全区", "全市", "全省"),  # read in reports of every level
    "commitments/rules/report/year_figures.py": ("全区", "全县", "全市", "全省"),  # read in reports of every level
    "commitments/rules/report/deeds.py": ("全省",),  # read in reports of every level
    "commitments/rules/report/department_fields.py": ("本市",),  # read in reports of every level
    "commitments/locale/zh_Hans/LC_MESSAGES/django.po": ("Project-Id-Version: Wuchang Commitments",),
    # what a place that says nothing else is given: levels that are not its own, the office's usual word
    "commitments/rules/place_names.py": ("省级", "市级", "区县级", "督查室"),
    "commitments/migrations/0001_initial.py": ("default='督查室'",),
    "commitments/management/commands/serve_demo.py": ("wuchang-2024",),  # the demo's plans, by their keys
    "commitments/documents/sample_acts.py": ("wuchang-2024", "省级"),  # acts of the demo's plan
    "commitments/management/cast.py": ("副区长", "区政府督查室"),  # the demo's people, who are Wuchang's
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
    "text",
    [
        "武昌区年度任务台账",
        "Wuchang Commitments",
        "由区政府督查室签发",
        "按区领导",
        "县级计划",
        "由督查室审核",
        "省级",
        "报市政府",
    ],
)
def test_a_word_of_one_place_is_noticed(text):
    assert place_bound("templates/base.html", text)


@pytest.mark.parametrize("name", ALLOWED)
def test_what_is_allowed_is_needed(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert all(words in text for words in ALLOWED[name])


CATALOGUE = ROOT / "commitments/locale/zh_Hans/LC_MESSAGES/django.po"


def own_place(**words):
    """Return the place with other words than most have, as one request reads it."""
    Place.objects.filter(pk=make_place().pk).update(**words)
    return Place.objects.get()


def test_django_speaks_in_the_places_own_words():
    assert isinstance(trans_real.translation("zh-hans"), OwnWordsTranslation)


def test_every_room_the_catalogue_leaves_is_filled():
    left = set(re.findall(r"\{(\w+)\}", CATALOGUE.read_text(encoding="utf-8")))
    assert left - {"year", "n", "at"} == set(OWN_WORDS)


@pytest.mark.django_db
def test_sentences_bear_the_offices_and_the_leaders_own_words():
    own_place(office="督考办", leaders="州领导")
    with translation.override("zh-hans"):
        assert gettext("Bulletins are issued by the supervision office.") == "通报由督考办签发。"
        assert str(Role.LEADER.label) == "州领导"
    with translation.override("en"):
        assert gettext("Bulletins are issued by the supervision office.").endswith("by the supervision office.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("level", "word", "said"),
    [
        ("district", "区", ["省级", "市级", "区级"]),
        ("district", "县", ["省级", "市级", "县级"]),
        ("district", "市", ["省级", "地市级", "市级"]),
        ("city", "州", ["省级", "州级", "区县级"]),
        ("province", "自治区", ["自治区级", "市级", "区县级"]),
        ("district", "", ["省级", "市级", "区县级"]),
    ],
)
def test_the_places_level_has_its_own_word_among_the_levels(level, word, said):
    own_place(level=level, level_word=word)
    with translation.override("zh-hans"):
        assert [str(each.label) for each in Level] == said


def test_text_that_leaves_no_room_reads_no_place():
    assert in_own_words("{year}年第{n}号") == "{year}年第{n}号"


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["<b>办</b>", "办%s", "{office}", "办\n", '"办"'])
def test_a_word_that_a_sentence_could_take_for_its_own_marks_is_refused(word):
    with pytest.raises(ValidationError) as refused:
        Place(pk=1, name="桐庐县", office=word).filled_in().clean_fields()
    assert list(refused.value.message_dict) == ["office"]


def test_the_new_plans_form_offers_the_places_own_level(cast, client):
    own_place(level_word="县")
    client.force_login(cast.supervisor)
    page = client.get(reverse("plans")).content.decode()
    assert "县级" in page
    assert "区县级" not in page


@pytest.mark.parametrize("within", [False, True])
def test_before_the_database_is_made_sentences_bear_the_usual_words(within):
    missing, act = OperationalError("no such table"), pytest.raises(OperationalError) if within else nullcontext()
    with (
        mock.patch.object(PlaceQuerySet, "read", side_effect=missing),
        mock.patch.object(own_words, "connection", in_atomic_block=within),
        act,
    ):
        assert in_own_words("由{office}审核") == "由督查室审核"
