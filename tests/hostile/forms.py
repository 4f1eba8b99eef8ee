"""The forms of a page as a browser sees them: where they go, and what is typed into them."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from django.urls import resolve


@dataclass
class Form:
    """A form that changes something: its address, its fields as name → (kind, value), the longest text of each."""

    action: str = ""
    identity: str = ""
    changes: bool = False
    fields: dict = field(default_factory=dict)
    longest: dict = field(default_factory=dict)
    buttons: list = field(default_factory=list)

    @property
    def name(self) -> str:
        return resolve(self.action.split("#")[0].split("?")[0]).url_name

    @property
    def data(self) -> dict:
        """What the form sends when nobody types anything."""
        return {name: value for name, (_kind, value) in self.fields.items() if value is not None}

    def sent_by(self) -> list["Form"]:
        """Return the form once for each button that sends it elsewhere, and for its own address."""
        return [replace(self, action=action) for action in [self.action, *self.buttons]]


class Reader(HTMLParser):
    """Collects the forms of one page; a box outside its form names it."""

    def __init__(self, page: str):
        super().__init__()
        self.forms, self.form, self.select, self.area, self.loose = [], None, None, None, []
        self.feed(page)
        for attributes, tag in self.loose:
            owner = next((form for form in self.forms if form.identity == attributes["form"]), None)
            if owner:
                self.box(owner, tag, attributes)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            changes = given.get("method", "get").lower() == "post"
            self.form = Form(given.get("action", ""), given.get("id", ""), changes)
            self.forms.append(self.form)
        elif given.get("form") and given.get("name"):
            self.loose.append((given, tag))
        elif self.form is not None and tag == "button" and "formaction" in given:
            self.form.buttons.append(given["formaction"])
        elif self.form is not None and tag in ("input", "textarea", "select") and given.get("name"):
            self.box(self.form, tag, given)
        elif tag == "option" and self.select and ("selected" in given or self.value(self.select) is None):
            self.form.fields[self.select] = ("select", given.get("value", ""))

    def box(self, form, tag, given):
        name, kind = given["name"], given.get("type", "text") if tag == "input" else tag
        if kind in ("radio", "checkbox"):
            chosen = given.get("value", "on") if "checked" in given else form.fields.get(name, (kind, None))[1]
            form.fields[name] = (kind, chosen)
            return
        form.fields[name] = (kind, None if tag == "select" else given.get("value", ""))
        form.longest[name] = int(given.get("maxlength", 0))
        self.select = name if tag == "select" else self.select
        self.area = name if tag == "textarea" else self.area

    def value(self, name):
        return self.form.fields[name][1]

    def handle_data(self, data):
        if self.area and self.form:
            self.form.fields[self.area] = ("textarea", (self.value(self.area) + data).strip())

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        self.area = None if tag == "textarea" else self.area
        self.select = None if tag == "select" else self.select


def forms_of(page: str, address: str) -> list[Form]:
    """Return the forms of the page at `address` that change something, once for each address they may go to."""
    found = [each for form in Reader(page).forms if form.changes for each in form.sent_by()]
    return [replace(form, action=form.action or address) for form in found]
