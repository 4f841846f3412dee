#!/usr/bin/env python3
"""Writes the cases dispatch-*: their inputs, and the dispatches that must come of them.

The inputs are typed in below (those of dispatch-disorder are drawn at random, with a fixed seed). What must come of
them is worked out by the naive evaluator at the end, which shares no code and no method with the job: it has all of
the input before it in perfect order, takes every rule to be "one fault opens, a recovery of the same code closes",
and at each time at which anything happens looks at the whole past anew.

The arrival order of the events is the order of their lines; where a case is about disorder it is not the order of
their times, and stays within the tolerance of 30 s. The evaluator sorts.
"""

import hashlib
import json
import os
import random
from datetime import datetime, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
START = int(datetime(2026, 3, 2, 8, 0, tzinfo=timezone.utc).timestamp() * 1000)
NEVER = float("inf")
SEVERITIES = ["INFO", "WARNING", "MINOR", "MAJOR", "CRITICAL"]


def at(seconds):
    return START + round(seconds * 1000)


def alert_id(device, rule, opening):
    """The README of these cases says how alerts are named."""
    return hashlib.sha256("\x1f".join([device, rule, opening]).encode()).digest()[:16].hex()


def iso(ts):
    return datetime.fromtimestamp(ts / 1000, tz=timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + f"{ts % 1000:03d}Z"


class Case:
    def __init__(self, name, about):
        self.name, self.about = name, about
        self.rules, self.events, self.orders, self.actions, self.devices = [], [], [], [], []
        self.arrival = None

    def rule(self, rule_id, code, alert_type, severity="MAJOR", priority=0, hold=10, overrides=()):
        self.rules.append(dict(id=rule_id, code=code, alertType=alert_type, severity=severity, priority=priority,
                               hold=hold, overrides=list(overrides)))
        return self

    def event(self, device, seconds, kind, code):
        self.events.append(dict(eventId=f"e{len(self.events) + 1}", deviceId=device, type=kind, code=code,
                                ts=at(seconds)))
        return self

    def fault(self, device, seconds, code):
        return self.event(device, seconds, "FAULT", code)

    def recovery(self, device, seconds, code):
        return self.event(device, seconds, "RECOVERY", code)

    def order(self, device, rule, opened, seconds, state):
        """For the alert that the fault at a time opens."""
        self.orders.append(dict(alert=(device, rule, at(opened)), deviceId=device, state=state, ts=at(seconds)))
        return self

    def action(self, seconds, action, until=None, **target):
        entry = dict(actor="ops", ts=at(seconds), action=action, target=target)
        if until is not None:
            entry["until"] = at(until)
        self.actions.append(entry)
        return self

    def device(self, **config):
        self.devices.append(config)
        return self


def cases():
    c = Case("dispatch-hold", "an alert is dispatched when its hold is over; revoked before, nothing is sent; revoked "
             "at the very end of the hold, it is sent and taken back")
    c.rule("heat", "A", "HEAT", hold=30)
    c.fault("stays", 0, "A")
    c.fault("goes", 0, "A").recovery("goes", 29.999, "A")
    c.fault("edge", 0, "A").recovery("edge", 30, "A")
    c.fault("later", 0, "A").recovery("later", 45, "A")
    c.fault("again", 0, "A").recovery("again", 10, "A").fault("again", 20, "A").recovery("again", 70, "A")
    yield c

    c = Case("dispatch-work-orders", "what a revoke after dispatch does depends on the last work order up to it")
    c.rule("heat", "A", "HEAT", hold=10)
    states = ["CREATED", "APPROVED", "ASSIGNED", "IN_PROGRESS", "COMPLETED", "CLOSED", "CANCELLED"]
    for state in states:
        device = "d-" + state.lower().replace("_", "-")
        c.fault(device, 0, "A").recovery(device, 60, "A")
        c.order(device, "heat", 0, 20, "CREATED").order(device, "heat", 0, 40, state)
    c.fault("d-none", 0, "A").recovery("d-none", 60, "A")
    # At the time of the revoke counts, after it does not.
    c.fault("d-just", 0, "A").recovery("d-just", 60, "A")
    c.order("d-just", "heat", 0, 60, "IN_PROGRESS")
    c.fault("d-after", 0, "A").recovery("d-after", 60, "A")
    c.order("d-after", "heat", 0, 60.001, "COMPLETED")
    yield c

    c = Case("dispatch-overrides", "an open alert of higher priority whose rule overrides the type holds it back, "
             "dispatched itself or not, until it closes")
    c.rule("fire", "F", "FIRE", severity="CRITICAL", hold=60, overrides=["HEAT", "SMOKE"])
    c.rule("heat", "A", "HEAT", severity="MAJOR", hold=10, overrides=["SMOKE"])
    c.rule("smoke", "S", "SMOKE", severity="MINOR", hold=5)
    c.rule("noise", "N", "NOISE", severity="MINOR", hold=5, overrides=["FIRE"])
    c.fault("d1", 0, "S").fault("d1", 2, "F").fault("d1", 3, "A").recovery("d1", 30, "F").recovery("d1", 50, "A")
    c.fault("d2", 0, "S").fault("d2", 2, "F").recovery("d2", 40, "S").recovery("d2", 41, "F")
    c.fault("d3", 0, "S").fault("d3", 5, "F").recovery("d3", 300, "F")
    c.fault("d4", 0, "S").fault("d4", 5.001, "F")
    # Not more urgent, so it holds nothing back.
    c.fault("d6", 0, "N").fault("d6", 1, "F")
    # Of the two, the second fault of a code is a repeat and opens nothing.
    c.fault("d5", 0, "F").fault("d5", 10, "F").fault("d5", 20, "A").recovery("d5", 90, "F").recovery("d5", 90, "A")
    yield c

    c = Case("dispatch-shelving", "a shelved device or rule sends nobody until the time is over or taken back; a cancel "
             "is never held back")
    c.rule("heat", "A", "HEAT", hold=10).rule("oil", "O", "OIL", hold=10)
    c.action(0, "SHELVE", until=100, deviceId="d1")
    c.fault("d1", 20, "A").fault("d1", 30, "O").recovery("d1", 60, "O")
    c.action(0, "SHELVE", until=1000, deviceId="d2").action(70, "UNSHELVE", deviceId="d2")
    c.fault("d2", 20, "A")
    c.action(25, "SHELVE", until=200, ruleId="heat")
    c.fault("d3", 20, "A").fault("d3", 20, "O").recovery("d3", 200, "A")
    c.fault("d4", 0, "A").recovery("d4", 50, "A")
    c.action(20, "SHELVE", until=1000, deviceId="d4")
    # Just when the hold is over: acts come first.
    c.fault("d5", 300, "O").action(310, "SHELVE", until=320, deviceId="d5")
    c.fault("d6", 300, "O").action(290, "SHELVE", until=310, deviceId="d6")
    yield c

    c = Case("dispatch-same-type", "a type for which somebody was sent, and that is open still, is not sent again")
    c.rule("heat-sensor", "A", "HEAT", hold=10).rule("heat-camera", "B", "HEAT", severity="CRITICAL", hold=10)
    c.fault("d1", 0, "A").fault("d1", 5, "B").recovery("d1", 60, "A")
    c.fault("d2", 0, "A").fault("d2", 0, "B").recovery("d2", 60, "B").recovery("d2", 90, "A")
    yield c

    c = Case("dispatch-order", "at one time the most severe is decided first, then the higher priority, then the rule id")
    c.rule("b-rule", "A", "BOILER", severity="MAJOR", priority=1, hold=10)
    c.rule("a-rule", "A", "ALPHA", severity="MAJOR", priority=1, hold=10)
    c.rule("c-rule", "A", "CHILLER", severity="MAJOR", priority=7, hold=10)
    c.rule("d-rule", "A", "DYNAMO", severity="CRITICAL", priority=0, hold=10)
    c.rule("e-rule", "A", "ALPHA", severity="MAJOR", priority=3, hold=10)
    c.fault("d1", 0, "A").recovery("d1", 60, "A")
    yield c

    c = Case("dispatch-devices", "severity, hold and overrides of a device win over those of its level, and those over "
             "the rule's")
    c.rule("heat", "A", "HEAT", severity="MAJOR", hold=10).rule("oil", "O", "OIL", severity="MINOR", hold=10)
    c.device(level="gold", hold="1m", sla="4h", severity="CRITICAL")
    c.device(deviceId="d1", level="gold", site="north")
    c.device(deviceId="d2", level="gold", hold="5s", site="south")
    c.device(deviceId="d3", site="south", severity="WARNING")
    c.device(deviceId="d4", overrides=["OIL"])
    for device in ["d1", "d2", "d3", "d4", "d5"]:
        c.fault(device, 0, "A").fault(device, 1, "O").recovery(device, 80, "A")
    yield c

    c = Case("dispatch-disorder", "some thousand events of forty devices with everything at once, out of order by up to "
             "25 s and one in five twice")
    rng = random.Random(20260302)
    c.rule("fire", "F", "FIRE", severity="CRITICAL", hold=20, overrides=["HEAT", "SMOKE"])
    c.rule("heat", "A", "HEAT", severity="MAJOR", hold=10, overrides=["SMOKE"])
    c.rule("heat-two", "B", "HEAT", severity="MAJOR", priority=2, hold=40)
    c.rule("smoke", "S", "SMOKE", severity="MINOR", hold=0)
    for n in range(40):
        device = f"d{n}"
        for _ in range(30):
            c.event(device, rng.randrange(0, 600_000, 500) / 1000, rng.choice(["FAULT", "FAULT", "RECOVERY"]),
                    rng.choice("FABS"))
        if rng.random() < 0.4:
            shelved = rng.randrange(600)
            c.action(shelved, "SHELVE", until=shelved + rng.randrange(1, 120), deviceId=device)
        if rng.random() < 0.2:
            c.action(rng.randrange(600), "UNSHELVE", deviceId=device)
    c.action(100, "SHELVE", until=160, ruleId="heat").action(300, "SHELVE", until=500, ruleId="smoke")
    c.action(390, "UNSHELVE", ruleId="smoke")
    arriving = []
    for event in c.events:
        arriving.append((event["ts"] + rng.randrange(25_000), event))
        if rng.random() < 0.2:
            arriving.append((event["ts"] + rng.randrange(25_000), event))
    arriving.sort(key=lambda pair: pair[0])
    c.arrival = [event for _, event in arriving]
    yield c


# ---------------------------------------------------------------- the naive evaluator

def openings(case, device):
    """(rule, opening event, opened, revoked) of a device, over its events in order."""
    events = sorted((e for e in case.events if e["deviceId"] == device), key=lambda e: (e["ts"], e["eventId"]))
    found = []
    for rule in case.rules:
        opened = None
        for event in events:
            if event["code"] != rule["code"]:
                continue
            if opened is None and event["type"] == "FAULT":
                opened, opening = event["ts"], event["eventId"]
            elif opened is not None and event["type"] == "RECOVERY":
                found.append((rule, opening, opened, event["ts"]))
                opened = None
        if opened is not None:
            found.append((rule, opening, opened, NEVER))
    return found


def configured(case, device, rule):
    """The rule as it is for a device: (severity, hold, overrides)."""
    own = next((d for d in case.devices if d.get("deviceId") == device), {})
    level = next((d for d in case.devices if "deviceId" not in d and d["level"] == own.get("level")), {})
    value = lambda key, other: own.get(key, level.get(key, other))
    hold = value("hold", None)
    units = {"s": 1000, "m": 60_000}
    hold = rule["hold"] * 1000 if hold is None else int(hold[:-1]) * units[hold[-1]]
    return value("severity", rule["severity"]), hold, value("overrides", rule["overrides"])


def shelved(case, key, name, time):
    acts = [a for a in case.actions if a["target"].get(key) == name and a["ts"] <= time and a["action"] != "ACK"]
    if not acts:
        return False
    last = max(acts, key=lambda a: (a["ts"], a["action"] == "UNSHELVE", a.get("until", 0)))
    return last["action"] == "SHELVE" and last["until"] > time


def derive(case):
    dispatches = []
    for device in sorted({e["deviceId"] for e in case.events}):
        alerts = []
        for rule, opening, opened, revoked in openings(case, device):
            severity, hold, overrides = configured(case, device, rule)
            alerts.append(dict(id=alert_id(device, rule["id"], opening), rule=rule, opened=opened, revoked=revoked, severity=severity, due=opened + hold,
                               hold=hold, overrides=overrides, sent=None, over=False))
        rank = lambda a: (SEVERITIES.index(a["severity"]), a["rule"]["priority"])
        alerts.sort(key=lambda a: (-rank(a)[0], -rank(a)[1], a["rule"]["id"]))
        times = {t for a in alerts for t in (a["opened"], a["due"], a["revoked"])}
        times |= {t for a in case.actions for t in (a["ts"], a.get("until", 0))}

        def put(alert, action, time):
            dispatches.append(dict(dispatchId=f"{alert['id']}:{action}", action=action, alertId=alert["id"],
                                   deviceId=device, ruleId=alert["rule"]["id"],
                                   alertType=alert["rule"]["alertType"], severity=alert["severity"], ts=iso(time)))

        def call_off(alert, time):
            alert["over"] = True
            orders = [o for o in case.orders
                      if o["alert"] == (device, alert["rule"]["id"], alert["opened"]) and o["ts"] <= time]
            state = max(orders, key=lambda o: o["ts"])["state"] if orders else None
            if state in (None, "CREATED", "APPROVED", "ASSIGNED"):
                put(alert, "CANCEL", time)
            elif state == "IN_PROGRESS":
                put(alert, "NOTE", time)

        for time in sorted(t for t in times if t != NEVER):
            for alert in alerts:
                if alert["revoked"] == time and alert["sent"] is not None and not alert["over"]:
                    call_off(alert, time)
            for alert in alerts:
                held = alert["due"] <= time and alert["sent"] is None
                in_hold = alert["revoked"] - alert["opened"] < alert["hold"]
                punctual = time == alert["due"] and alert["revoked"] == time
                if not held or in_hold or (alert["revoked"] <= time and not punctual):
                    continue
                open_now = [a for a in alerts if a is not alert and a["opened"] <= time < a["revoked"]]
                held_back = (
                    any(rank(a) > rank(alert) and alert["rule"]["alertType"] in a["overrides"] for a in open_now)
                    or any(a["sent"] is not None and a["rule"]["alertType"] == alert["rule"]["alertType"]
                           for a in open_now)
                    or shelved(case, "deviceId", device, time)
                    or shelved(case, "ruleId", alert["rule"]["id"], time))
                if not held_back:
                    alert["sent"] = time
                    put(alert, "DISPATCH", time)
                    if alert["revoked"] == time:
                        call_off(alert, time)
    # Per device as they are sent; between devices there is no order.
    return dispatches


# ---------------------------------------------------------------- files

def rules_yaml(case):
    lines = ["rules:"]
    for rule in case.rules:
        lines += [f"  - id: {rule['id']}",
                  f"    alertType: {rule['alertType']}",
                  f"    severity: {rule['severity']}",
                  f"    priority: {rule['priority']}",
                  "    match:",
                  f"      count: {{of: {{fault: \"{rule['code']}\"}}, atLeast: 1}}",
                  "      within: 10s",
                  f"    revokeOn: [{{recovery: \"{rule['code']}\"}}]",
                  f"    hold: {rule['hold']}s",
                  f"    overrides: [{', '.join(rule['overrides'])}]"]
    return "\n".join(lines) + "\n"


def write(folder, name, rows):
    if rows:
        with open(os.path.join(folder, name), "w") as out:
            out.writelines(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)


def main():
    for case in cases():
        folder = os.path.join(HERE, case.name)
        os.makedirs(os.path.join(folder, "expected"), exist_ok=True)
        with open(os.path.join(folder, "case.yaml"), "w") as out:
            out.write(f'about: "{case.about}"\n')
        with open(os.path.join(folder, "rules.yaml"), "w") as out:
            out.write(rules_yaml(case))
        arrival = case.arrival or sorted(case.events, key=lambda e: e["ts"])
        write(folder, "events.jsonl", arrival)
        write(folder, "actions.jsonl", sorted(case.actions, key=lambda a: a["ts"]))
        write(folder, "devices.jsonl", case.devices)
        named = {(d, rule["id"], opened): alert_id(d, rule["id"], opening)
                 for d in {e["deviceId"] for e in case.events} for rule, opening, opened, _ in openings(case, d)}
        orders = [dict(alertId=named[o["alert"]], deviceId=o["deviceId"], state=o["state"], ts=o["ts"])
                  for o in sorted(case.orders, key=lambda o: o["ts"])]
        write(folder, "work-orders.jsonl", orders)
        write(os.path.join(folder, "expected"), "dispatches.jsonl", derive(case))


if __name__ == "__main__":
    main()
