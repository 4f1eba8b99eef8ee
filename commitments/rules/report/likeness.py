"""Which texts are most alike: common pairs of Chinese letters, the rare ones heavier."""

import math
import re
from collections import Counter
from collections.abc import Iterable

# What half of all promises say, and none of them alone.
EVERYWHERE = re.compile(
    r"加快|推进|推动|持续|深入|积极|全面|加强|提升|强化|完善|不断|打造|建设|发展|实施|开展|服务|工作|体系|机制|以上"
    r"|不少于"
    r"|全年|力争|实现|新增|重点|全区|全市|全省|\d+"
)
HAN = re.compile(r"[一-鿿A-Za-z]+")
NEAREST, NEAR_ENOUGH = 7, 0.05


class AlikeTexts:
    """Texts to be asked which of them are most alike another one."""

    def __init__(self, texts: Iterable[str]):
        self.pairs = [pairs_of(text) for text in texts]
        told = Counter(pair for pairs in self.pairs for pair in pairs)
        self.weight = {pair: math.log(1 + len(self.pairs) / number) for pair, number in told.items()}
        self.lengths = [self.length(pairs) for pairs in self.pairs]

    def length(self, pairs: set[str]) -> float:
        return math.sqrt(sum(self.weight.get(pair, 1) ** 2 for pair in pairs)) or 1.0

    def nearest(self, text: str) -> list[tuple[float, int]]:
        """Return (likeness from 0 to 1, place among the texts) of those most alike, the most alike first."""
        pairs = pairs_of(text)
        own = self.length(pairs)
        rows = [
            (sum(self.weight[pair] ** 2 for pair in pairs & theirs) / own / length, place)
            for place, (theirs, length) in enumerate(zip(self.pairs, self.lengths, strict=True))
        ]
        return sorted((row for row in rows if row[0] >= NEAR_ENOUGH), key=lambda row: -row[0])[:NEAREST]


def pairs_of(text: str) -> set[str]:
    """Return the pairs of neighbouring letters of a promise's telling words."""
    parts = HAN.findall(EVERYWHERE.sub(" ", text))
    return {part[at : at + 2] for part in parts for at in range(len(part) - 1)}
