"""Whose ledger this is, set up once: the papers bear its name, and no second place comes in."""

import pytest
from django.core.management import CommandError, call_command

from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.year_end_data import year_end_data
from commitments.models import HistoryEntry, Place, Plan, place_kept

pytestmark = pytest.mark.django_db
WUCHANG = "commitments/data/wuchang-2024/place.yaml"


def test_wuchangs_plan_makes_the_ledger_wuchangs():
    call_command("load_plan", "commitments/data/wuchang-2024")
    place = Place.objects.get()
    assert (place.name, place.organ, place.leaders) == ("武昌区", "武昌区人民政府督查室", "区领导")
    assert (place.ledger_name, place.ledger_english) == ("武昌区年度任务台账", "Wuchang Commitments")
    assert place.document_number(2024, 3) == "武昌政督字〔2024〕3号"


@pytest.mark.parametrize(
    ("place", "organ", "masthead"),
    [
        ("beilun-2024", "北仑区人民政府督查室", "北仑区年度任务完成情况"),
        ("ningxia-2025", "宁夏回族自治区人民政府督查室", "宁夏回族自治区年度任务完成情况"),
    ],
)
def test_a_real_places_papers_bear_its_own_name(place, organ, masthead):
    call_command("load_plan", f"tests/places/{place}")
    plan = Plan.objects.get(key=place)
    bulletin, pack = bulletin_data(plan.periods.first(), plan.starts), year_end_data(plan, plan.ends)
    assert (bulletin["org"], bulletin["masthead"]) == (organ, f"{masthead}通报")
    assert (pack["org"], pack["masthead"]) == (organ, masthead)


def test_the_same_place_again_changes_nothing(capsys):
    call_command("set_up", WUCHANG)
    Place.objects.update(office="督查办")
    call_command("set_up", WUCHANG)
    assert "Set up before, unchanged: 武昌区" in capsys.readouterr().out
    assert Place.objects.get().office == "督查办"
    assert HistoryEntry.objects.filter(action="place_set_up").count() == 1


def test_another_place_is_refused_by_its_file_and_by_its_plan():
    call_command("set_up", WUCHANG)
    for refused in (["set_up", "--name", "北仑区"], ["load_plan", "tests/places/beilun-2024"]):
        with pytest.raises(CommandError, match="This is the ledger of 武昌区; 北仑区 needs a database of its own"):
            call_command(*refused)
    assert (Place.objects.get().name, Plan.objects.count()) == ("武昌区", 0)


def test_another_places_departments_are_refused_without_its_file(tmp_path):
    call_command("set_up", "--name", "桐庐县")
    for name in ("plan.yaml", "departments.csv", "commitments.yaml"):
        with open(f"commitments/data/wuchang-2024/{name}", "rb") as file:
            (tmp_path / name).write_bytes(file.read())
    with pytest.raises(CommandError, match="武昌区 needs a database of its own"):
        call_command("load_plan", str(tmp_path))


@pytest.mark.parametrize(
    ("name", "level", "organ", "leaders"),
    [
        ("桐庐县", "district", "桐庐县人民政府督查室", "县领导"),
        ("宁波市", "city", "宁波市人民政府督查室", "市领导"),
        ("浙江省", "province", "浙江省人民政府督查室", "省领导"),
    ],
)
def test_what_is_left_out_follows_from_the_name(name, level, organ, leaders):
    call_command("set_up", "--name", name, "--level", level)
    place = Place.objects.get()
    assert (place.organ, place.leaders, place.ledger_name) == (organ, leaders, f"{name}年度任务台账")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("name: 武昌区\ncolour: red\n", "place.yaml: unknown: colour"),
        ("name: ''\n", "name: "),
        ("name: 武昌区\nnumber_pattern: '{month}号'\n", "number_pattern: Only {year} and {n} stand in braces."),
        ("name: 武昌区\nlevel: village\n", "level: "),
    ],
)
def test_a_wrong_file_is_named_with_its_field(tmp_path, words, said):
    (tmp_path / "place.yaml").write_text(words, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("set_up", str(tmp_path / "place.yaml"))
    assert said in str(refused.value)
    assert not Place.objects.exists()


def test_one_command_takes_a_file_or_a_name():
    with pytest.raises(CommandError, match="Name either a file or --name"):
        call_command("set_up")
    assert not Place.objects.exists()


def test_many_lines_of_one_request_read_the_place_once(django_assert_num_queries):
    call_command("set_up", WUCHANG)
    with django_assert_num_queries(1), place_kept():
        assert {Place.objects.here().organ for _line in range(3)} == {"武昌区人民政府督查室"}
