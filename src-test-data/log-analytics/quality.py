"""What the counts and the quality rules of a case must give, from the definitions in README.md: each rule's windows are
walked through from the first to the last, in plain dictionaries. Used by derive.py."""

import math
import statistics
from collections import Counter, namedtuple
from datetime import datetime, timezone

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
FLOW = ("parse", "clean", "enrich", "traffic")

# How far the file had come in time, the last stage that had the line, and what became of it there.
Line = namedtuple("Line", "newest stage rejected dropped late request", defaults=(None, None, False, None))


def iso(millis):
    return datetime.fromtimestamp(millis // 1000, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S") + ".000Z"


def lines(seen, rules):
    return counts(seen) + [row for rule in rules for row in Rule(seen, rule).episodes()]


def counts(seen):
    rows = {}
    for line in seen:
        minute = 0 if line.newest is None else line.newest // MINUTE * MINUTE
        for stage in FLOW[:FLOW.index(line.stage) + 1]:
            row = rows.setdefault((minute, FLOW.index(stage)), {
                "minute": iso(minute), "stage": stage, "in": 0, "out": 0, "rejected": {}, "dropped": {}, "late": 0})
            row["in"] += 1
            here = stage == line.stage
            for what, reason in (("rejected", line.rejected), ("dropped", line.dropped)):
                if here and reason:
                    row[what][reason] = row[what].get(reason, 0) + 1
            row["out"] += not (here and (line.rejected or line.dropped))
            row["late"] += line.late and stage in ("parse", "traffic")
    return [row for _, row in sorted(rows.items())]


def share(value):
    return float(value[:-1]) / 100 if isinstance(value, str) and value.endswith("%") else float(value)


class Rule:
    def __init__(self, seen, rule):
        self.rule, self.type = rule, rule["type"]
        self.window = int(rule.get("window", "1m")[:-1]) * MINUTE
        self.windows = {}
        for line in seen:
            start = 0 if line.newest is None else line.newest // self.window * self.window
            if self.looks_at(line):
                self.windows.setdefault(start, []).append(line)
        self.history = {}
        self.hour = None, []

    def looks_at(self, line):
        if self.type == "dropped-share":
            return FLOW.index(line.stage) >= 1
        return line.request is not None if "field" in self.rule else True

    def episodes(self):
        bad = good = 0
        since = None
        is_open = False
        for start, held, whole in self.in_order():
            verdict = self.judge(start, held, whole, is_open)
            if verdict is None:
                continue
            observed, expected, fine = verdict
            if fine:
                bad, good = 0, good + 1
                if is_open and good == self.rule.get("closeAfter", 1):
                    is_open = False
                    yield self.row("CLOSE", since, start, held, observed, expected)
            else:
                since = since if bad or is_open else start
                good, bad = 0, bad + 1
                if not is_open and bad == self.rule.get("openAfter", 1):
                    is_open = True
                    yield self.row("OPEN", since, start, held, observed, expected)
            if is_open:
                bad = 0
            good = good if is_open else 0

    def in_order(self):
        """Windows with something in them, and for volumes the empty ones of at most a day between two of them."""
        known = sorted(self.windows)
        for at, start in enumerate(known):
            if at and self.type in ("volume", "usual-volume") and known[at - 1] > 0:
                empty = known[at - 1] + self.window
                while empty < min(start, known[at - 1] + self.window + DAY):
                    yield empty, [], True
                    empty += self.window
            first = at == 0 or known[at - 1] == 0
            yield start, self.windows[start], not first and at < len(known) - 1

    def judge(self, start, held, whole, is_open):
        total = len(held)
        if self.type in ("volume", "usual-volume"):
            if not whole:
                return None
            if self.type == "volume":
                return self.against(total, self.bounds(float, is_open))
            verdict = self.against_usual(start, total)
            self.learn(start, total)
            return verdict
        if total < max(1, self.rule.get("minimum", 1)):
            return None
        if self.type == "distinct-values":
            values = {value(line.request, self.rule["field"]) for line in held} - {None}
            return self.against(len(values), self.bounds(float, is_open))
        part = sum({"reject-share": line.stage == "parse" and line.rejected is not None,
                    "dropped-share": line.dropped is not None,
                    "late-share": line.late,
                    "null-share": "field" in self.rule and value(line.request, self.rule["field"]) is None,
                    }[self.type] for line in held)
        return self.against(part / total, self.bounds(share, is_open))

    def bounds(self, number, is_open):
        found = {}
        for end in ("atLeast", "atMost"):
            clear = "clear" + end[0].upper() + end[1:]
            if end in self.rule:
                found[end] = number(self.rule[clear if is_open and clear in self.rule else end])
        return found

    @staticmethod
    def against(observed, expected):
        fine = expected.get("atLeast", -math.inf) <= observed <= expected.get("atMost", math.inf)
        return observed, expected, fine

    def against_usual(self, start, total):
        weeks = self.history.get(start // HOUR % (7 * 24), [])[-self.rule.get("weeks", 8):]
        if len(weeks) < self.rule["minimumWeeks"]:
            return None
        means = [mean for mean, _ in weeks]
        usual = statistics.median(means)
        if usual < self.rule["minimum"] and total < self.rule["minimum"]:
            return None
        between = 1.4826 * statistics.median(abs(mean - usual) for mean in means)
        spread = max(math.hypot(between, statistics.median(deviation for _, deviation in weeks)), math.sqrt(usual))
        tolerance = max(self.rule["deviations"] * spread, share(self.rule["change"]) * usual)
        return self.against(total, {"usual": usual, "atLeast": max(0.0, usual - tolerance), "atMost": usual + tolerance})

    def learn(self, start, total):
        hour, volumes = self.hour
        volumes = volumes + [total] if start // HOUR == hour else [total]
        self.hour = start // HOUR, volumes
        if len(volumes) == HOUR // self.window:
            self.history.setdefault(start // HOUR % (7 * 24), []).append(
                (statistics.mean(volumes), statistics.pstdev(volumes)))

    def row(self, action, since, start, held, observed, expected):
        subject = self.rule.get("field", "clean" if self.type == "dropped-share" else "parse")
        return {"ts": iso(start + self.window), "rule": self.rule["id"], "action": action,
                "episode": f"{self.rule['id']}@{iso(since).replace('.000Z', 'Z')}", "type": self.type, "subject": subject,
                "severity": self.rule.get("severity", "warning"), "since": iso(since), "windowStart": iso(start),
                "windowSeconds": self.window // 1000, "records": len(held), "observed": observed, "expected": expected}


def value(request, field):
    for name in field.split("."):
        request = request.get(name) if isinstance(request, dict) else None
    return request
