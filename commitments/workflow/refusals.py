"""Why a verb did nothing. Pages turn these into 403, 409 and 422 with the interface's words."""


class Refused(Exception):
    """The account may not make this move now (403)."""

    def __init__(self, move: str, state: str = ""):
        super().__init__(f"{move} is not open in state {state}")
        self.move, self.state = move, state


class Stale(Exception):
    """Someone else changed the row since it was read (409); `current` is the row as it stands."""

    def __init__(self, current):
        super().__init__(f"{current} has changed")
        self.current = current


class Incomplete(Exception):
    """Something is missing (422); `fields` names what, each with a code the page has words for."""

    def __init__(self, fields: dict[str, str]):
        super().__init__(", ".join(f"{field}: {code}" for field, code in fields.items()))
        self.fields = fields
