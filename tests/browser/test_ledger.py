"""The ledger in a browser."""

import pytest
from playwright.sync_api import expect

from tests.world import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_ledger_filters_as_one_types(sign_in):
    page = sign_in(Cast().leader)
    page.goto("/wuchang-2024/ledger/")
    page.locator("#id_q").fill("火星")
    expect(page.locator("#results .empty")).to_contain_text("没有符合条件的任务")
