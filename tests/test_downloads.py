"""Files to take away bear their ending, whatever reads their name."""

import re
from urllib.parse import unquote

import pytest

from tests.world import make_approved

pytestmark = pytest.mark.django_db
FILES = {
    "ledger/xlsx/": b"PK", "ledger/csv/": b"\xef\xbb\xbf", "ledger/pdf/": b"%PDF", "sheet/": b"%PDF",
    "commitment/4-1-1/card/": b"%PDF", "bulletins/2024-Q3/pdf/": b"%PDF", "outlook/year-end/pdf/": b"%PDF",
    "outlook/year-end/xlsx/": b"PK", "papers/plan/": b"%PDF", "papers/department/2024-Q3/JSJ/": b"%PDF",
    "papers/plan/word/": b"PK", "papers/department/2024-Q3/JSJ/word/": b"PK", "sheet/word/": b"PK",
    "commitment/4-1-1/card/word/": b"PK", "bulletins/2024-Q3/word/": b"PK", "outlook/year-end/word/": b"PK",
}  # fmt: skip


@pytest.mark.parametrize("address", FILES)
def test_both_names_bear_the_ending_of_what_the_file_is(cast, client, address):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    client.force_login(cast.supervisor)
    answer = client.get(f"/wuchang-2024/{address}")
    plain, full = re.fullmatch(
        r"attachment; filename=\"([\w.-]+)\"; filename\*=UTF-8''(\S+)", answer["Content-Disposition"]
    ).groups()
    packed = "docx" if "word" in address else "xlsx"
    ending = {b"PK": packed, b"%PDF": "pdf"}.get(FILES[address], "csv")
    assert answer.content.startswith(FILES[address])
    assert [plain.rpartition(".")[2], unquote(full).rpartition(".")[2]] == [ending] * 2
