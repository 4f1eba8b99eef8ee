"""Prints open forms of the desks in JSON, each with the cookies of its reporter: `python -m … NUMBER`."""

import json
import sys
from itertools import chain, zip_longest

from benchmarks.against.child import opened


def main(number: int) -> None:
    """Print that many forms, from as many departments as there are; fewer where fewer are owed."""
    house = opened()
    desks = [forms_of(house, name) for name in reporters(house.plan)]
    forms = [form for form in chain.from_iterable(zip_longest(*desks)) if form]
    json.dump(forms[:number], sys.stdout)


def reporters(plan) -> list[str]:
    """Return the accounts of a reporter each of the departments of the plan."""
    from commitments.models import User

    accounts = User.objects.filter(role="reporter", department__assignments__commitment__plan=plan)
    return sorted(set(accounts.exclude(username__endswith="-2").values_list("username", flat=True)))


def forms_of(house, username: str) -> list[dict]:
    """Return what somebody sends who writes each of the reports owed, with nothing typed yet."""
    from benchmarks.against.house import is_report, signed_in
    from benchmarks.sameness.crawl import Page

    client = signed_in(username)
    page = Page(client.get(f"{house.root}desk/?period={house.period}").content.decode(), f"{house.root}desk/")
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    forms = [form for form in page.forms if is_report(form)]
    fields = [{name: value for name, value, _kind in form["fields"]} for form in forms]
    return [{"address": form["to"], "cookie": cookie, "fields": said} for form, said in zip(forms, fields, strict=True)]


if __name__ == "__main__":
    main(int(sys.argv[1]))
