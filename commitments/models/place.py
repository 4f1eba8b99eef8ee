"""Whose ledger this is: what the place, its office and its leaders are called, on pages and on papers."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ..choices import BulletinForm, Level
from ..rules.document_numbers import correction_pattern
from ..rules.place_names import CITY_ABOVE, LEVEL_NAMES, USUAL_OFFICE, level_word_of
from ..rules.reminders import OPENS, SHUTS, Hours
from . import prepared
from .lists import LedgerQuerySet

# What was read within this request, as {"place": …}; None outside of one.
KEPT_PLACE = ContextVar("kept_place", default=None)
ENGLISH = "en"
# They stand inside sentences of pages and messages: no marks that a sentence or a page could take for its own.
plain_words = RegexValidator(r"\A[\w·()（） -]*\Z", _("Letters, digits, blanks, hyphens and brackets alone."))


@contextmanager
def place_kept():
    """Let the place be read once at most until this ends: for one request."""
    token = KEPT_PLACE.set({})
    try:
        yield
    finally:
        KEPT_PLACE.reset(token)


class PlaceQuerySet(LedgerQuerySet):
    def here(self):
        """Return this installation's place; where none was set up, an unsaved one whose papers bear no name."""
        kept = KEPT_PLACE.get()
        if kept is None:
            return self.read()
        if "place" not in kept:
            kept["place"] = self.read()
        return kept["place"]

    def read(self):
        return prepared.one(place_row) or Place().filled_in()

    def told(self, row: dict) -> None:
        """Keep for this request the place that another query brought along, as a dict of its columns in JSON."""
        kept = KEPT_PLACE.get()
        if kept is not None and "place" not in kept:
            place = Place(**{name: Place._meta.get_field(name).to_python(text) for name, text in row.items()})
            kept["place"] = place if row else place.filled_in()

    def changed(self) -> None:
        """Forget what this request has read."""
        (KEPT_PLACE.get() or {}).pop("place", None)


def place_row():
    return Place.objects.filter(pk=1)


def place_told():
    """Return the expression for the place as one JSON object of its columns, for `told`; NULL where none is set up."""
    columns = JSONObject(**{field.name: field.name for field in Place._meta.concrete_fields})
    return Subquery(Place.objects.filter(pk=1).annotate(told=columns).values("told"))


def only_year_and_number(pattern: str) -> None:
    """Raise ValidationError unless the pattern's places are {year} and {n} alone."""
    try:
        pattern.format(year=2024, n=1)
    except (ValueError, KeyError, IndexError, AttributeError):
        raise ValidationError({"number_pattern": _("Only {year} and {n} stand in braces.")}) from None


class Place(models.Model):
    """The single row that says whose ledger this is. What is left empty follows from the name: see `filled_in`."""

    name = models.CharField(_("name of the place"), max_length=20, help_text=_("in full, as its seal has it"))
    name_english = models.CharField(_("name in English"), max_length=60, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.DISTRICT)
    level_word = models.CharField(
        _("word for the level"), max_length=10, blank=True, validators=[plain_words],
        help_text=_("what the name ends in"),
    )  # fmt: skip
    office = models.CharField(
        _("word for the office"), max_length=20, blank=True, default=USUAL_OFFICE, validators=[plain_words]
    )
    organ = models.CharField(
        _("issuing organ"), max_length=60, blank=True, help_text=_("the office's full name, which signs the papers")
    )
    leaders = models.CharField(_("word for the leaders"), max_length=20, blank=True, validators=[plain_words])
    ledger_name = models.CharField(_("name of the ledger"), max_length=40, blank=True)
    ledger_english = models.CharField(_("name of the ledger in English"), max_length=60, blank=True)
    bulletin_masthead = models.CharField(_("masthead of the bulletin"), max_length=40, blank=True)
    number_pattern = models.CharField(
        _("pattern of document numbers"), max_length=60, blank=True,
        help_text=_("with {year} for the year and {n} for the number"),
    )  # fmt: skip
    streets = models.PositiveSmallIntegerField(_("number of street offices"), default=0)
    opens_at = models.TimeField(_("mail goes out from"), default=OPENS)
    shuts_at = models.TimeField(_("mail goes out until"), default=SHUTS)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("place")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1), name="place_is_single", violation_error_message=_("There is only one place.")
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="place_has_name", violation_error_message=_("The place needs a name.")
            ),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("shuts_at")),
                name="place_opens_before_it_shuts",
                violation_error_message=_("Mail must begin to go out before it ends."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        only_year_and_number(self.number_pattern)

    @property
    def is_set_up(self) -> bool:
        return self.pk is not None

    def filled_in(self) -> "Place":
        """Return the place with what was left empty as its name and level word have it."""
        self.level_word = self.level_word or level_word_of(self.name)
        self.office = self.office or USUAL_OFFICE
        usual = {
            "leaders": f"{self.level_word}领导", "organ": f"{self.name and f'{self.name}人民政府'}{self.office}",
            "ledger_name": f"{self.name}年度任务台账", "bulletin_masthead": f"{self.name}年度任务完成情况通报",
            "ledger_english": f"{self.name_english} Commitments".strip(),
        }  # fmt: skip
        for field, text in usual.items():
            setattr(self, field, getattr(self, field) or text)
        return self

    @property
    def title(self) -> str:
        """The ledger's name in the reader's language."""
        return self.ledger_english if get_language() == ENGLISH else self.ledger_name

    @property
    def called(self) -> str:
        """The place's name in the reader's language; "this office" in English where it has none."""
        english = self.name_english or self.name or gettext("This office")
        return english if get_language() == ENGLISH else self.name

    def level_named(self, level: str) -> str:
        """Return a level's Chinese word; the level of the place by its own word."""
        own, named = f"{self.level_word}级" if self.level_word else "", LEVEL_NAMES[level]
        return own if own and level == self.level else CITY_ABOVE if own == named else named

    @property
    def hours(self) -> Hours:
        return Hours(self.opens_at, self.shuts_at)

    @property
    def year_end_masthead(self) -> str:
        return f"{self.name}年度任务完成情况"

    def pattern_of(self, form: str) -> str:
        """Return the pattern of document numbers for a form of paper, "" where none was set."""
        return correction_pattern(self.number_pattern) if form == BulletinForm.CORRECTION else self.number_pattern

    def document_number(self, year: int, number: int, form: str = BulletinForm.BULLETIN) -> str:
        """Return a document's number as the office writes it, "" where no pattern was set."""
        return self.pattern_of(form).format(year=year, n=number)
