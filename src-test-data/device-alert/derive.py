#!/usr/bin/env python3
"""Works out what the examples must give, from the definitions alone.

Nothing here is clever and nothing is shared with the suite: whenever an event has arrived, all events of its device
that arrived so far are put in order and every completion is searched among all of them; the difference to what came
out before is what has to be said. Needs python3 and nothing else.

    python3 derive.py                         writes <case>/expected/*.jsonl
    python3 derive.py --check                 fails if a committed byte is not what this gives
    python3 derive.py --compare CASE OUT_DIR  compares a replay's outputs with a case, exits 1 on a difference
"""
import hashlib
import json
import os
import re
import sys
from datetime import datetime, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
TYPES = ["FAULT", "RECOVERY", "ALARM", "RUN", "STOP", "MOVE", "HEARTBEAT"]
FOREVER = float("-inf")


def digest(*parts):
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def millis(text):
    if isinstance(text, (int, float)):
        return int(text)
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        raise ValueError("no zone")
    return round(moment.timestamp() * 1000)


def iso(ts):
    moment = datetime.fromtimestamp(ts // 1000, timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (ts % 1000)


def span(text):
    units = {"ms": 1, "s": 1000, "m": 60000, "h": 3600000, "d": 86400000}
    return sum(int(n) * units[u] for n, u in re.findall(r"(\d+)(ms|s|m|h|d)", text))


# -- events ------------------------------------------------------------------------------------------------------------


def decode(line):
    """An event, or the reason why there is none."""
    try:
        given = json.loads(line)
    except ValueError:
        return None, "not-json"
    if not isinstance(given, dict):
        return None, "not-an-object"
    if "DeviceNumber" in given:
        param = given.get("Param") or {}
        word = str(given.get("Message")).upper()
        given = {
            "type": {"ERROR": "FAULT", "RECOVER": "RECOVERY"}.get(word, word),
            "deviceId": given["DeviceNumber"],
            "code": param.get("ErrCode"),
            "ts": param.get("Timestamp"),
            "eventId": param.get("ID"),
        }
    if given.get("ts") in (None, ""):
        return None, "missing-ts"
    try:
        ts = millis(given["ts"])
    except (ValueError, TypeError):
        return None, "bad-ts"
    if ts < 0 or ts > 253402300799999:
        return None, "bad-ts"
    if given.get("deviceId") in (None, ""):
        return None, "missing-device-id"
    if given.get("type") in (None, ""):
        return None, "missing-type"
    if given["type"] not in TYPES:
        return None, "unknown-type"
    code = given.get("code")
    event = {
        "device": str(given["deviceId"]),
        "type": given["type"],
        "code": None if code in (None, "") else str(code),
        "ts": ts,
        "seq": given.get("seq") or 0,
    }
    event["id"] = given.get("eventId") or digest(
        event["device"], event["type"], event["code"], event["ts"], event["seq"]
    )
    return event, None


def place(event):
    return (event["ts"], event["seq"], event["id"])


def start_of(ts):
    """Where deadlines and removals stand: before all events of that millisecond."""
    return (ts, FOREVER, "")


# -- rules -------------------------------------------------------------------------------------------------------------


def pattern(item):
    if "type" in item:
        return (item["type"], item.get("code"))
    ((key, code),) = item.items()
    return (key.upper(), str(code))


def is_a(wanted, event):
    return wanted[0] == event["type"] and (wanted[1] is None or wanted[1] == event["code"])


def fill(body, params):
    if isinstance(body, dict):
        return {key: fill(value, params) for key, value in body.items()}
    if isinstance(body, list):
        return [fill(value, params) for value in body]
    if isinstance(body, str):
        return re.sub(r"\$\{(\w+)}", lambda found: str(params[found.group(1)]), body)
    return body


class Rule:
    def __init__(self, given, templates, version):
        if "template" in given:
            body = fill(templates[given["template"]], given.get("params", {}))
            given = {**body, **given}
        self.id = given["id"]
        self.version = given.get("version", version)
        self.start = millis(given["effectiveFrom"]) if "effectiveFrom" in given else FOREVER
        self.removed = given.get("removed", False)
        if self.removed:
            return
        self.type = given["alertType"]
        self.severity = given.get("severity", "MAJOR")
        self.applies = given.get("appliesTo", {})
        self.revoke_on = [pattern(each) for each in given.get("revokeOn", [])]
        match = given["match"]
        self.unless = [pattern(each) for each in match.get("unless", [])]
        self.window = span(match.get("within", match.get("for")))
        self.kind = next(k for k in ("allOf", "sequence", "count", "absence", "duration") if k in match)
        of = match[self.kind]
        self.at_least = int(of["atLeast"]) if self.kind == "count" else 0
        self.items = [pattern(each) for each in (of if isinstance(of, list) else [of["of"]])]

    def cancels(self, unless, item):
        codes = [code for _, code in self.items]
        own = unless[0] == "RECOVERY" and unless[1] is not None and unless[1] in codes
        return item[1] == unless[1] if own else True


def read_rules(path):
    document = json.load(open(path))
    templates = {t["id"]: t["body"] for t in document.get("templates", [])}
    lines = {}
    for given in document["rules"]:
        line = lines.setdefault(given["id"], [])
        rule = Rule(given, templates, line[-1].version + 1 if line else 1)
        line[:] = [before for before in line if before.start < rule.start] + [rule]
    return lines


# -- the alerts of one rule on one device --------------------------------------------------------------------------------


class Judge:
    """What one rule makes of events in their order, up to a time."""

    def __init__(self, versions, events, until, device, late=()):
        self.versions = versions
        self.events = sorted(events, key=place)
        self.until = until
        self.device = device
        self.late = dict(late)

    def at(self, ts):
        found = None
        for version in self.versions:
            if version.start <= ts:
                found = version
        return None if found is None or found.removed else found

    def life(self, rule):
        start = rule.start
        for before in reversed(self.versions[: self.versions.index(rule)]):
            if before.removed:
                break
            start = before.start
        return start

    def applies(self, rule):
        return self.device is None or all(
            self.device.get(name) in values for name, values in rule.applies.items() if values
        )

    def raise_of(self, rule, item, each, last):
        """Whether the event stands for the item when the last one comes."""
        event, end = self.events[each], self.events[last]
        if not is_a(item, event) or end["ts"] - event["ts"] >= rule.window or event["ts"] < self.life(rule):
            return False
        return not any(
            is_a(unless, self.events[between]) and rule.cancels(unless, item)
            for between in range(each + 1, last)
            for unless in rule.unless
        )

    def latest(self, rule, item, last, before):
        for each in range(before - 1, -1, -1):
            if self.raise_of(rule, item, each, last):
                return each
        return None

    def completion(self, rule, last):
        """The matched events, the latest that will do, or None."""
        if self.events[last]["ts"] < self.life(rule):
            return None
        event = self.events[last]
        if rule.kind == "allOf":
            for own, item in enumerate(rule.items):
                if is_a(item, event):
                    others = [
                        self.latest(rule, other, last, last) for n, other in enumerate(rule.items) if n != own
                    ]
                    if None not in others:
                        return sorted(set(others + [last]))
            return None
        if rule.kind == "sequence":
            if not is_a(rule.items[-1], event):
                return None
            found = [last]
            for item in reversed(rule.items[:-1]):
                before = self.latest(rule, item, last, found[0])
                if before is None:
                    return None
                found.insert(0, before)
            return found
        if rule.kind == "count" and is_a(rule.items[0], event):
            raises = [n for n in range(last) if self.raise_of(rule, rule.items[0], n, last)] + [last]
            return raises[-rule.at_least :] if len(raises) >= rule.at_least else None
        return None

    def deadlines(self):
        for rule in self.versions:
            if rule.removed or rule.kind not in ("absence", "duration"):
                continue
            for n, anchor in enumerate(self.events):
                first = n == 0 and rule.kind == "absence"
                due = anchor["ts"] + rule.window
                if not (first or is_a(rule.items[0], anchor)) or anchor["ts"] < self.life(rule):
                    continue
                if due > self.until or self.at(due) is not rule:
                    continue
                between = [event for event in self.events[n + 1 :] if event["ts"] < due]
                if rule.kind == "absence":
                    ends = [event for event in between if is_a(rule.items[0], event)]
                else:
                    ends = [
                        event
                        for event in between
                        if event["type"] == "RECOVERY"
                        and event["code"] == anchor["code"]
                        and rule.items[0][0] == "FAULT"
                    ]
                ends += [event for event in between if any(is_a(unless, event) for unless in rule.unless)]
                if not ends:
                    yield due, anchor

    def alerts(self):
        steps = [(event["ts"], 2, n, None) for n, event in enumerate(self.events)]
        steps += [(due, 1, 0, anchor) for due, anchor in self.deadlines()]
        steps += [(v.start, 0, 0, None) for v in self.versions if v.removed and v.start <= self.until]
        steps.sort(key=lambda step: step[:3])
        found, opened = [], None
        for ts, kind, n, anchor in steps:
            here = place(self.events[n]) if kind == 2 else start_of(ts)
            late = self.late.get(opened["alertId"]) if opened else None
            if late and here >= late["free"]:
                opened.update(late["close"])
                opened = None
            if kind == 0:
                if opened:
                    opened.update(closed=ts, because="RULE_REMOVED", by=[])
                    opened = None
                continue
            rule = self.at(ts)
            if rule is None:
                continue
            event = self.events[n]
            if opened:
                if kind == 2 and any(is_a(each, event) for each in rule.revoke_on):
                    opened.update(closed=ts, because="REVOKED_ON_EVENT", by=[event["id"]])
                    opened = None
                continue
            matched = [anchor] if kind == 1 else [self.events[e] for e in self.completion(rule, n) or []]
            if matched and self.applies(rule):
                opening = "@%d" % ts if kind == 1 else event["id"]
                opened = {
                    "alertId": digest(event["device"], rule.id, opening),
                    "rule": rule,
                    "opened": ts,
                    "evidence": [each["id"] for each in matched],
                    "fault": matched[0]["ts"],
                    "closed": None,
                    "because": None,
                    "by": [],
                }
                found.append(opened)
        if opened and opened["alertId"] in self.late:
            opened.update(self.late[opened["alertId"]]["close"])
        return found


# -- a device, event after event -------------------------------------------------------------------------------------------


class Device:
    def __init__(self, name, rules, attributes, tolerance):
        self.name, self.rules, self.attributes, self.tolerance = name, rules, attributes, tolerance
        self.events, self.said, self.last, self.gone, self.messages = {}, {}, {}, set(), []
        self.late_closed = {}

    def arrives(self, event):
        before = self.events.get(event["id"])
        if before is None or place(event) < place(before):
            self.events[event["id"]] = event
            self.speak(self.clock(), event)

    def clock(self):
        return max(each["ts"] for each in self.events.values())

    def speak(self, until, cause):
        now = {}
        for rule_id in sorted(self.rules):
            judge = Judge(self.rules[rule_id], self.events.values(), until, self.attributes, self.late_closed)
            for alert in judge.alerts():
                now[alert["alertId"]] = alert
        for key, alert in self.last.items():
            if key not in now and key not in self.gone:
                self.gone.add(key)
                self.say(alert, "REVOKE", alert["opened"], "LATE_EVIDENCE", [cause["id"]] if cause else [])
        for key, alert in now.items():
            old = None if key in self.gone else self.last.get(key)
            self.gone.discard(key)
            if old is None:
                self.say(alert, "RAISE", alert["opened"], "COMPLETED", alert["evidence"])
            closed_before = old and old["closed"]
            if alert["closed"] is not None and alert["closed"] != closed_before:
                self.say(alert, "REVOKE", alert["closed"], alert["because"], alert["by"])
        self.last = {**{k: a for k, a in self.last.items() if k in self.gone}, **now}

    def comes_late(self, event):
        """Nothing, but that a recovery closes what it would close, in its place in the order. What completes behind
        that place, no further back than the tolerance, opens anew."""
        kept = "nothing"
        for key, alert in self.last.items():
            rule = Judge(self.rules[alert["rule"].id], [], 0, None).at(event["ts"])
            if (
                event["type"] == "RECOVERY"
                and key not in self.gone
                and alert["closed"] is None
                and alert["opened"] < event["ts"]
                and rule
                and any(is_a(each, event) for each in rule.revoke_on)
            ):
                self.late_closed[key] = {
                    "close": {"closed": event["ts"], "because": "LATE_RECOVERY", "by": [event["id"]]},
                    "free": max(place(event), start_of(self.clock() - self.tolerance)),
                }
                kept = "revoked"
        if kept == "revoked":
            self.speak(self.clock(), None)
        return kept

    def say(self, alert, action, ts, reason, evidence):
        revision = self.said.get(alert["alertId"], 0) + 1
        self.said[alert["alertId"]] = revision
        self.messages.append(
            {
                "alertId": alert["alertId"],
                "action": action,
                "revision": revision,
                "ruleId": alert["rule"].id,
                "ruleVersion": alert["rule"].version,
                "deviceId": self.name,
                "alertType": alert["rule"].type,
                "severity": alert["rule"].severity,
                "ts": iso(ts),
                "faultTime": iso(alert["fault"]),
                "reason": reason,
                "evidence": evidence,
            }
        )


def derive(folder):
    case = json.load(open(os.path.join(folder, "case.yaml")))
    tolerance = span(case["settings"].get("lateness", "30s"))
    rules = read_rules(os.path.join(folder, "rules.yaml"))
    attributes = None
    if os.path.exists(os.path.join(folder, "devices.jsonl")):
        lines = [json.loads(line) for line in open(os.path.join(folder, "devices.jsonl"))]
        attributes = {line["deviceId"]: line for line in lines if "deviceId" in line}
    devices, late, rejects, largest = {}, [], [], None
    for line in open(os.path.join(folder, "events.jsonl"), encoding="utf-8"):
        event, reason = decode(line)
        if event is None:
            rejects.append({"reason": reason, "payload": line.rstrip("\n")})
            continue
        name = event["device"]
        if name not in devices:
            mine = None if attributes is None else attributes.get(name, {})
            devices[name] = Device(name, rules, mine, tolerance)
        if largest is not None and event["ts"] < largest - tolerance:
            kept = devices[name].comes_late(event)
            late.append({"ts": iso(event["ts"]), "deviceId": name, "eventId": event["id"], "kept": kept})
        else:
            devices[name].arrives(event)
        largest = event["ts"] if largest is None else max(largest, event["ts"])
    messages = []
    for name in sorted(devices):
        if devices[name].events:
            devices[name].speak(largest + tolerance, None)
        messages += devices[name].messages
    return {"alerts.jsonl": messages, "late.jsonl": late, "rejects.jsonl": rejects}


# -- files -------------------------------------------------------------------------------------------------------------------


def cases():
    """All but those that dispatch.py and cep.py work out."""
    names = (n for n in os.listdir(HERE) if os.path.exists(os.path.join(HERE, n, "case.yaml")))
    return sorted(n for n in names if not n.startswith(("dispatch-", "cep-")))


def text(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def compare(name, out):
    import base64

    wrong = 0
    for file, rows in derive(os.path.join(HERE, name)).items():
        got = [json.loads(line) for line in open(os.path.join(out, file))]
        if file == "rejects.jsonl":
            got = [{"reason": g["reason"], "payload": base64.b64decode(g["payloadBase64"]).decode()} for g in got]
        elif rows:
            got = [{key: g.get(key) for key in rows[0]} for g in got]
        if sorted(map(json.dumps, got)) != sorted(map(json.dumps, rows)):
            wrong = 1
            print("%s: %s differs" % (name, file))
            for row in rows:
                if row not in got:
                    print("  missing", json.dumps(row))
            for row in got:
                if row not in rows:
                    print("  not expected", json.dumps(row))
    return wrong


def main(args):
    if args[:1] == ["--compare"]:
        return compare(args[1], args[2])
    wrong = 0
    for name in cases():
        folder = os.path.join(HERE, name, "expected")
        os.makedirs(folder, exist_ok=True)
        for file, rows in derive(os.path.join(HERE, name)).items():
            path = os.path.join(folder, file)
            if args[:1] == ["--check"]:
                if open(path).read() != text(rows):
                    print(path, "is not what is derived")
                    wrong = 1
            else:
                open(path, "w").write(text(rows))
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
