"""A walk through every page of the supervisor: mean, lamps and counted reports are one number everywhere."""

import re
from collections import Counter, defaultdict, deque
from html import unescape

import pytest

from commitments.documents.typesetting import full_width
from commitments.workflow.reports import moves, review
from tests.test_links import VARYING, Links
from tests.world import TODAY, make_approved, make_commitment, make_target, make_update, moment

pytestmark = pytest.mark.django_db
START = "/wuchang-2024/"
ALIKE = 3
# Another day, another period, or a part of the plan has numbers of its own.
PARTIAL = re.compile(r"Q[124]|[?&](?:on|department|section|lamp|leader|kind|q)=|/admin/|/accounts/|pdf|xlsx|csv|/page/")
NUMBERS = {
    "mean": r"平均完成([\d.]+)%",
    "due": r"应完成([\d.]+)%，[超低与]",
    "done": r"完成(\d+)(?:项、)?正常\d",
    "green": r"完成\d+(?:项、)?正常(\d+)",
    "yellow": r"正常\d+(?:项、)?预警(\d+)",
    "red": r"(?:预警\d+(?:项、)?|；)滞后(\d+)",
    "pending": r"滞后\d+(?:项、)?待定(\d+)",
    "owed": r"应报(\d+)项",
    "approved": r"审核通过(\d+)项",
    "awaiting review": r"待审核(\d+)项",
    "missing": r"审核通过\d+项.{0,20}?未报(\d+)项",
}


@pytest.fixture
def round_under_way(cast, settings):
    """Let one report be approved, one returned, one wait and one be missing."""
    settings.PINNED_TODAY = TODAY
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    second = make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个")
    make_target(second, unit="个")
    sent = [send(cast, each) for each in (second, qualitative(cast, "4-1-3", "推进海绵城市建设"))]
    review.return_report(sent[0], by=cast.supervisor, at=moment("2024-10-16"), reason="请核实。")
    qualitative(cast, "4-1-4", "启动3座变电站建设")


def qualitative(cast, code: str, quote: str):
    return make_commitment(cast.plan, cast.other, code, quote, kind="qualitative")


def send(cast, commitment):
    value = "5000" if commitment.targets.exists() else None
    draft = make_update(commitment, cast.outsider, value=value, problems="进度偏慢。", next_steps="加快推进。")
    return moves.send_report(draft, by=cast.outsider, at=moment())


def pages(client):
    """Yield (address, text in full-width marks) of every page of the whole plan today, ALIKE of each kind."""
    waiting, seen, kinds = deque([START]), set(), Counter()
    while waiting:
        address = waiting.popleft()
        kind = VARYING.sub("*", address)
        if address in seen or kinds[kind] == ALIKE or PARTIAL.search(address) or not address.startswith(START):
            continue
        seen.add(address)
        kinds[kind] += 1
        answer = client.get(address, follow=True, headers={"accept-language": "zh-hans"})
        body = answer.getvalue()  # to the end, so that a file is closed
        if answer["Content-Type"].startswith("text/html"):
            page = body.decode()
            yield address, full_width("".join(unescape(re.sub(r"<[^>]+>", "", page)).split()))
            waiting.extend(Links(page, address).found)


def test_one_number_is_the_same_on_every_page(cast, client, round_under_way):
    client.force_login(cast.supervisor)
    found, visited = defaultdict(lambda: defaultdict(set)), 0
    for address, text in pages(client):
        visited += 1
        for name, pattern in NUMBERS.items():
            for number in re.findall(pattern, text):
                found[name][number].add(address)
    assert visited > 25
    assert min(len(set().union(*found[name].values())) for name in NUMBERS) > 1
    assert {name: dict(numbers) for name, numbers in found.items() if len(numbers) > 1} == {}
