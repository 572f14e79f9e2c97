"""The two margins of docs/record.md."""

from collections.abc import Callable, Iterable

from ballots import Accepted
from counter import nominations
from definition import largest_target, own_seats
from outcome import Decision
from reading import Json, votes

Bounds = tuple[int | None, int | None]
"""Known from below, known from above."""
NEVER: Bounds = (None, None)


def least(ways: Iterable[Bounds]) -> Bounds:
    low, high = [list(known) for known in zip(*ways)] or [[], []]
    return min((n for n in low if n is not None), default=None), min((n for n in high if n is not None), default=None)


def margin(bounds: Bounds, ballots: int) -> Json | str:
    low, high = bounds
    if high is not None:
        return {"exact": high} if low is not None and low >= high else {"between": {"at_least": low or 0, "at_most": high}}
    return "unchangeable" if low is None or low > ballots else {"at_least": low}


class Search:
    def __init__(self, decision: Decision, accepted: list[Accepted]) -> None:
        rules, people = decision.definition["rules"], decision.definition["candidates"]
        status = nominations(rules.get("nominations") or {}, people)
        self.decision, self.votes, self.accepted = decision, decision.votes, accepted
        self.m, self.minimum = rules["marks"]["min"], votes(rules["minimum_votes"])
        forbidden = rules["own_candidate"] == "forbidden"
        self.markable = [c["id"] for c in people if status[c["id"]] == "not_elected"]
        self.own = {c["id"]: c["organisation"] for c in people if forbidden and c.get("organisation")}
        self.heaviest = sorted((ballot.weight for ballot in accepted), reverse=True)
        self.uniform = not forbidden and all(weight == 1 for weight in self.heaviest)

    def is_own(self, ballot: Accepted, candidate: str) -> bool:
        return ballot.own is not None and self.own.get(candidate) == ballot.own

    def choice(self, ballot: Accepted, without: str | None = None) -> int:
        return sum(not self.is_own(ballot, c) and c != without for c in self.markable)

    def cost(self, need: int, gain: Callable[[Accepted], int]) -> Bounds:
        total = count = 0
        if need > 0:
            for gained in sorted(map(gain, self.accepted), reverse=True):
                total, count = total + gained, count + 1
                if total >= need or gained == 0:
                    break
        return (count, count) if total >= need else NEVER

    def over(self, above: list[str], below: list[str]) -> Bounds:
        pairs = sorted((max(0, self.votes[x] - self.votes[y]), x, y) for x in above for y in below)
        if self.uniform and pairs:
            half = (pairs[0][0] + 1) // 2
            return (half, half) if len(self.markable) > self.m else NEVER
        return least(self.cost(need, lambda ballot, x=x, y=y: self.turning(ballot, x, y)) for need, x, y in pairs)  # type: ignore[misc]

    def turning(self, ballot: Accepted, x: str, y: str) -> int:
        if self.choice(ballot, without=x) < self.m:
            return 0
        return ballot.weight * ((x in ballot.marks) + (y not in ballot.marks and not self.is_own(ballot, y)))

    def lowering(self, ballot: Accepted, x: str) -> int:
        return ballot.weight if x in ballot.marks and self.choice(ballot, without=x) >= self.m else 0

    def raising(self, ballot: Accepted, y: str) -> int:
        return ballot.weight if y not in ballot.marks and not self.is_own(ballot, y) else 0

    def fall(self, x: str) -> Bounds:
        if self.minimum == 0:
            return NEVER
        return self.cost(max(0, self.votes[x] - self.minimum + 1), lambda ballot: self.lowering(ballot, x))

    def rise(self, y: str) -> Bounds:
        return self.cost(max(0, self.minimum - self.votes[y]), lambda ballot: self.raising(ballot, y))

    def sure(self, need: int, factor: int) -> int:
        if self.uniform:
            return (need + factor - 1) // factor
        total = 0
        for count, weight in enumerate([0, *self.heaviest]):
            total += weight
            if total * factor >= need:
                return count
        return len(self.heaviest) + 1

    def gap(self) -> Bounds:
        if self.minimum > 1:
            return 1, None
        order = sorted((self.votes[c] for c in self.decision.standing), reverse=True)
        min_seats, most, _ = own_seats(self.decision.definition["rules"])
        filled = len(self.decision.elected)

        def nth(n: int) -> int:
            return order[n] if 0 <= n < len(order) else 0

        def drop(k: int) -> int:
            return max(0, nth(max(0, k - 1)) - nth(k))

        others = [k for k in range(max(1, min_seats), min(most, len(order)) + 1) if k != filled]
        lows = [max(1, self.sure(max(0, drop(filled) - drop(k)) + (k < filled), 4)) for k in others]
        return min(lows, default=None), None

    def elected_set(self) -> Json | str:
        decision, ballots = self.decision, len(self.accepted)
        how, group, _ = decision.boundary()
        elected = decision.elected
        others = [c for c in decision.standing if c not in elected]
        if how == "drawn":
            return {"exact": 0}
        if how == "extended" and any(set(ballot.marks) & set(group) and self.choice(ballot) > self.m for ballot in self.accepted):
            return {"exact": 1}
        if how == "shrunk" and any(self.raising(ballot, c) for ballot in self.accepted for c in group):
            return {"exact": 1}
        if how in ("extended", "shrunk"):
            return margin((1, self.over(elected, others)[1]), ballots)
        ways = [self.over(elected, others), *map(self.fall, elected)]
        rules = decision.definition["rules"]
        if rules["seats"].get("fill") == "gap" and decision.out["vacant"] == 0:
            ways.append(self.gap())
        elif len(elected) < largest_target(rules):
            ways += map(self.rise, others)
        return margin(least(ways), ballots)

    def chair(self) -> Json | str | None:
        decision, rules = self.decision, self.decision.definition["rules"]
        office = next((o["id"] for o in rules["offices"] if o["filled"] == "by_votes"), None)
        holder = decision.out["offices"].get(office)
        if holder is None:
            return None
        how, group, _ = decision.boundary()
        if (how == "drawn" and holder in group) or office in decision.office_lots:
            return {"exact": 0}
        declines = decision.proceedings.get("declines", [])
        declined = {decline["candidate"] for decline in declines if decline["from"] == {"office": office}}
        others = [c for c in decision.standing if c != holder]
        ways = [self.over([holder], [c for c in others if c not in declined]), self.fall(holder)]
        decliners = [c for c in others if c in declined]
        if len(decliners) >= max(1, own_seats(rules)[0]):
            low, _ = self.over([holder], decliners)
            ways.append((None if low is None else max(1, low), None))
        return margin(least(ways), len(self.accepted))


def distances(decision: Decision) -> tuple[int | None, int | None, int | None]:
    """The votes of the last elected, those of the first not elected, and the difference."""
    elected = decision.elected
    last = min((decision.votes[c] for c in elected), default=None)
    first = max((decision.votes[c] for c in decision.standing if c not in elected), default=None)
    return last, first, None if last is None or first is None else max(0, last - first)
