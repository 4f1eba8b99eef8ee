"""Which department probably leads a promise: who led the most alike before, and whose field its words name.

Alike means common pairs of Chinese letters, the rare ones heavier. Nothing is learnt outside the installation, and
every proposal says why: the earlier promise, or the words of the field.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .department_fields import FIELDS
from .likeness import AlikeTexts

# Words of a department's name that are of no field.
PLACE_BEFORE = re.compile(r"^(?:中共|国家税务总局)?(?:.{2,4}?[省市区县州])+(?:人民政府)?|.{2,3}区?(?=分局$)")
OFFICE_WORDS = re.compile(r"(?:局|委员会|办公室|办|管理|中心|人民政府|管委会|委|分局|街道|处|和)+")
# Who carries out what others decide: an office of the same field leads before it.
CARRIES_OUT = re.compile(r"(?:中心|管委会|管理委员会)(?:（.*）|\(.*\))?$")
LIKELY_ENOUGH = 0.25
FIELD_WEIGHT, AROUND_WEIGHT, ALIKE_WEIGHT, SECTION_WEIGHT = 0.6, 0.35, 4, 0.25


@dataclass(frozen=True)
class PastDuty:
    """A promise somebody led before: its words, the title of its section, the department's code."""

    text: str
    section: str
    department: str


@dataclass(frozen=True)
class ProposedLead:
    """A department proposed as lead, with the code of the reason: alike (`words` is the earlier promise), field (the
    words of the field that are met)."""

    department: str
    score: float
    reason: str
    words: str


class LeadSense:
    """What earlier duties and the departments' names tell of who leads what; `departments` are code → full name."""

    def __init__(self, past: Iterable[PastDuty], departments: dict[str, str]):
        self.fields = {code: field_words(name) for code, name in departments.items()}
        self.part = {code: FIELD_WEIGHT * part_of_field(name) for code, name in departments.items()}
        self.past = [duty for duty in past if duty.department in departments]
        self.texts = AlikeTexts(duty.text for duty in self.past)

    def lead_of(self, text: str, section: str = "", around: str = "") -> ProposedLead | None:
        """Return the likeliest lead; None where nothing speaks for anybody."""
        rows = self.leads_of(text, section, around)
        return rows[0] if rows and rows[0].score >= LIKELY_ENOUGH else None

    def leads_of(self, text: str, section: str = "", around: str = "") -> list[ProposedLead]:
        """Return the departments that may lead a promise, the likeliest first; `around`: its paragraph."""
        scores, reasons = defaultdict(float), {}
        for alike, duty in self.alike(text):
            same = SECTION_WEIGHT if section and duty.section == section else 0
            scores[duty.department] += ALIKE_WEIGHT * alike**2 * (1 + same)
            reasons.setdefault(duty.department, ("alike", duty.text))
        for code, words in self.fields.items():
            met = [word for word in words if word in text]
            near = [word for word in words if word in around]
            own = self.part[code] * weight_of(met)
            scores[code] += own + AROUND_WEIGHT * self.part[code] * min(weight_of(near), 3)
            if met and (code not in reasons or own > scores[code] / 2):
                reasons[code] = ("field", "、".join(met))
            elif near and code not in reasons:
                reasons[code] = ("field", "、".join(near))
        rows = [ProposedLead(code, score, *reasons[code]) for code, score in scores.items() if code in reasons]
        return sorted(rows, key=lambda row: (-row.score, row.department))

    def alike(self, text: str) -> list[tuple[float, PastDuty]]:
        """Return (likeness, duty) of the earlier promises most alike, the most alike first."""
        return [(likeness, self.past[place]) for likeness, place in self.texts.nearest(text)]


def weight_of(words: list[str]) -> float:
    """Return how much the words met tell: longer ones more, one within another only once."""
    kept = [word for word in words if not any(word != other and word in other for other in words)]
    return sum(len(word) / 4 + 0.25 for word in kept)


def part_of_field(name: str) -> float:
    return 0.8 if CARRIES_OUT.search(name) else 1.0


@cache
def field_words(name: str) -> tuple[str, ...]:
    """Return the words of a department's field, those of its name among them."""
    found = [word for names, words in FIELDS.items() if re.search(names, name) for word in words.split()]
    own = [part for part in OFFICE_WORDS.split(PLACE_BEFORE.sub("", name)) if 2 <= len(part) <= 6]
    return tuple(dict.fromkeys([*found, *own]))
