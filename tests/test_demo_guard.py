"""The demo's one-click accounts answer this machine alone, and never through a proxy."""

import pytest
from django.urls import reverse

from wuchang.middleware import FORWARDED


@pytest.fixture(autouse=True)
def demo(settings, db):
    settings.DEMO = True


def test_this_machine_is_answered(client):
    assert client.get(reverse("login")).status_code == 200


@pytest.mark.parametrize("header", FORWARDED)
def test_a_forwarded_request_is_refused_in_words(client, header):
    answer = client.get(reverse("login"), **{header: "127.0.0.1"})
    assert answer.status_code == 403
    assert "演示模式只在本机使用" in answer.content.decode()


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "::ffff:192.0.2.7", ""])
def test_another_machine_is_refused(client, address):
    assert client.get(reverse("login"), REMOTE_ADDR=address).status_code == 403


def test_outside_the_demo_a_proxy_is_expected(client, settings):
    settings.DEMO = False
    assert client.get(reverse("login"), HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 200
