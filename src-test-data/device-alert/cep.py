#!/usr/bin/env python3
"""Writes the cases cep-*: events.jsonl, sequences.yaml, case.yaml, and what must come of them.

The inputs are typed in below. What must come of them is worked out from the definitions alone, by the search in the
second half: all events of a device in order, and from each event that may be the first, every way through the steps.
It shares no code and no method with the job; reading events and naming alerts is taken from derive.py. Needs python3.

    python3 cep.py           writes <case>/*
    python3 cep.py --check   fails if a committed byte is not what this gives
"""
import json
import os
import sys

import derive

HERE = os.path.dirname(os.path.abspath(__file__))
START = 1769853600000
CASES = []
COUNT = {}


def at(seconds):
    return START + round(seconds * 1000)


def ev(seconds, what, device="d-1", **more):
    """what: 'F A', 'R A', 'ALARM', 'RUN' …"""
    words = what.split()
    COUNT["n"] = COUNT.get("n", 0) + 1
    event = {
        "eventId": "e%d" % COUNT["n"],
        "deviceId": device,
        "type": {"F": "FAULT", "R": "RECOVERY"}.get(words[0], words[0]),
        **({"code": words[1]} if len(words) > 1 else {}),
        "ts": at(seconds),
    }
    return {**event, **more}


def sequence(name, within, steps, **more):
    return {"id": name, "alertType": name.upper(), "within": within, "steps": steps, **more}


def case(name, about, events, sequences, devices=None, dispatches=False, in_order=True, **settings):
    arrival = sorted(events, key=lambda event: event["ts"]) if in_order else events
    CASES.append((name, about, arrival, sequences, devices, dispatches, settings))
    COUNT.clear()


F_A, F_B, F_C = {"fault": "A"}, {"fault": "B"}, {"fault": "C"}
R_A, R_C, RUN, STOP, ALARM = {"recovery": "A"}, {"recovery": "C"}, {"type": "RUN"}, {"type": "STOP"}, {"type": "ALARM"}

case(
    "cep-fault-then-alarm",
    "C, then ALARM within a minute, no RUN between: opens at the ALARM, the window is half open, what comes again while"
    " it is open is a repeat, RUN closes; dispatched when its hold is over",
    [
        ev(0, "F C"), ev(30, "ALARM"), ev(31, "ALARM"), ev(32, "F C"), ev(33, "ALARM"), ev(45, "RUN"), ev(46, "ALARM"),
        ev(50, "F C"), ev(51, "ALARM"), ev(100, "R C"),
        ev(0, "F C", "d-2"), ev(60, "ALARM", "d-2"),
        ev(1, "F C", "d-3"), ev(60.999, "ALARM", "d-3"),
        ev(2, "F C", "d-4"), ev(3, "RUN", "d-4"), ev(4, "ALARM", "d-4"),
        ev(5, "ALARM", "d-5"), ev(6, "F C", "d-5"),
        ev(7, "F C", "d-6"), ev(8, "ALARM 3", "d-6"), ev(20, "RUN", "d-6"),
        ev(200, "MOVE", "d-9"),
    ],
    [
        sequence(
            "fault-then-alarm-while-stopped", "1m",
            [{"begin": F_C}, {"notFollowedBy": RUN}, {"followedBy": ALARM}],
            revokeOn=[R_C, RUN], hold="30s", severity="CRITICAL",
        )
    ],
    dispatches=True,
)
case(
    "cep-contiguity",
    "next is the very next event of those that the sequence hears, which among says; followedBy takes the first that"
    " fits; notNext forbids the very next",
    [
        ev(0, "F A"), ev(1, "F B"),
        ev(0, "F A", "d-2"), ev(1, "MOVE", "d-2"), ev(2, "F B", "d-2"),
        ev(0, "F A", "d-3"), ev(1, "RUN", "d-3"), ev(2, "F B", "d-3"),
        ev(0, "F A", "d-4"), ev(1, "F A", "d-4"), ev(2, "F B", "d-4"), ev(3, "F B", "d-4"),
        ev(0, "F A", "d-5"), ev(1, "F C", "d-5"), ev(2, "F B", "d-5"),
    ],
    [
        sequence("at-once-of-all", "10s", [{"begin": F_A}, {"next": F_B}], among="all"),
        sequence("at-once-of-some", "10s", [{"begin": F_A}, {"next": F_B}], among=[RUN]),
        sequence("relaxed", "10s", [{"begin": F_A}, {"followedBy": F_B}], revokeOn=[F_B]),
        sequence("not-at-once", "10s", [{"begin": F_A}, {"notNext": F_C}, {"followedBy": F_B}], among=[RUN]),
    ],
)
case(
    "cep-quantifiers",
    "optional, oneOrMore, times, a list of events for one step, consecutive",
    [
        ev(0, "F A"), ev(1, "F B"), ev(2, "F C"),
        ev(0, "F A", "d-2"), ev(1, "F C", "d-2"),
        ev(0, "F A", "d-3"), ev(1, "ALARM", "d-3"), ev(2, "ALARM", "d-3"), ev(3, "RUN", "d-3"), ev(4, "ALARM", "d-3"),
        ev(5, "F C", "d-3"),
        ev(0, "F A", "d-4"), ev(1, "ALARM", "d-4"), ev(2, "RUN", "d-4"), ev(3, "ALARM", "d-4"), ev(4, "F C", "d-4"),
        ev(0, "F A", "d-5"), ev(1, "F A", "d-5"), ev(2, "STOP", "d-5"), ev(3, "F A", "d-5"),
    ],
    [
        sequence("maybe", "10s", [{"begin": F_A}, {"followedBy": F_B, "optional": True}, {"followedBy": F_C}]),
        sequence("some", "10s", [{"begin": F_A}, {"followedBy": ALARM, "oneOrMore": True}, {"followedBy": F_C}]),
        sequence("twice", "10s", [{"begin": F_A}, {"followedBy": ALARM, "times": 2}], revokeOn=[RUN]),
        sequence(
            "two-or-three", "10s",
            [{"begin": F_A}, {"followedBy": ALARM, "times": {"from": 2, "to": 3}}, {"followedBy": F_C}],
        ),
        sequence(
            "together", "10s",
            [{"begin": F_A}, {"followedBy": ALARM, "times": 2, "consecutive": True}], among=[RUN, STOP],
        ),
        sequence("any-of", "10s", [{"begin": F_A}, {"followedBy": [STOP, F_B], "times": 1}]),
    ],
)
case(
    "cep-nothing-comes",
    "a last notFollowedBy completes at the first event + within, on a silent device too; an event exactly then comes"
    " too late; it counts from the first step, and the end brings it only up to the last event's ts + L",
    [
        ev(0, "F A"),
        ev(1, "F A", "d-2"), ev(60.999, "R A", "d-2"),
        ev(2, "F A", "d-3"), ev(62, "R A", "d-3"),
        ev(3, "F A", "d-4"), ev(50, "F B", "d-4"), ev(64, "R A", "d-4"),
        ev(75, "F A", "d-5"), ev(45, "F A", "d-6"), ev(45.001, "F A", "d-7"), ev(70, "MOVE", "d-9"),
    ],
    [
        sequence("unanswered", "1m", [{"begin": F_A}, {"notFollowedBy": [R_A, STOP]}], revokeOn=[R_A]),
        sequence(
            "unanswered-after-two", "1m", [{"begin": F_A}, {"followedBy": F_B}, {"notFollowedBy": R_A}], revokeOn=[STOP]
        ),
    ],
)
case(
    "cep-out-of-order",
    "the order of arrival within L, duplicates and ties change nothing; an event beyond it is not applied, but a"
    " recovery still revokes",
    [
        ev(10, "ALARM"), ev(0, "F C"), ev(0, "F C", eventId="e2"), ev(10, "ALARM", eventId="e1"),
        ev(10, "ALARM", "d-2"), ev(5, "RUN", "d-2"), ev(0, "F C", "d-2"),
        ev(20, "F C", "d-3", seq=1), ev(20, "ALARM", "d-3", seq=2), ev(20, "ALARM", "d-4", seq=1),
        ev(20, "F C", "d-4", seq=2),
        ev(30, "F C", "d-5"), ev(31, "ALARM", "d-5"), ev(100, "MOVE", "d-9"),
        ev(69.999, "RUN", "d-5"), ev(40, "R C", "d-5"), ev(50, "F C", "d-6"), ev(70, "F C", "d-7"), ev(101, "ALARM", "d-7"),
        ev(51, "ALARM", "d-6"), ev(150, "MOVE", "d-9"),
    ],
    [
        sequence(
            "stopped", "1m", [{"begin": F_C}, {"notFollowedBy": RUN}, {"followedBy": ALARM}], revokeOn=[R_C, RUN]
        )
    ],
    in_order=False,
)
case(
    "cep-time-zero",
    "a sequence may begin at the very first millisecond of time, and its window is as long as any",
    [
        ev(0, "F A", ts=0), ev(0, "F B", ts=9999),
        ev(0, "F A", "d-2", ts=0), ev(0, "F B", "d-2", ts=10000),
        ev(0, "F A", "d-3", ts=1), ev(0, "F B", "d-3", ts=10000),
        ev(0, "F A", "d-4", ts=0), ev(0, "MOVE", "d-9", ts=30000),
    ],
    [
        sequence("pair", "10s", [{"begin": F_A}, {"followedBy": F_B}]),
        sequence("alone", "10s", [{"begin": F_A}, {"notFollowedBy": F_B}]),
    ],
)
case(
    "cep-applies-to",
    "a sequence is for the devices it names; an unknown attribute does not match",
    [ev(n, "F A", "d-%d" % n) for n in range(1, 4)] + [ev(4 + n, "F B", "d-%d" % n) for n in range(1, 4)],
    [
        sequence("gold", "10s", [{"begin": F_A}, {"followedBy": F_B}], appliesTo={"level": ["gold"]}),
        sequence("all", "10s", [{"begin": F_A}, {"followedBy": F_B}], version=7, priority=3),
    ],
    devices=[{"deviceId": "d-1", "level": "gold"}, {"deviceId": "d-2", "level": "silver"}],
)


# -- what a sequence means ---------------------------------------------------------------------------------------------

FORBIDS = ("notNext", "notFollowedBy")


class Step:
    def __init__(self, given):
        self.kind = next(k for k in ("begin", "next", "followedBy") + FORBIDS if k in given)
        events = given[self.kind]
        self.events = [derive.pattern(each) for each in (events if isinstance(events, list) else [events])]
        self.optional = given.get("optional", False)
        self.consecutive = given.get("consecutive", False)
        times = given.get("times", 1)
        self.least, self.most = (1, 10**9) if given.get("oneOrMore") else (times, times)
        if isinstance(times, dict):
            self.least, self.most = times["from"], times.get("to", 10**9)

    def fits(self, event):
        return any(derive.is_a(each, event) for each in self.events)


def heard(given, steps, events):
    among = given.get("among", [])
    if among == "all":
        return events
    wanted = [derive.pattern(each) for each in among] + [each for step in steps for each in step.events]
    return [event for event in events if any(derive.is_a(each, event) for each in wanted)]


def ways(steps, events, at):
    """All ways to go through the steps behind an event: lists of indexes, None standing for the end of the window."""
    if not steps:
        yield []
        return
    step, later = steps[0], range(at + 1, len(events))
    fitting = [n for n in later if step.fits(events[n])]
    if step.optional:
        yield from ways(steps[1:], events, at)
    if step.kind == "notNext":
        if not (fitting and fitting[0] == at + 1):
            yield from ways(steps[1:], events, at)
    elif step.kind == "notFollowedBy":
        if len(steps) == 1:
            yield [("until", fitting[0] if fitting else None)]
        for way in ways(steps[1:], events, at) if len(steps) > 1 else []:
            if not any(n < way[0] for n in fitting):
                yield way
    else:
        if step.kind == "next":
            fitting = [n for n in fitting if n == at + 1]
        if fitting:
            yield from repetitions(step, steps[1:], events, [fitting[0]])


def repetitions(step, rest, events, taken):
    """The step has taken these; it may be enough, and it may go on."""
    if len(taken) >= step.least:
        for way in ways(rest, events, taken[-1]):
            yield taken + way
    if len(taken) < step.most:
        more = [n for n in range(taken[-1] + 1, len(events)) if step.fits(events[n])]
        if step.consecutive:
            more = [n for n in more if n == taken[-1] + 1]
        if more:
            yield from repetitions(step, rest, events, taken + [more[0]])


def completions(given, events, until):
    """(place, opening, evidence) of each completion; of several at one place the one that began last, the shortest."""
    steps = [Step(each) for each in given["steps"]]
    within = derive.span(given["within"])
    events = heard(given, steps, events)
    found = {}
    for first, event in enumerate(events):
        if not steps[0].fits(event):
            continue
        for way in repetitions(steps[0], steps[1:], events, [first]):
            deadline = event["ts"] + within
            if isinstance(way[-1], tuple):
                prevented = way[-1][1] is not None and events[way[-1][1]]["ts"] < deadline
                way = way[:-1]
                if prevented or deadline > until or events[way[-1]]["ts"] >= deadline:
                    continue
                place, opening = (deadline, float("-inf"), ""), "@%d" % deadline
            else:
                if events[way[-1]]["ts"] >= deadline:
                    continue
                place, opening = derive.place(events[way[-1]]), events[way[-1]]["id"]
            evidence = [events[n] for n in way]
            rank = (-event["ts"], len(evidence), " ".join(each["id"] for each in evidence))
            if place not in found or rank < found[place][0]:
                found[place] = (rank, opening, evidence)
    return {place: found[place][1:] for place in sorted(found)}


def alerts(given, device, events, until, late, attributes):
    """The alerts of one sequence on one device, each with how it closed."""
    applies = attributes is None or all(
        attributes.get(name) in values for name, values in given.get("appliesTo", {}).items()
    )
    revoke_on = [derive.pattern(each) for each in given.get("revokeOn", [])]
    complete = completions(given, events, until)
    steps = [(place, 1, None) for place in complete]
    steps += [(derive.place(e), 1, e) for e in events if any(derive.is_a(each, e) for each in revoke_on)]
    # A late recovery is known when its partition has come so far that it is beyond the tolerance.
    steps += [((e["known"], float("-inf"), ""), 0, e) for e in late if any(derive.is_a(r, e) for r in revoke_on)]
    found, opened, judged = [], None, set()
    for place, kind, event in sorted(steps, key=lambda step: (step[0], step[1], step[2] is None)):
        if kind == 0:
            if opened and event["type"] == "RECOVERY" and opened["place"] < derive.place(event):
                opened["closed"] = (event["ts"], "LATE_RECOVERY", event["id"])
                event["revoked"] = True
                opened = None
        elif event and opened:
            opened["closed"] = (place[0], "REVOKED_ON_EVENT", event["id"])
            opened = None
            judged.add(place)
        elif not event and not opened and place not in judged and applies:
            opening, evidence = complete[place]
            opened = {
                "alertId": derive.digest(device, given["id"], opening), "place": place, "ts": place[0],
                "fault": evidence[0]["ts"], "evidence": [each["id"] for each in evidence], "closed": None,
            }
            found.append(opened)
    return found


# -- a case --------------------------------------------------------------------------------------------------------------


def derived(lines, sequences, devices, tolerance):
    known = None if devices is None else {each["deviceId"]: each for each in devices}
    fleet, late, largest = {}, {}, None
    late_rows = []
    for line in lines:
        event, _ = derive.decode(json.dumps(line))
        if largest is not None and event["ts"] < largest - tolerance:
            event["known"] = largest - tolerance
            late.setdefault(event["device"], []).append(event)
            late_rows.append(event)
        else:
            same = fleet.setdefault(event["device"], {})
            before = same.get(event["id"])
            if before is None or derive.place(event) < derive.place(before):
                same[event["id"]] = event
        largest = event["ts"] if largest is None else max(largest, event["ts"])
    messages, sent = [], []
    for device in sorted(fleet):
        events = sorted(fleet[device].values(), key=derive.place)
        for given in sequences:
            attributes = None if known is None else known.get(device, {})
            for alert in alerts(given, device, events, largest + tolerance, late.get(device, []), attributes):
                said(given, device, alert, messages, sent)
    rows = [
        {"ts": derive.iso(e["ts"]), "stage": "detect", "deviceId": e["device"], "eventId": e["id"], "kept": "nothing"}
        for e in late_rows
    ]
    rows += [{**row, "stage": "sequences", "kept": "revoked"} for row, e in zip(rows, late_rows) if e.get("revoked")]
    return {"alerts.jsonl": messages, "late.jsonl": rows, "rejects.jsonl": []}, sent


def said(given, device, alert, messages, sent):
    common = {
        "ruleId": given["id"], "ruleVersion": given.get("version", 1), "deviceId": device,
        "alertType": given["alertType"], "severity": given.get("severity", "MAJOR"), "priority": given.get("priority", 0),
    }

    def say(action, revision, ts, reason, evidence):
        messages.append(
            {"alertId": alert["alertId"], "action": action, "revision": revision, **common, "ts": derive.iso(ts),
             "faultTime": derive.iso(alert["fault"]), "reason": reason, "evidence": evidence}
        )

    def send(action, ts, reason):
        sent.append(
            {"dispatchId": alert["alertId"] + ":" + action, "action": action, "alertId": alert["alertId"],
             "deviceId": device, "alertType": given["alertType"], "ts": derive.iso(ts), "reason": reason}
        )

    say("RAISE", 1, alert["ts"], "COMPLETED", alert["evidence"])
    due = alert["ts"] + derive.span(given.get("hold", "0s"))
    if alert["closed"] is None or alert["closed"][0] >= due:
        send("DISPATCH", due, "HOLD_PASSED")
    if alert["closed"] is not None:
        ts, reason, by = alert["closed"]
        say("REVOKE", 2, ts, reason, [by])
        if ts >= due:
            send("CANCEL", ts, reason)


def files(name, about, lines, sequences, devices, dispatches, settings):
    rows, sent = derived(lines, sequences, devices, derive.span(settings.get("lateness", "30s")))
    written = {
        "case.yaml": json.dumps({"about": about, "settings": settings}, indent=1) + "\n",
        "events.jsonl": derive.text(lines),
        "sequences.yaml": json.dumps({"cepSequences": sequences}, indent=1) + "\n",
        **{"expected/" + file: derive.text(each) for file, each in rows.items()},
    }
    if devices is not None:
        written["devices.jsonl"] = derive.text(devices)
    if dispatches:
        written["expected/dispatches.jsonl"] = derive.text(sent)
    return {os.path.join(HERE, name, file): text for file, text in written.items()}


def main(args):
    wrong = 0
    for each in CASES:
        for path, text in files(*each).items():
            if args[:1] == ["--check"]:
                if not os.path.exists(path) or open(path).read() != text:
                    print(path, "is not what is derived")
                    wrong = 1
            else:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                open(path, "w").write(text)
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
