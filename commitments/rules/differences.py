"""What changed between two texts, in runs a person reads: whole figures and phrases, never single strokes."""

import re
from difflib import SequenceMatcher

# A figure with its unit, a Latin word, or a single character.
TOKEN = re.compile(r"\d[\d,.]*[万亿]?[%根家项条个处座场栋户次所]?|[A-Za-z]+|\s+|.", re.DOTALL)


def differences(old: str, new: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return both texts as runs of ("same" | "gone" | "new", text); joined, each run list is its text again."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    left, right = [], []
    for step, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was, now = "".join(before[a:b]), "".join(after[c:d])
        append_run(left, "same" if step == "equal" else "gone", was)
        append_run(right, "same" if step == "equal" else "new", now)
    if too_different(left, right):
        return [("gone", old)] if old else [], [("new", new)] if new else []
    return bridged(left), bridged(right)


def append_run(runs: list, kind: str, text: str) -> None:
    """Append `text`, joined to the run before when it is of the same kind."""
    if not text:
        return
    if runs and runs[-1][0] == kind:
        runs[-1] = (kind, runs[-1][1] + text)
    else:
        runs.append((kind, text))


def bridged(runs: list) -> list:
    """Take a lone common character or two between changes into the change: it would only flicker."""
    joined = []
    for place, (kind, text) in enumerate(runs):
        inside = 0 < place < len(runs) - 1
        flicker = kind == "same" and inside and len(text) <= 2 and not re.search(r"[。；]", text)
        append_run(joined, runs[place - 1][0] if flicker else kind, text)
    return joined


def too_different(left: list, right: list) -> bool:
    """Whether so little is common that marking it would confuse more than help."""
    common = sum(len(text) for kind, text in left if kind == "same")
    whole = max(sum(len(t) for _k, t in left), sum(len(t) for _k, t in right), 1)
    return common * 4 < whole
