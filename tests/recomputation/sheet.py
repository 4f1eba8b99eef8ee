"""The ledger once more as a spreadsheet would do it: rows, plain loops and fractions, written from domain.md alone.

Nothing here is shared with the product: its enumerations are plain words, its numbers exact fractions.
"""

from datetime import date, timedelta
from fractions import Fraction

from tests.recomputation.figures import axis, completion, day_of, half_up, number

MEASURED_IN = ("%", "百分点", "元", "公里", "米", "吨", "亩", "公顷", "/")


class Sheet:
    """The rows of one plan; `verdicts(day)` goes through them from the top for every commitment."""

    def __init__(self, rows: dict):
        self.rows, self.plan = rows, rows["plan"]
        for update in rows["updates"]:
            update["sent"], update["decided"] = day_of(update["submitted_at"]), day_of(update["decided_at"])
        for row in rows["taken_back"]:
            row["sent"], row["back"] = day_of(row["sent_at"]), day_of(row["back_at"])
        self.of_commitment = {each["id"]: {} for each in rows["commitments"]}
        for name in ("targets", "points", "milestones", "updates"):
            for row in rows[name]:
                self.of_commitment.setdefault(row["commitment_id"], {}).setdefault(name, []).append(row)

    def verdicts(self, day: date) -> dict:
        """Code → (lamp, reason, attained, expected, gap)."""
        readings = self.readings(day)
        gone = {row["id"] for row in self.rows["commitments"] if row["withdrawn_on"] and row["withdrawn_on"] <= day}
        stood = [row for row in self.rows["commitments"] if row["id"] not in gone]
        return {row["code"]: self.verdict(row, day, readings) for row in stood}

    # What counts on the day

    def counted(self, day: date) -> dict:
        """(commitment, period) → the approved update with the highest revision by the day."""
        found = {}
        for update in self.rows["updates"]:
            if update["state"] != "approved" or update["decided"] > day:
                continue
            place = update["commitment_id"], update["period_id"]
            if place not in found or update["revision"] > found[place]["revision"]:
                found[place] = update
        return found

    def readings(self, day: date) -> dict:
        """Indicator → the observation with the latest cut-off, then final, then the latest report."""
        standing = {update["id"]: update for update in self.counted(day).values()}
        ends = {period["id"]: period["ends"] for period in self.rows["periods"]}
        found = {}
        for row in self.rows["observations"]:
            update = standing.get(row["update_id"])
            if update is None or not self.plan["starts"] <= row["cutoff"] <= min(self.plan["ends"], day):
                continue
            rank = (row["cutoff"], row["finality"] == "final", ends[update["period_id"]], update["revision"], row["id"])
            if row["indicator_id"] not in found or rank > found[row["indicator_id"]][0]:
                found[row["indicator_id"]] = (rank, row)
        return {indicator: row for indicator, (_rank, row) in found.items()}

    def report(self, commitment, day: date) -> str:
        """How the commitment's reporting stands."""
        begun = [p for p in self.rows["periods"] if p["opened"] and p["opened"] <= day]
        begun.sort(key=lambda period: period["ends"], reverse=True)
        states = {}
        for update in sorted(self.mine(commitment, "updates"), key=lambda update: update["revision"]):
            if not self.with_office(update, day):
                continue
            decided = update["decided"] is not None and update["decided"] <= day
            state = update["state"] if decided else "submitted"
            if not (states.get(update["period_id"]) == "approved" and state == "returned"):
                states[update["period_id"]] = state
        overdue = None
        for period in begun:
            if self.due(period, commitment, day) < day:
                overdue = period
                break
        if begun and begun[0] is not overdue and states.get(begun[0]["id"]) in ("approved", "submitted"):
            return states[begun[0]["id"]]
        if overdue is None:
            return "nothing due"
        return states.get(overdue["id"], "missing")

    def with_office(self, update, day: date) -> bool:
        """Whether the update had been handed in when the day ended, and was not taken back by then."""
        times = [(row["sent"], row["back"]) for row in self.rows["taken_back"] if row["update_id"] == update["id"]]
        times.append((update["sent"] or date.max, date.max))
        return any(sent <= day < back for sent, back in times)

    def due(self, period, commitment, day: date) -> date:
        due = period["due"]
        for row in self.rows["extensions"]:
            if row["period_id"] == period["id"] and row["department_id"] == commitment["lead"]:
                due = row["due"] if row["valid_from"] <= day else due
        return due

    def mine(self, commitment, name: str) -> list:
        return self.of_commitment[commitment["id"]].get(name, [])

    # How it is judged

    def verdict(self, commitment, day: date, readings: dict) -> tuple:
        report = self.report(commitment, day)
        withheld = {"nothing due": "nothing_due", "missing": "not_reported", "returned": "returned"}
        if report in withheld:
            return "grey", withheld[report], None, None, None
        newest = self.newest(commitment, day)
        components = []
        for target in self.mine(commitment, "targets"):
            if target["measured"] == "observed":
                components.append(self.target(commitment, target, readings.get(target["indicator_id"]), day))
        for milestone in self.mine(commitment, "milestones"):
            components.append(self.milestone(commitment, milestone, newest, day))
        if not components:
            if commitment["kind"] == "qualitative" and newest is not None and newest["data_expected"]:
                return "grey", "not_published", None, None, None
            if commitment["kind"] != "qualitative" or newest is None or not newest["self_lamp"]:
                return "grey", "no_data", None, None, None
            return newest["self_lamp"], "department_says", None, None, None
        return self.worst(components)

    def newest(self, commitment, day: date):
        ends = {period["id"]: period["ends"] for period in self.rows["periods"]}
        best = None
        for update in self.mine(commitment, "updates"):
            if update["state"] != "approved" or update["decided"] > day or update["cutoff"] > day:
                continue
            rank = ends[update["period_id"]], update["revision"]
            if best is None or rank > best[0]:
                best = rank, update
        return best[1] if best else None

    def worst(self, components: list) -> tuple:
        """Red, yellow, green, then done if all are; a grey component beside done ones makes it grey."""
        for lamp in ("red", "yellow", "green"):
            burning = [component for component in components if component[0] == lamp]
            if burning:
                return min(burning, key=lambda component: component[4] if component[4] is not None else -component[5])[
                    :5
                ]
        grey = [component for component in components if component[0] == "grey"]
        if not grey:
            return min(components, key=lambda component: component[4] if component[4] is not None else -component[5])[
                :5
            ]
        return "grey", grey[0][1] if len(grey) == len(components) else "parts_pending", None, None, None

    def milestone(self, commitment, milestone, newest, day: date) -> tuple:
        reached, planned = None, milestone["planned"]
        for row in self.rows["adjusted"]:
            if row["milestone_id"] == milestone["id"] and row["valid_from"] <= day:
                planned = row["day"]
        for row in self.rows["reached"]:
            if row["milestone_id"] == milestone["id"] and row["decided"] <= day and row["reached"] <= day:
                reached = row["reached"]
        if reached:
            return "done", "met", None, None, None, (reached - planned).days
        if newest is None:
            return "grey", "no_data", None, None, None, 0
        late = (newest["cutoff"] - planned).days
        if newest["cutoff"] >= commitment["due"]:
            return "red", "past_due", None, None, None, late
        if late < 0:
            return "green", "not_yet_planned", None, None, None, late
        lamp = "yellow" if late <= self.threshold("milestone_days", day) else "red"
        return lamp, "milestone_late", None, None, None, late

    def target(self, commitment, target, row, day: date) -> tuple:
        grey = self.no_reading(commitment, target, row)
        if grey:
            return "grey", grey, None, None, None, 0
        value, goal, falling = number(row["value"]), number(target["value"]), target["comparator"] in ("<=", "<")
        met = self.met(target, row, value, goal)
        rate = target["basis"] == "rate" and commitment["kind"] != "coverage"
        limit = falling and target["basis"] != "level"
        over = row["cutoff"] >= commitment["due"]
        at_end = row["finality"] == "final" and row["cutoff"] >= self.plan["ends"]
        if limit:
            if met:
                return ("done", "met", None, None, None, 0) if at_end else ("green", "within", None, None, None, 0)
            lamp = "red" if over or value - goal > abs(goal) / 10 else "yellow"
            return lamp, "past_due" if over else "exceeded", None, None, None, 0
        base = self.base(commitment, target, goal, falling)
        attained = self.attained(value, goal, base, falling)
        expected = Fraction(100) if rate else self.expected(commitment, target, goal, base, row["cutoff"], day)
        gap = None if attained is None else half_up(attained - expected)
        if met and (not rate or at_end):
            return "done", "met", attained, expected, gap, 0
        if over and not met:
            return "red", "past_due", attained, expected, gap, 0
        if gap is None:
            return ("green", "met", None, expected, None, 0) if met else ("red", "behind", None, expected, None, 0)
        if met or gap > number(self.threshold("yellow_at", day)):
            behind = gap < 0 and not met
            reason = "within_allowance" if behind else "ahead" if gap > 0 else "on_pace"
            return "green", reason, attained, expected, gap, 0
        return (
            "yellow" if gap >= number(self.threshold("red_below", day)) else "red",
            "behind",
            attained,
            expected,
            gap,
            0,
        )

    def threshold(self, name: str, day: date):
        """The plan's own, or what was set last by the day."""
        return [row[name] for row in (self.plan, *self.rows["thresholds"]) if row.get("valid_from", day) <= day][-1]

    def no_reading(self, commitment, target, row) -> str:
        if row is None:
            return "no_data"
        if row["state"] == "awaited":
            return "not_published"
        if row["state"] == "not_comparable":
            return "not_comparable"
        level = target["basis"] == "level" and commitment["kind"] != "coverage"
        return "no_baseline" if level and target["baseline_state"] == "missing" else ""

    def met(self, target, row, value, goal) -> bool:
        if target["comparator"] == ">=":
            return value >= goal
        if target["comparator"] == ">":
            return value > goal or (value == goal and row["exactness"] == "at_least")
        if target["comparator"] == "<=":
            return value <= goal
        if target["comparator"] == "<":
            return value < goal
        if target["comparator"] == "~=":
            leeway = number(target["tolerance"])
            if leeway is None:
                leeway = Fraction(1, 2) if target["basis"] == "rate" else abs(goal) / 20
            return value >= goal - leeway
        return value == goal

    def base(self, commitment, target, goal, falling):
        """The baseline progress is counted from, or None."""
        if target["basis"] != "level" and commitment["kind"] != "coverage":
            return None
        base = number(target["baseline__value"])
        if base is None or target["baseline_state"] == "waived":
            return None
        return base if (base > goal if falling else base < goal) else None

    def attained(self, value, goal, base, falling):
        if base is not None:
            return completion((base - value) / (base - goal) * 100 if falling else (value - base) / (goal - base) * 100)
        if goal <= 0:
            return None
        if falling:
            return completion(goal / value * 100) if value > 0 else None
        return completion(value / goal * 100)

    def expected(self, commitment, target, goal, base, cutoff: date, day: date) -> Fraction:
        points = self.path(commitment, day)
        owed = abs(goal - (base or 0))
        unit = target["indicator__unit"]
        counting = owed.denominator == 1 and not unit.startswith(("万", "亿"))
        counting = counting and not any(word in unit for word in MEASURED_IN)
        if counting and 0 < owed <= 5:
            if points:
                share = max([share for at, share in points if at <= cutoff], default=Fraction(0))
            else:
                share = Fraction(100 if cutoff >= commitment["due"] else 0)
        else:
            share = self.along(points, commitment["due"], cutoff)
        if counting and 0 < owed <= 10:
            share = Fraction(int(half_up(share * owed / 100, 3))) * 100 / owed
        return half_up(share)

    def path(self, commitment, day: date) -> list:
        """The points decided on last before the day."""
        known = [row for row in self.mine(commitment, "points") if row["valid_from"] <= day]
        newest = max(((row["valid_from"], row["revision"]) for row in known), default=None)
        return sorted(
            (row["at"], number(row["share"])) for row in known if (row["valid_from"], row["revision"]) == newest
        )

    def along(self, points: list, due: date, cutoff: date) -> Fraction:
        eve = axis(self.plan["starts"] - timedelta(days=1))
        if not points:
            return half_up(min(Fraction(1), (axis(cutoff) - eve) / (axis(due) - eve)) * 100)
        left, low = eve, Fraction(0)
        for at, share in points:
            if axis(cutoff) <= axis(at):
                return low + (share - low) * (axis(cutoff) - left) / (axis(at) - left)
            left, low = axis(at), share
        return low
