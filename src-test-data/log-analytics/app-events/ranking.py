#!/usr/bin/env python3
"""Small files of app events and what they must give, worked out from the definitions.

    ranking.py            writes <case>/app-events.jsonl, <case>/case.yaml and <case>/expected/*.jsonl
    ranking.py --check    fails if a committed byte is not what it gives, or a figure not what HAND says

Shares no code with the suite: everything is looked at as a whole and sorted, nothing is a stream.
HAND holds figures that were worked out with pencil and paper.
"""
import base64
import json
import math
import sys
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parent
MIN = 60_000
DIMENSIONS = ("region", "city", "channel", "term")


def ms(text):
    """Epoch milliseconds of a time of 2 March 2026 (a Monday), or of a whole ISO-8601 text."""
    if "T" not in text:
        text = "2026-03-02T" + text
    when = datetime.fromisoformat(text)
    when = when if when.tzinfo else when.replace(tzinfo=timezone.utc)
    return int(round((when - datetime(1970, 1, 1, tzinfo=timezone.utc)) / timedelta(milliseconds=1)))


def iso(millis):
    when = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=millis)
    return when.strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (millis % 1000)


def search(id, at, query="shoes", region="GB-ENG", city="London", channel="web", **more):
    event = {"type": "search", "searchId": id, "ts": ms(at), "query": query}
    event.update({k: v for k, v in dict(region=region, city=city, channel=channel).items() if v})
    event.update(more)
    return event


def click(id, at, rank, gain=None):
    event = {"type": "click", "searchId": id, "ts": ms(at), "rank": rank}
    if gain is not None:
        event["gain"] = gain
    return event


def order(**members):
    return {"type": "order", **members}


# The clock that moves event time on and ends up in no firing of interest.
def clock(at):
    return {"type": "order", "orderId": "clock-" + at, "ts": ms(at), "status": "CANCELLED"}


CASES = {
    "plain-clicks": dict(
        about="One click at ranks 1, 2, 3, 10 and 11, none at all, and all four dimensions.",
        events=[
            search("at-1", "10:00:01"), click("at-1", "10:00:05", 1),
            search("at-2", "10:00:02"), click("at-2", "10:00:06", 2),
            search("at-3", "10:01:02", channel="app"), click("at-3", "10:01:06", 3),
            search("at-10", "10:02:00", query="boots"), click("at-10", "10:02:30", 10),
            search("at-11", "10:03:00", query="boots"), click("at-11", "10:03:30", 11),
            search("no-click", "10:04:00", region="DE-BE", city="Berlin"),
            search("bare", "10:04:30", query=None, region=None, city=None, channel=None),
            clock("10:30:00"),
        ],
    ),
    "graded-gains": dict(
        about="Grades, several clicks on one result, an ideal beyond the list, rank a million.",
        settings={"lateness": "1h"},
        events=[
            search("graded", "10:00:00"),
            click("graded", "10:00:10", 1, 3), click("graded", "10:00:11", 2, 2),
            click("graded", "10:00:12", 3, 3), click("graded", "10:00:13", 5, 1),
            click("graded", "10:00:14", 6, 2),
            search("again", "10:00:01"),
            click("again", "10:00:20", 2, 1), click("again", "10:00:21", 2, 4),
            click("again", "10:00:22", 2, 2), click("again", "10:00:23", 1),
            search("beyond", "10:00:02"),
            click("beyond", "10:00:30", 1), click("beyond", "10:00:31", 25, 3),
            search("million", "10:00:03"), click("million", "10:00:40", 1_000_000),
            search("worthless", "10:00:04"), click("worthless", "10:00:50", 1, 0),
            search("many", "10:00:05"),
            *[click("many", "10:01:%02d" % i, 30 + i, 1 + i % 7) for i in range(40)],
            click("many", "10:02:00", 4, 2),
            clock("10:30:00"),
        ],
    ),
    "exponential-gains": dict(
        about="2^gain - 1; the measure of the literature's example with grades 3 2 3 0 1 2.",
        settings={"ranking.gain": "exponential", "lateness": "1h"},
        events=[
            search("graded", "10:00:00"),
            click("graded", "10:00:10", 1, 3), click("graded", "10:00:11", 2, 2),
            click("graded", "10:00:12", 3, 3), click("graded", "10:00:13", 5, 1),
            click("graded", "10:00:14", 6, 2),
            search("plain", "10:00:01"), click("plain", "10:00:20", 3),
            search("half", "10:00:02"), click("half", "10:00:21", 1, 0.5), click("half", "10:00:22", 2, 1.5),
            clock("10:30:00"),
        ],
    ),
    "huge-gains": dict(
        about="Gains whose powers no double holds.",
        settings={"ranking.gain": "exponential"},
        events=[
            search("huge", "10:00:00"),
            click("huge", "10:00:10", 1, 5000), click("huge", "10:00:11", 2, 5001),
            clock("10:30:00"),
        ],
    ),
    "edges": dict(
        about="The edges of firings, of waiting and of remembering, to the millisecond; lateness 0"
        " would make half of it late, so that events come in any order within an hour.",
        settings={"lateness": "1h"},
        events=[
            # a search at t - 15 min is judged at t, one at t - 10 min at the next
            search("first", "10:00:00"), search("last", "10:04:59.999"), search("next", "10:05:00"),
            # a click counts up to a millisecond before the firing
            click("first", "10:14:59.999", 1), click("last", "10:15:00", 1),
            click("next", "10:15:00", 1),
            # remembered for fifteen minutes from the firing on: late, then unknown
            click("first", "10:29:59.999", 2), click("first", "10:30:00", 3),
            # ahead of its search in the file only, and in time as well
            click("ahead", "10:02:00", 2), search("ahead", "10:01:00"),
            click("early", "10:04:30", 4), search("early", "10:05:30"),
            # waits fifteen minutes, not a millisecond longer
            click("waits", "10:00:00", 5), search("waits", "10:14:59.999"),
            click("gone", "10:00:00", 5), search("gone", "10:15:00"),
            click("gone", "10:15:01", 7),
            # nobody ever searched
            click("orphan", "10:03:00", 1),
            # two searches with one id: the earlier one is it, wherever it stands in the file
            search("twice", "10:03:00", query="second"), search("twice", "10:02:59", query="first"),
            click("twice", "10:03:30", 1),
            search("twice", "10:29:59.999", query="third"), search("twice", "10:30:00", query="fourth"),
            click("twice", "10:31:00", 2),
            # of two at one moment the one that stands first
            search("tie", "10:20:00", query="one"), search("tie", "10:20:00", query="other"),
            # the same click twice counts once, the same search too
            search("copy", "10:21:00"), search("copy", "10:21:00"),
            click("copy", "10:21:30", 3), click("copy", "10:21:30", 3),
        ],
    ),
    "late": dict(
        about="Beyond the lateness of 30 s, to the millisecond: listed, and no part of any figure.",
        events=[
            search("s-1", "10:00:00"), search("s-2", "10:00:00"),
            clock("10:01:00"),
            click("s-1", "10:00:30", 1), click("s-2", "10:00:29.999", 1),
            search("s-3", "10:00:30"), search("s-4", "10:00:29.999"),
            click("s-4", "10:01:00", 1),
            clock("10:20:00"),
            click("s-1", "10:14:00", 2), search("s-5", "10:02:00"),
            clock("10:50:00"),
        ],
    ),
    "ten-thousand-results": dict(
        about="A search with 10,000 results, the last of them clicked on beside the first.",
        events=[
            search("long", "10:00:00", results=["p-%d" % i for i in range(10_000)]),
            click("long", "10:00:10", 10_000), click("long", "10:00:11", 1),
        ],
    ),
    "roll-up": dict(
        about="Days, weeks and months of a zone over their borders; an hour that firings add to.",
        settings={"zone": "Europe/Berlin"},
        events=[
            # half past eleven at night on 28 February in London is 1 March in Berlin
            search("feb", "2026-02-28T22:59:59"), click("feb", "2026-02-28T23:00:02", 1),
            search("mar", "2026-02-28T23:00:00"), click("mar", "2026-02-28T23:00:05", 2),
            search("sunday", "2026-03-01T22:59:59.999"), search("monday", "2026-03-01T23:00:00"),
            search("m-1", "10:00:00.100"), search("m-2", "10:00:00.900"), search("m-3", "10:00:01"),
            search("m-4", "10:59:59"), click("m-4", "11:00:01", 3), search("m-5", "11:00:00"),
            search("summer", "2026-03-29T01:30:00"), click("summer", "2026-03-29T01:31:00", 1),
        ],
    ),
    "oddities": dict(
        about="What is refused and why, what is not, and orders with their region from the address.",
        records=[
            search("s-1", "10:00:00", clientIp="81.2.69.142", region=None, city=None),
            search("s-2", "10:00:01", clientIp="81.2.69.142", region=None, city="Leeds"),
            search("s-3", "10:00:02", clientIp="10.0.0.1", region=None, city=None),
            search("", "10:00:03"),
            {"type": "search", "searchId": "s-4"},
            {"type": "search", "searchId": "s-4", "ts": "2026-03-02 10:00"},
            click("s-1", "10:00:04", 0), click("s-1", "10:00:04", -1), click("s-1", "10:00:04", 1.5),
            click("s-1", "10:00:04", 1, -1), click("s-1", "10:00:04", 1, "much"),
            {"type": "click", "searchId": "s-1", "ts": ms("10:00:05")},
            click("s-1", "10:00:05", "2", "0.5"),
            {"type": "view", "ts": ms("10:00:06")}, {"ts": ms("10:00:06")},
            order(orderId="o-1", ts=ms("10:00:07"), amount="12.30", currency="EUR", quantity=1,
                  channel="web", status="PAID", clientIp="81.2.69.142"),
            order(orderId="o-1", ts=ms("10:00:08"), status="REFUNDED"),
            order(orderId="o-2", ts=ms("10:00:09"), amount=0.1, currency="JPY", quantity=2, status="PAID"),
            order(orderId="o-3", ts=ms("10:00:10"), amount="1e3", currency="EUR", quantity=1, status="PAID"),
            order(orderId="o-4", ts=ms("10:00:11"), amount="-1", currency="EUR", quantity=1, status="PAID"),
            order(orderId="o-4", ts=ms("10:00:11"), amount="9" * 20, currency="EUR", quantity=1, status="PAID"),
            order(orderId="o-4", ts=ms("10:00:11"), amount="free", currency="EUR", quantity=1, status="PAID"),
            order(orderId="o-4", ts=ms("10:00:11"), currency="EUR", quantity=1, status="PAID"),
            order(orderId="o-4", ts=ms("10:00:11"), amount="1", currency="XYZ1", quantity=1, status="PAID"),
            order(orderId="o-4", ts=ms("10:00:11"), amount="1", quantity=1, status="PAID"),
            order(orderId="o-4", ts=ms("10:00:11"), amount="1", currency="EUR", quantity=-1, status="PAID"),
            order(orderId="o-4", ts=ms("10:00:11"), amount="1", currency="EUR", status="PAID"),
            order(orderId="o-4", ts=ms("10:00:11"), amount="1", currency="EUR", quantity=1, status="LOST"),
            order(orderId="o-4", ts=ms("10:00:11"), amount="1", currency="EUR", quantity=1),
            order(ts=ms("10:00:11"), status="PAID"),
        ],
        raw=["[]", "{\"type\":\"search\"", "{\"type\" \"search\"}"],
    ),
}

# Worked out by hand: case, the firing, k, term or None for all searches -> sum of NDCG.
HAND = {
    # 1 + 1/log2(3) + 1/log2(4) + 1/log2(11) + 0 (rank 11 is beyond 10) + 0 + 0
    ("plain-clicks", "10:15:00", 10, None): 1 + 0.6309297535714575 + 0.5 + 0.2890648263178879,
    # … and 1/log2(12) at 20
    ("plain-clicks", "10:15:00", 20, None):
        1 + 0.6309297535714575 + 0.5 + 0.2890648263178879 + 0.2789429456511298,
    # graded 3 2 3 0 1 2: DCG 6.861127, ideal 3 3 2 2 1: 7.140995, NDCG 0.960808;
    # again: gains 1, 4: (1 + 4/1.584963) / (4 + 1/1.584963) = 3.523719 / 4.630930 = 0.760910;
    # beyond: 1 / (3 + 1/1.584963) = 0.275412; million: 0; worthless: 0;
    # many, at 10: 2/log2(5) = 0.861353 over five 7 and five 6: 20.639216 + 9.570600, 0.028512
    ("graded-gains", "10:15:00", 10, None): 0.960808 + 0.760910 + 0.275412 + 0.028512,
    # (7 + 3/1.58496 + 7/2 + 1/2.58496 + 3/2.80735) / (7 + 7/1.58496 + 3/2 + 3/2.32193 + 1/2.58496)
    #   = 13.848264 / 14.595391 = 0.948811; plain 1/2;
    # half: weights .41421, 1.82843: (.41421 + 1.82843/1.58496) / (1.82843 + .41421/1.58496) = 0.750239
    ("exponential-gains", "10:15:00", 10, None): 0.948811 + 0.5 + 0.750239,
    # 2^5000 and 2^5001: (1 + 2/1.58496) / (2 + 1/1.58496)
    ("huge-gains", "10:15:00", 10, None): 0.859719,
    ("ten-thousand-results", "10:15:00", 10, None): 0.6131471927654584,
}


def lines_of(case):
    given = case.get("events") or case["records"]
    clean = [{k: v for k, v in event.items() if v is not None} for event in given]
    return [json.dumps(event, separators=(",", ":")) for event in clean] + case.get("raw", [])


# ---- what is refused

CURRENCIES = {"EUR", "JPY"}


class Refused(Exception):
    pass


def number(event, name):
    if name not in event:
        return None
    try:
        return Decimal(str(event[name]))
    except InvalidOperation:
        raise Refused("bad-" + name)


def whole(value, least, name):
    if value != value.to_integral_value() or value < least:
        raise Refused("bad-" + name)
    return int(value)


def time_of(value):
    if isinstance(value, int):
        return value
    try:
        when = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except (AttributeError, ValueError):
        raise Refused("bad-timestamp")
    if when.tzinfo is None:
        raise Refused("bad-timestamp")
    return ms(when.isoformat())


def read(line):
    if not line.startswith("{"):
        raise Refused("not-an-object")
    try:
        event = json.loads(line)
    except json.JSONDecodeError as wrong:
        raise Refused("truncated-json" if wrong.pos >= len(line) else "malformed-json")
    kind = event.get("type")
    if kind is None:
        raise Refused("missing-type")
    if kind not in ("search", "click", "order"):
        raise Refused("unknown-type")
    event["ts"] = time_of(event.get("ts"))
    if kind in ("search", "click") and not event.get("searchId"):
        raise Refused("missing-search-id")
    if kind == "click":
        rank = number(event, "rank")
        if rank is None:
            raise Refused("missing-rank")
        event["rank"] = whole(rank, 1, "rank")
        gain = number(event, "gain")
        if gain is not None and gain < 0:
            raise Refused("negative-gain")
        event["gain"] = Fraction(1) if gain is None else Fraction(gain)
    if kind == "order":
        read_order(event)
    return event


def read_order(event):
    if not event.get("orderId"):
        raise Refused("missing-order-id")
    if "status" not in event:
        raise Refused("missing-status")
    if event["status"] not in ("PAID", "CANCELLED", "REFUNDED"):
        raise Refused("unknown-status")
    amount = number(event, "amount")
    if amount is not None and not 0 <= amount < 10**15:
        raise Refused("bad-amount")
    if "currency" in event and event["currency"] not in CURRENCIES:
        raise Refused("unknown-currency")
    quantity = number(event, "quantity")
    if quantity is not None:
        whole(quantity, 0, "quantity")
    if event["status"] == "PAID":
        for name in ("amount", "currency", "quantity"):
            if name not in event:
                raise Refused("missing-" + name)


# ---- what becomes of events

STEP, WINDOW = 5 * MIN, 15 * MIN
MEMORY = 15 * MIN


def firing(start):
    """The multiple t of five minutes with start in [t - 15 min, t - 10 min)."""
    t = (start // STEP) * STEP + WINDOW
    assert t - WINDOW <= start < t - 10 * MIN
    return t


def judge(events):
    """Searches with their clicks, and what is left out, of events that are not late."""
    by_id = defaultdict(list)
    for event in events:
        by_id[event["searchId"]].append(event)
    searches, left_out = [], []
    for same in by_id.values():
        begun = sorted((e for e in same if e["type"] == "search"), key=lambda e: (e["ts"], e["offset"]))
        real = []
        for event in begun:
            if real and event["ts"] < firing(real[-1]["ts"]) + MEMORY:
                left_out.append((event, "duplicate-search"))
            else:
                real.append(dict(event, clicks=[]))
        searches += real
        for event in same:
            if event["type"] != "click":
                continue
            at = event["ts"]
            of = [s for s in real if s["ts"] <= at < firing(s["ts"]) + MEMORY]
            ahead_of = [s for s in real if at < s["ts"] < at + WINDOW]
            if of and at < firing(of[0]["ts"]):
                of[0]["clicks"].append(event)
            elif of:
                left_out.append((event, "late-click"))
            elif ahead_of:
                ahead_of[0]["clicks"].append(event)
            else:
                left_out.append((event, "orphan-click"))
    return searches, left_out


def ndcg(clicks, k, exponential):
    gains = defaultdict(Fraction)
    for c in clicks:
        gains[c["rank"]] = max(gains[c["rank"]], c["gain"])
    top = max(gains.values(), default=Fraction(0))

    def weight(gain):
        if not exponential:
            return float(gain)
        if top > 500:  # the ratio is the same, and a double holds it
            return 2.0 ** float(gain - top)
        return 2.0 ** float(gain) - 1

    dcg = math.fsum(weight(g) / math.log2(1 + r) for r, g in gains.items() if r <= k)
    best = sorted((weight(g) for g in gains.values()), reverse=True)[:k]
    ideal = math.fsum(w / math.log2(2 + place) for place, w in enumerate(best))
    return (dcg / ideal, True) if ideal > 0 else (0.0, False)


def windows(start, zone):
    """Level and start of all windows that a time lies in."""
    local = datetime.fromtimestamp(start / 1000, zone)
    day = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    yield "second", start // 1000 * 1000
    yield "minute", start // MIN * MIN
    yield "hour", ms(local.replace(minute=0, second=0, microsecond=0).isoformat())
    yield "day", ms(day.isoformat())
    yield "week", ms((day - timedelta(days=day.weekday())).replace(tzinfo=zone).isoformat())
    yield "month", ms(day.replace(day=1).isoformat())


def combinations(search):
    for kept in product((False, True), repeat=4):
        yield tuple(search[d] if keep else None for d, keep in zip(DIMENSIONS, kept))


def row(head, combination, k, scores):
    total = math.fsum(score for score, _ in scores)
    return {
        **head,
        **dict(zip(DIMENSIONS, combination)),
        "k": k,
        "searches": len(scores),
        "searchesWithClick": sum(clicked for _, clicked in scores),
        "ndcgSum": total,
        "ndcg": total / len(scores),
    }


def derive(case):
    settings = case.get("settings", {})
    lateness = int(settings.get("lateness", "30s").replace("1h", "3600s")[:-1]) * 1000
    zone = ZoneInfo(settings.get("zone", "UTC"))
    rejects, late, kept, orders = [], [], [], []
    offset, largest = 0, None
    for line in lines_of(case):
        origin = {"topic": "app-events.jsonl", "partition": 0, "offset": offset}
        offset += len(line) + 1
        try:
            event = read(line)
        except Refused as refused:
            payload = base64.b64encode(line.encode()).decode()
            rejects.append(
                {"stage": "parse-events", "reason": str(refused), **origin, "payloadBase64": payload})
            continue
        event["offset"] = origin["offset"]
        is_late = largest is not None and event["ts"] < largest - lateness
        largest = event["ts"] if largest is None else max(largest, event["ts"])
        if event["type"] == "order":
            orders.append(event)
        elif is_late:
            late.append((event, "late-" + event["type"]))
        else:
            kept.append(event)
    searches, left_out = judge(kept)
    for each in searches:
        for name in DIMENSIONS:
            each[name] = each.get("query" if name == "term" else name) or case.get("places", {}).get(
                (each["searchId"], name), "unknown")
    fired, rolled = defaultdict(list), defaultdict(list)
    for each in searches:
        for combination, k in product(combinations(each), (10, 20)):
            score = ndcg(each["clicks"], k, settings.get("ranking.gain") == "exponential")
            fired[(firing(each["ts"]), combination, k)].append(score)
            if combination.count(None) not in (0, 4):
                continue  # the roll-up is judged of all searches and of whole combinations
            for level, start in windows(each["ts"], zone):
                rolled[(level, start, combination, k)].append(score)
    return {
        "ndcg.jsonl": [row({"windowEnd": iso(t)}, c, k, s) for (t, c, k), s in ordered(fired)],
        "ndcg-rollup.jsonl": [
            row({"granularity": g, "windowStart": iso(t)}, c, k, s) for (g, t, c, k), s in ordered(rolled)],
        "late.jsonl": [
            {"ts": iso(e["ts"]), "stage": "ranking", "reason": reason, "topic": "app-events.jsonl",
             "partition": 0, "offset": e["offset"], "searchId": e["searchId"], "kept": "search-clean"}
            for e, reason in sorted(late + left_out, key=lambda each: each[0]["offset"])],
        "rejects.jsonl": rejects,
        "orders-clean.jsonl": case.get("orders", []),
    }


def ordered(figures):
    return sorted(figures.items(), key=lambda item: [
        "" if part is None else part for key in item[0]
        for part in (key if isinstance(key, tuple) else (key,))])


# What London's address completes; the database is that of ../geo.
CASES["oddities"]["places"] = {
    ("s-1", "region"): "GB-ENG", ("s-1", "city"): "London", ("s-2", "region"): "GB-ENG"}
CASES["oddities"]["orders"] = [
    {"type": "order", "orderId": "o-1", "ts": iso(ms("10:00:07")), "amount": "12.30", "currency": "EUR",
     "quantity": 1, "region": "GB-ENG", "city": "London", "channel": "web", "status": "PAID"},
    {"type": "order", "orderId": "o-1", "ts": iso(ms("10:00:08")), "status": "REFUNDED"},
    {"type": "order", "orderId": "o-2", "ts": iso(ms("10:00:09")), "amount": "0.1", "currency": "JPY",
     "quantity": 2, "status": "PAID"},
    {"type": "order", "orderId": "o-3", "ts": iso(ms("10:00:10")), "amount": "1000", "currency": "EUR",
     "quantity": 1, "status": "PAID"},
]


def check_hand(name, expected):
    for (case, t, k, term), figure in HAND.items():
        if case == name:
            found = [r for r in expected["ndcg.jsonl"]
                     if r["windowEnd"] == iso(ms(t)) and r["k"] == k and r["term"] == term
                     and r["region"] is None and r["city"] is None and r["channel"] is None]
            assert len(found) == 1 and abs(found[0]["ndcgSum"] - figure) < 2e-6, (case, t, k, figure, found)


def files_of(name, case):
    expected = derive(case)
    check_hand(name, expected)
    yaml = "about: %s\ninput: app-events.jsonl\nsettings:" % json.dumps(case["about"])
    settings = case.get("settings", {})
    yaml += "".join("\n  %s: %s" % each for each in settings.items()) if settings else " {}"
    yield "case.yaml", yaml + "\n"
    yield "app-events.jsonl", "".join(line + "\n" for line in lines_of(case))
    for file, rows in expected.items():
        text = "".join(json.dumps(each, separators=(",", ":")) + "\n" for each in rows)
        if file == "ndcg-rollup.jsonl" and name != "roll-up":
            continue
        if text or file in ("ndcg.jsonl", "late.jsonl", "rejects.jsonl"):
            yield "expected/" + file, text


def main():
    check = "--check" in sys.argv
    wrong = []
    for name, case in CASES.items():
        for file, text in files_of(name, case):
            path = ROOT / name / file
            if check and (not path.exists() or path.read_text() != text):
                wrong.append(str(path))
            elif not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
    if wrong:
        sys.exit("not what ranking.py gives: " + ", ".join(wrong))


main()
