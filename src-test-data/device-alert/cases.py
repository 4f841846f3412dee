#!/usr/bin/env python3
"""Writes the inputs of the examples: <case>/events.jsonl, rules.yaml, case.yaml, devices.jsonl.

Each shows a clause of what a device rule means. Times are seconds after 2026-01-31T10:00:00Z. Needs python3 only.
rules.yaml and case.yaml are written as JSON, which is YAML too.
"""
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))
START = 1769853600000
COUNT = {}


def at(seconds):
    return START + round(seconds * 1000)


def ev(seconds, what, device="d-1", **more):
    """what: 'F A', 'R A', 'ALARM', 'RUN' …"""
    words = what.split()
    kind = {"F": "FAULT", "R": "RECOVERY"}.get(words[0], words[0])
    COUNT["n"] = COUNT.get("n", 0) + 1
    event = {"eventId": "e%d" % COUNT["n"], "deviceId": device, "type": kind}
    if len(words) > 1:
        event["code"] = words[1]
    event["ts"] = at(seconds)
    event.update(more)
    return {key: value for key, value in event.items() if value is not None}


def rule(name, match, **more):
    return {"id": name, "alertType": more.pop("alertType", name.upper()), **more, "match": match}


def case(name, about, events, rules, devices=None, templates=None, **settings):
    folder = os.path.join(HERE, name)
    os.makedirs(folder, exist_ok=True)
    lines = [line if isinstance(line, str) else json.dumps(line) for line in events]
    write(folder, "events.jsonl", "\n".join(lines) + "\n")
    document = {"templates": templates, "rules": rules} if templates else {"rules": rules}
    write(folder, "rules.yaml", json.dumps(document, indent=1) + "\n")
    write(folder, "case.yaml", json.dumps({"about": about, "settings": settings}, indent=1) + "\n")
    if devices is not None:
        write(folder, "devices.jsonl", "".join(json.dumps(device) + "\n" for device in devices))
    COUNT.clear()


def write(folder, name, text):
    with open(os.path.join(folder, name), "w") as out:
        out.write(text)


F_A, F_B, F_C = {"fault": "A"}, {"fault": "B"}, {"fault": "C"}
R_A, R_B, RUN, ALARM = {"recovery": "A"}, {"recovery": "B"}, {"type": "RUN"}, {"type": "ALARM"}
PAIR = {"allOf": [F_A, F_B], "within": "60s"}

case(
    "any-order",
    "allOf: each order; a window is half open; another device's events do not count; three at once",
    [
        ev(0, "F A"), ev(10, "F B"),
        ev(0, "F B", "d-2"), ev(59.999, "F A", "d-2"),
        ev(60, "F A", "d-3"), ev(120, "F B", "d-3"),
        ev(120, "F A", "d-4"), ev(121, "F B", "d-5"),
        ev(122, "F C", "d-6"), ev(123, "F A", "d-6"), ev(124, "F B", "d-6"),
    ],
    [rule("pair", PAIR), rule("triple", {"allOf": [F_A, F_B, F_C], "within": "60s"})],
)
case(
    "unless",
    "the recovery of a listed code cancels that code only, any other event cancels all before it",
    [
        ev(0, "F A"), ev(1, "R A"), ev(2, "F B"), ev(3, "F A"),
        ev(10, "F A", "d-2"), ev(11, "RUN", "d-2"), ev(12, "F B", "d-2"),
        ev(20, "F B", "d-3"), ev(21, "R A", "d-3"), ev(22, "F A", "d-3"),
        ev(30, "F A", "d-4"), ev(31, "R C", "d-4"), ev(32, "F B", "d-4"),
    ],
    [rule("pair", {**PAIR, "unless": [R_A, RUN, {"recovery": "C"}]})],
)
case(
    "sequence",
    "in order, others may lie between; the wrong order does not complete; C, then ALARM, no RUN between",
    [
        ev(0, "F A"), ev(1, "MOVE"), ev(2, "F B"), ev(3, "F C"),
        ev(4, "F B", "d-2"), ev(5, "F A", "d-2"), ev(6, "F C", "d-2"),
        ev(10, "F C", "d-3"), ev(69.999, "ALARM", "d-3"),
        ev(70, "F C", "d-4"), ev(71, "RUN", "d-4"), ev(72, "ALARM", "d-4"),
        ev(73, "F C", "d-5"), ev(133, "ALARM", "d-5"),
    ],
    [
        rule("steps", {"sequence": [F_A, F_B, F_C], "within": "60s"}),
        rule("no-run", {"sequence": [F_C, ALARM], "within": "60s", "unless": [RUN]}),
    ],
)
case(
    "count",
    "at least n within the window; what unless cancels does not count; the same event is one",
    [
        ev(0, "F A"), ev(10, "F A"), ev(20, "F A"),
        ev(20, "F A", "d-2"), ev(50, "F A", "d-2"), ev(80, "F A", "d-2"),
        ev(81, "F A", "d-3"), ev(82, "F A", "d-3"), ev(83, "R A", "d-3"), ev(84, "F A", "d-3"),
        ev(85, "F A", "d-4", eventId="same"), ev(85, "F A", "d-4", eventId="same"), ev(86, "F A", "d-4"),
    ],
    [rule("three", {"count": {"of": F_A, "atLeast": 3}, "within": "60s", "unless": [R_A]})],
)
case(
    "duration",
    "completes at t + for; a recovery exactly then comes too late; another code's does not count",
    [
        ev(0, "F A"), ev(10, "F A", "d-2"), ev(20, "F A", "d-3"), ev(21, "R B", "d-3"),
        ev(59.999, "R A"), ev(70, "R A", "d-2"), ev(85, "RUN", "d-3"), ev(200, "MOVE", "d-4"),
    ],
    [rule("lasting", {"duration": {"of": F_A}, "for": "60s"}, revokeOn=[R_A])],
)
case(
    "absence",
    "completes at the last + for, from first sight on; an event exactly then comes too late; unless stops the clock",
    [
        ev(0, "HEARTBEAT"), ev(100, "HEARTBEAT", "d-2"), ev(110, "MOVE", "d-3"), ev(120, "HEARTBEAT", "d-4"),
        ev(130, "STOP", "d-4"), ev(300, "HEARTBEAT"), ev(399.999, "HEARTBEAT", "d-2"), ev(420, "MOVE", "d-5"),
        ev(500, "MOVE", "d-1"),
    ],
    [
        rule(
            "silent",
            {"absence": {"of": {"type": "HEARTBEAT"}}, "for": "300s", "unless": [{"type": "STOP"}]},
            revokeOn=[{"type": "HEARTBEAT"}],
        )
    ],
)
case(
    "end-of-input",
    "at the end time runs out, but a deadline counts only up to the last event's ts + L",
    [
        ev(0, "F A"), ev(29.999, "F A", "d-2"), ev(30, "F A", "d-3"), ev(30.001, "F A", "d-4"),
        ev(60, "MOVE", "d-5"),
    ],
    [rule("lasting", {"duration": {"of": F_A}, "for": "60s"})],
)
case(
    "open-and-close",
    "an alert opens at the first completion while closed and closes at the first revokeOn event after it",
    [
        ev(0, "F A"), ev(1, "F B"), ev(2, "F A"), ev(3, "RUN"), ev(4, "RUN"), ev(5, "F B"), ev(6, "R A"), ev(80, "F B"),
    ],
    [rule("pair", PAIR, revokeOn=[RUN, R_A], hold="30s")],
)
case(
    "out-of-order",
    "what comes out of order within L is judged in its place: a new alert, one that never was, an opening that moves,"
    " a closing that moves",
    [
        ev(10, "F B"), ev(0, "F A"),
        ev(10, "F A", "d-2"), ev(20, "F B", "d-2"), ev(15, "R A", "d-2"),
        ev(20, "F A", "d-3"), ev(25, "F B", "d-3"), ev(22, "F B", "d-3"),
        ev(26, "F A", "d-4"), ev(27, "F B", "d-4"), ev(40, "RUN", "d-4"), ev(30, "RUN", "d-4"),
        ev(41, "F A", "d-5"), ev(45, "F B", "d-5"), ev(43, "R A", "d-5"), ev(42, "R A", "d-5"), ev(44, "F A", "d-5"),
    ],
    [rule("pair", {**PAIR, "unless": [R_A]}, revokeOn=[RUN])],
)
case(
    "beyond-the-tolerance",
    "an event late by exactly L is applied, one later by a millisecond is not, except that a recovery still revokes:"
    " from its place on the rule may open anew, also with what lies before it, but for completions further back than L",
    [
        ev(0, "F A"), ev(1, "F B"), ev(0, "F A", "d-2"), ev(50, "MOVE", "d-9"), ev(20, "F B", "d-2"),
        ev(19.999, "F B", "d-3"), ev(20, "F A", "d-3"), ev(10, "RUN"), ev(10, "R A"), ev(21, "F A"),
        ev(60, "F A", "d-4"), ev(61, "F B", "d-4"), ev(70, "F A", "d-4"), ev(90, "F A", "d-4"), ev(110, "MOVE", "d-4"),
        ev(65, "R A", "d-4"),
    ],
    [rule("pair", PAIR, revokeOn=[R_A, RUN])],
)
case(
    "deadline-out-of-order",
    "a deadline that the device's own time has passed is told at once, and taken back on evidence",
    [
        ev(0, "F A"), ev(70, "MOVE"), ev(59, "R A"),
        ev(70, "F A", "d-2"), ev(131, "MOVE", "d-2"), ev(130, "R A", "d-2"), ev(140, "MOVE", "d-3"),
    ],
    [rule("lasting", {"duration": {"of": F_A}, "for": "60s"}, revokeOn=[{"type": "STOP"}])],
)
case(
    "ties",
    "at one millisecond seq decides, then eventId",
    [
        ev(0, "F A", seq=2), ev(0, "F B", seq=1), ev(1, "MOVE"),
        ev(2, "F B", "d-2", eventId="b"), ev(2, "F A", "d-2", eventId="a"),
        ev(3, "F B", "d-3", eventId="a"), ev(3, "F A", "d-3", eventId="b"),
        ev(4, "F B", "d-4", seq=9), ev(4, "F A", "d-4", seq=10),
    ],
    [rule("steps", {"sequence": [F_A, F_B], "within": "10s"})],
)
case(
    "duplicates",
    "the same eventId twice is one event, and so is the same content without an id; where they differ the first holds",
    [
        ev(0, "F A", eventId="x"), ev(1, "F B", eventId="y"), ev(0, "F A", eventId="x"), ev(1, "F B", eventId="y"),
        ev(2, "F A", "d-2", eventId=None), ev(2, "F A", "d-2", eventId=None), ev(2, "F A", "d-2", eventId=None, seq=1),
        ev(9, "F A", "d-3", eventId="z"), ev(5, "F A", "d-3", eventId="z"), ev(8, "F A", "d-3"),
    ],
    [rule("pair", PAIR), rule("two", {"count": {"of": F_A, "atLeast": 2}, "within": "4s"})],
)
V = {"match": PAIR, "alertType": "PAIR"}
case(
    "versions",
    "a version judges completions from its effectiveFrom to the next one's; an edit leaves alerts open, a removal"
    " revokes them, on silent devices too; what was matched lies in the life of the rule",
    [
        ev(0, "F A", "d-1"), ev(5, "F B", "d-1"),
        ev(8, "F A", "d-2"), ev(12, "F B", "d-2"),
        ev(15, "F A", "d-3"), ev(16, "F B", "d-3"),
        ev(19, "F A", "d-4"), ev(25, "F B", "d-4"), ev(30, "R A", "d-3"),
        ev(35, "F A", "d-5"), ev(39.999, "F B", "d-5"),
        ev(38, "F A", "d-6"), ev(52, "F B", "d-6"), ev(53, "F A", "d-6"),
        ev(45, "F A", "d-7"), ev(46, "F B", "d-7"), ev(50, "F A", "d-8"), ev(60, "F B", "d-8"), ev(90, "MOVE", "d-9"),
    ],
    [
        {"id": "pair", **V, "effectiveFrom": at(10)},
        {"id": "pair", **V, "effectiveFrom": at(20), "severity": "CRITICAL", "revokeOn": [R_A]},
        {"id": "pair", "removed": True, "effectiveFrom": at(40)},
        {"id": "pair", **V, "effectiveFrom": at(50)},
    ],
)
case(
    "applies-to",
    "a rule is for the devices it names; an unknown attribute does not match",
    [ev(n, "F A", "d-%d" % n) for n in range(1, 5)] + [ev(10 + n, "F B", "d-%d" % n) for n in range(1, 5)],
    [
        rule("gold-x1", PAIR, appliesTo={"level": ["gold"], "model": ["X1"]}),
        rule("gold", PAIR, appliesTo={"level": ["gold", "platinum"]}),
        rule("all", PAIR),
    ],
    devices=[
        {"deviceId": "d-1", "level": "gold", "model": "X1"},
        {"deviceId": "d-2", "level": "platinum", "model": "X1"},
        {"deviceId": "d-3", "level": "gold"},
    ],
)
case(
    "rejects",
    "what cannot be understood comes out with its reason and moves nothing; messages in other words are understood",
    [
        ev(0, "F A"), "not json", "[]", '{"deviceId":"d-1","type":"FAULT","code":"B"}',
        ev(1, "F B", deviceId=None), ev(1, "BROKEN B"), ev(1, "F B", ts=-1), ev(1, "F B", ts="yesterday"),
        ev(1, "F B", ts=253402300800000),
        {"Message": "Fault", "DeviceNumber": "d-2", "Param": {"ErrCode": "A", "Timestamp": at(2), "ID": "m-1"}},
        {"Message": "Error", "DeviceNumber": "d-2", "Param": {"ErrCode": "B", "Timestamp": at(3), "ID": "m-2"}},
        ev(0, "F B", ts="2026-01-31T12:00:04+02:00", extra={"unknown": "fields are ignored"}),
    ],
    [rule("pair", PAIR)],
)
case(
    "templates",
    "a rule is a template's name and its parameters; what it says itself wins",
    [
        ev(0, "F 8"), ev(1, "F 14"), ev(2, "R 8"),
        ev(3, "F 8", "d-2"), ev(4, "F 8", "d-2"), ev(5, "F 8", "d-2"),
    ],
    [
        {"id": "combo-17", "template": "pairing", "params": {"first": "8", "second": "14", "window": "60s"}},
        {"id": "often", "template": "often", "params": {"fault": "8", "times": 3}, "severity": "CRITICAL"},
    ],
    templates=[
        {
            "id": "pairing",
            "parameters": {"first": "code", "second": "code", "window": "duration"},
            "body": {
                "alertType": "PAIR",
                "match": {"allOf": [{"fault": "${first}"}, {"fault": "${second}"}], "within": "${window}"},
                "revokeOn": [{"recovery": "${first}"}],
            },
        },
        {
            "id": "often",
            "parameters": {"fault": "code", "times": "number"},
            "body": {
                "alertType": "OFTEN",
                "severity": "MINOR",
                "match": {"count": {"of": {"fault": "${fault}"}, "atLeast": "${times}"}, "within": "60s"},
            },
        },
    ],
)
