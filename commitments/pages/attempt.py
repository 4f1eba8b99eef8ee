"""What came of asking for a verb: its answer, or the status and the words a page says with what was typed kept."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from ..workflow.refusals import Incomplete, Refused, Stale


@dataclass(frozen=True)
class Attempt:
    """What an act answered (status 200), or why it did nothing: 422 with words in its form, 409 with a `notice`."""

    answer: dict | None = None
    status: int = 200
    notice: str = ""
    error: Exception | None = None

    @property
    def failed(self) -> bool:
        return self.error is not None


def attempt(act, *, form=None, missing=None, stale=None, refused=None, changed=None, forbidden="") -> Attempt:
    """Run `act` and return what came of it; a refusal the caller has no words for is not swallowed.

    Incomplete → 422: `missing` gives field → words, or makes them of the error's fields → codes; they go into `form`,
    or are the notice where there is no form.
    Stale → 409 with the words `stale`. Refused → 409 with the words `refused`, where the row moved on under an
    account that was let in; without them PermissionDenied (403) with the words `forbidden`. `changed` stands for
    both `stale` and `refused`. Words are a text, or made of the error.
    """
    try:
        return Attempt(act())
    except Incomplete as error:
        if missing is None:
            raise
        said = missing(error.fields) if callable(missing) else missing
        if form is None:
            return Attempt(status=422, notice=said, error=error)
        put_on(form, said)
        return Attempt(status=422, error=error)
    except (Stale, Refused) as error:
        own = stale if isinstance(error, Stale) else refused
        words = changed if own is None else own
        if words is None and isinstance(error, Refused):
            raise PermissionDenied(forbidden) from None
        if words is None:
            raise
        return Attempt(status=409, notice=words(error) if callable(words) else words, error=error)


def put_on(form, words: dict) -> None:
    """Say each field's words in the form; those of no field of it stand above all of them."""
    for name, said in words.items():
        form.add_error(name if name in form.fields else None, said)


def said_of_each(words):
    """Return what makes fields → codes into fields → `words(code)`."""
    return lambda fields: {name: words(code) for name, code in fields.items()}
