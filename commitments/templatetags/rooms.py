"""The room a page belongs to, as its own template says it: the body's class, stylesheets, place in the navigation."""

from dataclasses import dataclass

from django import template
from django.conf import settings

register = template.Library()

# Stylesheets in the order of their layers: those of every page around those of the room, scoped to its own pages.
SHARED, LAST = ("tokens", "base", "parts"), ("print",)
DRAWN = frozenset(path.stem for path in (settings.BASE_DIR / "static" / "css").glob("*.css"))
# Rooms that show what belongs to others: what is signed off looks as it was written.
BESIDE = {
    "desk": ("evidence",),
    "signoff": ("desk", "evidence"),
    "review": ("evidence",),
    "commitment": ("evidence",),
    "contributions": ("evidence",),
    "breakdown": ("plans",),
    "reading": ("plans",),
}
# Rooms one enters from another one.
ENTERED_BY = {
    "commitment": "ledger",
    "correction": "ledger",
    "trajectory": "ledger",
    "since": "ledger",
    "papers": "bulletins",
    "duties": "plans",
    "verification": "bulletins",
    "handover": "plans",
    "breakdown": "plans",
    "reading": "plans",
}
# Addresses named otherwise than the room they belong to.
OF_ADDRESS = dict.fromkeys(("appearance", "demo", "login", "logout", "password"), "accounts")
# What a page says that refuses: it stands in the room whose address was asked for.
REFUSAL = "empty"


@dataclass(frozen=True)
class Room:
    """A page's room: its `name`, the one it stands in, and that one's place in the navigation (`entry`)."""

    name: str
    stands_in: str

    @property
    def sheets(self) -> list[str]:
        room = self.stands_in
        return [*SHARED, *(name for name in (*BESIDE.get(room, ()), room) if name in DRAWN), *LAST]

    @property
    def entry(self) -> str:
        return ENTERED_BY.get(self.stands_in, self.stands_in)


@register.simple_block_tag(takes_context=True)
def page_room(context, content) -> Room:
    """Return the room whose name stands in the block."""
    name = content.strip()
    return Room(name, asked(context.get("request")) if name == REFUSAL else name)


def asked(request) -> str:
    """Return the room an address belongs to by its name, "" for none."""
    match = getattr(request, "resolver_match", None)
    name = (match.url_name or "").partition("_")[0] if match else ""
    return OF_ADDRESS.get(name, name)
