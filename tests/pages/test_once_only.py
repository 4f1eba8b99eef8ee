"""A form's key: a repeat gets the first answer, and nobody else and nothing else gets it."""

import pytest
from django.http import Http404

from commitments.pages.shortcuts import once
from tests.world import Cast, form_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(rf):
    """Return a function that sends a form with a key and tells what was answered."""
    key = form_key()

    def asked(user, action="sign", answer="first"):
        request = rf.post("/", {"key": key})
        request.user = user
        return once(request, action, lambda: {"said": answer})

    return asked


def test_a_repeat_gets_the_first_answer(ask):
    cast = Cast()
    assert ask(cast.reporter) == {"said": "first"}
    assert ask(cast.reporter, answer="second") == {"said": "first"}


def test_another_account_does_not_get_it(ask):
    cast = Cast()
    ask(cast.reporter)
    with pytest.raises(Http404):
        ask(cast.outsider)


def test_another_act_does_not_get_it(ask):
    cast = Cast()
    ask(cast.reporter)
    with pytest.raises(Http404):
        ask(cast.reporter, action="sign_all")
