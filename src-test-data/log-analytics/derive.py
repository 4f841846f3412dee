#!/usr/bin/env python3
"""Works out what every case must give, from the definitions alone (README.md), without a line of the suite's code.

  derive.py                    writes <case>/expected/*.jsonl
  derive.py --check            fails if what is committed is not what the cases and the definitions give
  derive.py --compare CASE OUT compares a replay's output directory with what the case expects

A straightforward reader: regular expressions, exact counting in dictionaries, the geo ranges as a list. formats.py reads what is not of the
common logs' family.
"""

import base64
import csv
import gzip
import io
import ipaddress
import json
import math
import os
import re
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import cases
import quality
import formats

HERE = os.path.dirname(os.path.abspath(__file__))
RANK_ERROR = 0.015
QUANTILES = {"latencyP50Ms": 0.50, "latencyP95Ms": 0.95, "latencyP99Ms": 0.99}
UNCAPPED = {"all", "country", "status"}
MONTHS = {name: number + 1 for number, name in enumerate(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())}

QUOTED = rb'"((?:[^"\\]|\\.)*)"'
TIME = rb"\[([^\]]*)\]"
COMMON = rb"(\S+) - (.+?) " + TIME + rb" " + QUOTED + rb" (\d{3}|-) (\d+|-)"
VHOST = rb"(\S+) " + COMMON
TAILS = [
    (rb"", ()),
    (rb" " + QUOTED + rb" " + QUOTED, ("referrer", "agent")),
    (rb" " + QUOTED + rb" " + QUOTED + rb" " + QUOTED, ("referrer", "agent", "forwarded")),
    (rb" " + QUOTED + rb" " + QUOTED + rb" " + QUOTED + rb" (\S+) (\d+\.\d{3}|-) ([0-9a-f]{32}|-) (\d+\.\d{3}|-)",
     ("referrer", "agent", "forwarded", "host", "seconds", "id", "msec")),
]
NAMED = {"common": TAILS[:1], "combined": TAILS[1:2], "gunicorn": TAILS[1:2]}
BASE = ("remote", "user", "time", "request", "status", "bytes")
NGINX = {"remote_addr": "remote", "host": "host", "request": "request", "status": "status",
         "body_bytes_sent": "bytes", "request_time": "seconds", "http_referer": "referrer",
         "http_user_agent": "agent", "remote_user": "user", "http_x_forwarded_for": "forwarded",
         "request_id": "id", "time_iso8601": "iso"}
AGENT_CLASSES = [
    ("Googlebot", "search-crawler"), ("GPTBot", "ai-crawler"), ("ClaudeBot", "ai-crawler"),
    ("PerplexityBot", "ai-crawler"), ("Bytespider", "ai-crawler"), ("CCBot", "ai-crawler"), ("curl/", "tool"),
    ("python-requests/", "tool"), ("Go-http-client/", "tool"), ("(iPhone;", "phone"), ("(iPad;", "tablet"),
    ("(Windows NT 10.0; Win64; x64) AppleWebKit", "desktop")]


class Reject(Exception):
    pass


# ---------------------------------------------------------------------------------------------------- lines

def lines_of(content):
    """(offset of the first byte, bytes without the line feed)"""
    offset = 0
    while offset < len(content):
        end = content.find(b"\n", offset)
        end = len(content) if end < 0 else end
        yield offset, content[offset:end]
        offset = end + 1


def fields_of(line, settings, logs):
    """What the line says and what its envelope says; None for a line that only says how to read others."""
    if len(line) > settings.get("parse.max-line-bytes", 1 << 20):
        raise Reject("line-too-long")
    said = {}
    found = None
    for _ in range(3):
        line = line.rstrip(b"\r\n")
        if not line.strip(b" \t"):
            raise Reject("empty-line")
        found, inside = read(line, settings, logs, said)
        if inside is None:
            break
        labels = said.get("labels", {}) | inside[1].get("labels", {})
        line, said = inside[0], said | inside[1] | ({"labels": labels} if labels else {})
    if found is None:
        raise Reject("unrecognised-format")
    if found == "directive":
        return None, said
    return {name: value for name, value in found.items() if value not in (b"-", b"")}, said


def read(line, settings, logs, said):
    """The fields of the line, or else what lies in it if it is an envelope."""
    names = settings["parse.format"]
    names = names if isinstance(names, list) else [names]
    if line[:1] == b"{":
        try:
            record = formats.parsed(line)
        except formats.Broken as broken:
            raise Reject(str(broken)) from broken
        try:
            found = formats.in_house(record) if settings.get("in-house") else None
        except formats.Incomplete as incomplete:
            raise Reject(str(incomplete)) from incomplete
        if found is not None:
            return found, None
        for name, reader in (("caddy", formats.caddy), ("traefik", formats.traefik),
                             ("nginx-json", lambda it: formats.nginx_json(it, settings.get("parse.json-fields", [])))):
            found = reader(record) if name in names or "auto" in names else None
            if found is not None:
                return found, None
        return None, formats.json_envelope(record)
    if line[0] < 0x20:
        return None, formats.avro_envelope(line)  # nothing else begins like that
    for name in names:
        found = (formats.apache(name, line) if "%" in name else match_nginx(name, line) if "$" in name
                 else read_w3c(line, settings, logs, said) if name == "w3c"
                 else match_family(line) or read_w3c(line, settings, logs, said) if name == "auto"
                 else match_family(line, NAMED[name]) if name in NAMED else None)
        if found is not None:
            return found, None
    return None, None


def read_w3c(line, settings, logs, said):
    host, file = said.get("host", {}).get("name"), said.get("log", {}).get("file", {}).get("path")
    log = logs.setdefault((host, file), {})
    if "columns" not in log and "parse.w3c-fields" in settings:
        log["columns"] = settings["parse.w3c-fields"].split()
    if formats.w3c_directive(line, log):
        return "directive"
    if "columns" in log:
        return formats.w3c(line, log)
    if re.match(rb"\d{4}-\d\d-\d\d[ \t]\d\d:\d\d:\d\d[ \t]", line):
        raise Reject("no-w3c-fields")
    return None


def match_family(line, tails=TAILS):
    words = line.split(b" ", 2)
    vhost = len(words) == 3 and words[1] != b"-"
    for tail, names in tails:
        match = re.fullmatch((VHOST if vhost else COMMON) + tail, line, re.DOTALL)
        if match:
            return dict(zip((("host",) if vhost else ()) + BASE + names, match.groups()))
    return None


def match_nginx(form, line):
    pattern, names = b"", []
    for part in re.split(r"(\$\w+|\"\$\w+\")", form):
        variable = part.strip('"$')
        if part.startswith('"$'):
            pattern += QUOTED
            names.append(NGINX[variable])
        elif part.startswith("$"):
            pattern += {"status": rb"(\d{3}|-)", "body_bytes_sent": rb"(\d+|-)",
                        "request_time": rb"(\d+\.\d+|-)"}.get(variable, rb"(\S+)")
            names.append(NGINX[variable])
        else:
            pattern += re.escape(part.encode())
    match = re.fullmatch(pattern, line, re.DOTALL)
    return dict(zip(names, match.groups())) if match else None


def millis_of(fields):
    if fields.get("plain") and fields.get("millis") is None:
        raise Reject("bad-timestamp")
    if "millis" in fields:
        if fields["millis"] is None:
            raise Reject("bad-timestamp")
        return fields["millis"]
    if "msec" in fields:
        seconds, fraction = fields["msec"].split(b".")
        return int(seconds) * 1000 + int(fraction)
    try:
        if "iso" in fields:
            return round(datetime.fromisoformat(fields["iso"].decode()).timestamp() * 1000)
        match = re.fullmatch(rb"(\d\d)/(\w{3})/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)", fields["time"])
        day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
        zone = timedelta(hours=int(hours), minutes=int(minutes)) * (1 if sign == b"+" else -1)
        moment = datetime(int(year), MONTHS[month.decode()], int(day), int(hour), int(minute), int(second),
                          tzinfo=timezone(zone))
        return round(moment.timestamp() * 1000)
    except (AttributeError, KeyError, ValueError) as wrong:
        raise Reject("bad-timestamp") from wrong


def web_servers_own(text):
    """What the web server wrote as an escape, back to the byte the client sent; once."""
    named = {b'"': b'"', b"\\": b"\\", b"n": b"\n", b"r": b"\r", b"t": b"\t"}

    def back(match):
        if match[1].startswith(b"x"):
            return bytes([int(match[1][1:], 16)])
        return named[match[1]]

    return re.sub(rb'\\(x[0-9A-Fa-f]{2}|["\\nrt])', back, text, flags=re.DOTALL)


def text(raw):
    return raw.decode("utf-8", errors="replace")


# -------------------------------------------------------------------------------------------------- requests

def request_of(line, offset, topic, settings, places, logs):
    fields, said = fields_of(line, settings, logs)
    if fields is None:
        return None
    unescaped = (lambda value: value) if fields.get("plain") else web_servers_own
    millis = millis_of(fields)
    request = {"@timestamp": iso(millis), "event": {"id": f"{topic}-0-{offset}"}}
    status = fields.get("status")
    request["event"]["outcome"] = ("unknown" if status is None
                                   else "success" if 100 <= int(status) <= 399 else "failure")
    http = {"request": {}, "response": {}}
    if status is not None:
        http["response"]["status_code"] = int(status)
    if "bytes" in fields:
        http["response"]["body"] = {"bytes": int(fields["bytes"])}
    if "id" in fields:
        http["request"]["id"] = text(fields["id"])
    if "referrer" in fields:
        http["request"]["referrer"] = text(unescaped(fields["referrer"]))
    if "seconds" in fields:
        request["event"]["duration"] = micros(fields["seconds"]) * 1000
    if "nanos" in fields:
        request["event"]["duration"] = fields["nanos"]
    url = target(fields.get("request"), http, unescaped) | pieces(fields, http)
    if "host" in fields:
        url["domain"] = re.sub(r":\d+$", "", text(fields["host"])).lower()
    put(request, "http", {name: part for name, part in http.items() if part})
    put(request, "url", url)
    if "agent" in fields:
        agent = text(unescaped(fields["agent"]))
        request["user_agent"] = {"original": agent}
        kind = agent_class(agent)
        if kind:
            request["user_agent"]["class"] = kind
    if "user" in fields:
        request["user"] = {"name": text(unescaped(fields["user"]))}
    put(request, "source", source(fields, settings, places))
    put(request, "labels", {name[6:]: text(value) for name, value in fields.items() if name.startswith("label ")})
    if "customers" in settings:
        put(request, "customer", settings["customers"].get(request.get("labels", {}).get("api_key"), {}))
        request["looked-up"] = True
    return millis, request | said


def put(request, name, part):
    if part:
        request[name] = part


def micros(seconds):
    whole, fraction = seconds.split(b".")
    return int(whole) * 1_000_000 + int(fraction.ljust(6, b"0")[:6])


def pieces(fields, http):
    """What formats without a whole request line say of it."""
    url = {}
    if "method" in fields:
        http["request"]["method"] = text(fields["method"])
    if "protocol" in fields:
        http["version"] = text(fields["protocol"]).removeprefix("HTTP/")
    if "target" in fields:
        url["original"] = text(fields["target"])
        path, _, query = url["original"].partition("?")
        url |= {"path": path} | ({"query": query} if query else {})
    for name in ("path", "query"):
        if name in fields:
            url[name] = text(fields[name])
    return url


def target(raw, http, unescaped):
    """Method, target and protocol; what is no request line stays as it was logged."""
    if raw is None:
        return {}
    line = unescaped(raw)
    match = (re.fullmatch(rb"([A-Za-z_-]+) (.+) HTTP/(\d(?:\.\d)?)", line, re.DOTALL)
             or re.fullmatch(rb"([A-Za-z_-]+) (/.*)", line, re.DOTALL))
    if not match:
        return {"original": text(raw)}
    http["request"]["method"] = text(match[1])
    if match.lastindex == 3:
        http["version"] = text(match[3])
    url = {"original": text(match[2])}
    if match[1] == b"CONNECT":
        return url
    relative = re.sub(rb"^[a-z][a-z0-9+.-]*://[^/?#]*", b"", match[2])
    path, _, query = relative.partition(b"?")
    url["path"] = text(path) or "/"
    if query:
        url["query"] = text(query)
    return url


def agent_class(agent):
    for mark, kind in AGENT_CLASSES:
        if mark in agent:
            return kind
    return None


def source(fields, settings, places):
    if "remote" not in fields:
        return {}
    client = address(fields["remote"])
    trusted = [ipaddress.ip_network(network) for network in settings.get("parse.trusted-proxies", [])]

    def trusts(candidate):
        return any(candidate.version == network.version and candidate in network for network in trusted)

    if client is not None and trusts(client) and "forwarded" in fields:
        for entry in reversed(fields["forwarded"].split(b",")):
            hop = address(entry.strip())
            if hop is None:
                break
            client = hop
            if not trusts(hop):
                break
    if client is None:
        return {}
    return {"ip": str(client)} | places.of(client)


def address(raw):
    """An address with or without brackets and port; IPv4 in IPv6 is IPv4; None for a name."""
    candidate = text(raw)
    candidate = re.sub(r"^\[(.*)\](:\d+)?$", r"\1", candidate)
    candidate = re.sub(r"^([\d.]+):\d+$", r"\1", candidate)
    try:
        found = ipaddress.ip_address(candidate)
    except ValueError:
        return None
    mapped = getattr(found, "ipv4_mapped", None)
    return mapped or found


class Places:
    def __init__(self):
        folder = os.path.join(HERE, "geo")
        with open(os.path.join(folder, "cities.csv"), encoding="utf-8", newline="") as file:
            cities = list(csv.DictReader(file))
        self.cities = {(city["country"], city["city"]): city for city in cities}
        self.first = {}
        for city in cities:
            self.first.setdefault(city["country"], city)
        with open(os.path.join(folder, "ranges.csv"), encoding="utf-8", newline="") as file:
            self.ranges = [(ipaddress.ip_network(row["network"]), row) for row in csv.DictReader(file)]

    def of(self, client):
        for network, row in self.ranges:
            if client.version == network.version and client in network:
                return self.describe(row)
        return {}

    def describe(self, row):
        city = self.cities.get((row["country"], row["city"]))
        place = city or self.first[row["country"]]
        geo = {"country_iso_code": row["country"]}
        if city:
            geo["city_name"] = city["city"]
            if city["subdivision"]:
                geo["region_iso_code"] = f"{row['country']}-{city['subdivision']}"
        geo["location"] = {"lat": float(place["latitude"]), "lon": float(place["longitude"])}
        return {"geo": geo, "as": {"number": int(row["asn"]), "organization": {"name": row["organisation"]}}}


# -------------------------------------------------------------------------------------------------- cleaning
#
# What the rules of a case mean, written down rule by rule by hand; the rules.yaml beside the case is not read. A rule
# gives "matched", "changed", "dropped" or "errors" (several, or none), changes the request, and may raise Dropped.

class Dropped(Exception):
    pass


def get(request, path):
    for name in path.split("."):
        request = request.get(name) if isinstance(request, dict) else None
    return request


def place(request, path, value):
    *outer, last = path.split(".")
    for name in outer:
        request = request.setdefault(name, {})
    request[last] = value


def take(request, path):
    *outer, last = path.split(".")
    value = get(request, ".".join(outer)).pop(last)
    if not get(request, ".".join(outer)):
        request.pop(outer[0])
    return value


def parameters(request, wanted):
    """Into labels, from the first parameter of a name."""
    found = {}
    for pair in (get(request, "url.query") or "").split("&"):
        name, _, value = pair.partition("=")
        found.setdefault(form_text(name), form_text(value))
    taken = {label: found[name] for name, label in wanted.items() if name in found}
    for label, value in taken.items():
        place(request, label, value)
    return ("matched", "changed") if taken else ("matched",)


def form_text(raw):
    octets = re.sub(rb"%([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), raw.replace("+", " ").encode())
    return octets.decode("utf-8", errors="replace")


def truncated(request, ipv4, ipv6):
    """What is written; counting uses the whole address, kept aside."""
    ip = get(request, "source.ip")
    if ip is not None:
        client = ipaddress.ip_address(ip)
        request["source"]["whole"] = ip
        length = ipv4 if client.version == 4 else ipv6
        request["source"]["ip"] = str(ipaddress.ip_network(f"{ip}/{length}", strict=False).network_address)
    return "matched", "changed"


def clean_by_every_kind(request, hit):
    path, status = get(request, "url.path"), get(request, "http.response.status_code")
    if path == "/healthz" and (get(request, "user_agent.original") or "").startswith("kube-probe/"):
        hit("no-health-checks", "matched", "dropped")
        raise Dropped("no-health-checks")
    if get(request, "http.request.method") not in ("GET", "POST", "HEAD") and status < 400:
        hit("known-methods", "dropped")
        raise Dropped("known-methods")
    hit("known-methods", "matched")
    hit("who-and-where", *parameters(request, {"api_key": "labels.api_key", "city": "labels.city",
                                               "lang": "labels.lang"}))
    query = get(request, "url.query")
    if query is not None:
        masked = "&".join(re.sub(r"^(api_key|token)=.+", r"\1=***", pair) for pair in query.split("&"))
        hit("hide-keys", "matched", *(("changed",) if masked != query else ()))
        if masked != query:
            place(request, "url.query", masked)
            place(request, "url.original", get(request, "url.original").replace(query, masked))
    match = re.match(r"/v([0-9]+)/([a-z]+)/[0-9]+", path or "")
    hit("versions", "matched", *(("changed",) if match else ()))
    if match:
        place(request, "labels.api_version", match[1])
        place(request, "labels.resource", match[2])
        place(request, "url.path", f"/{match[2]}/{{id}}")
        place(request, "labels.team", "errors" if status >= 400 else "shop")
        hit("one-path-per-resource", "matched", "changed")
    if get(request, "url.domain") == "old.example" and status < 400:
        place(request, "url.domain", "shop.example")
        place(request, "http.response.status_code", 308)
        hit("old-host", "matched", "changed")
    if "bot" in (get(request, "user_agent.original") or "").lower():
        place(request, "user.name", "bot")
        hit("bots", "matched", "changed")
    else:
        login = get(request, "user.name")
        if login is not None:
            place(request, "labels.login", take(request, "user.name"))
        hit("user-as-label", "matched", *(("changed",) if login is not None else ()))
    hit("short-addresses", *truncated(request, 16, 32))


def clean_with_errors(request, hit):
    hit("sizes", *parameters(request, {"size": "labels.size", "zero": "labels.zero"}))
    path, size = get(request, "url.path"), get(request, "labels.size")
    if path == "/a" and re.fullmatch("[0-9]+", size):
        place(request, "http.response.body.bytes", int(size))
        hit("kept", "matched", "changed")
    elif path == "/a":
        hit("kept", "errors")  # int("big"); the request stays as it is
    if path == "/b":
        hit("rejected", "errors")
        raise Reject("cleaning-rule-error")
    if path == "/c":
        place(request, "user.name", "c")  # labels.zero is not there, but the other side decides
        hit("forgiven", "matched", "changed")
    elif path == "/a":
        hit("forgiven", "errors")  # labels.zero is not there, and the other side is false
    if path == "/d":
        hit("dropped", "errors", "dropped")  # division by 200 - 200
        raise Dropped("dropped")


def clean_everything_away(request, hit):
    hit("nothing-passes", "matched", "dropped")
    raise Dropped("nothing-passes")


CLEANING = {"cleaning": (3, clean_by_every_kind), "cleaning-errors": (1, clean_with_errors),
            "cleaning-drops-all": (1, clean_everything_away), "quality-drops-all": (1, clean_everything_away)}


class Cleaning:
    def __init__(self, name):
        self.version, self.rules = CLEANING.get(name, (0, None))
        self.counts = {}
        self.newest = 0

    def clean(self, millis, request):
        self.newest = max(self.newest, millis)
        if self.rules:
            self.rules(request, self.hit)

    def hit(self, rule, *kinds):
        row = self.counts.setdefault((self.newest // 60_000 * 60_000, rule), dict.fromkeys(
            ("matched", "changed", "dropped", "errors"), 0))
        for kind in kinds:
            row[kind] += 1

    def lines(self):
        for (minute, rule), counts in sorted(self.counts.items()):
            yield {"minute": iso(minute), "ruleId": rule, "setVersion": self.version} | counts


# --------------------------------------------------------------------------------------------------- traffic

class Traffic:
    def __init__(self, settings):
        self.zone = ZoneInfo(settings.get("zone", "UTC"))
        self.most = settings.get("traffic.max-values", 1000)
        self.rows = {}
        self.admitted = {}

    def add(self, millis, request):
        for dimension, value in dimensions(request).items():
            at_level = {}
            for granularity, below in (("second", None), ("minute", "second"), ("hour", "minute"), ("day", "hour"),
                                       ("week", "day"), ("month", "day")):
                start = self.start(granularity, millis)
                offered = value if below is None else at_level[below]
                at_level[granularity] = self.admit(granularity, start, dimension, offered)
                key = granularity, start, dimension, at_level[granularity]
                self.rows.setdefault(key, []).append(request)

    def admit(self, granularity, start, dimension, value):
        if dimension in UNCAPPED or value in ("unknown", "other"):
            return value
        values = self.admitted.setdefault((granularity, start, dimension), set())
        if value not in values and len(values) >= self.most:
            return "other"
        values.add(value)
        return value

    def start(self, granularity, millis):
        if granularity == "second":
            return millis - millis % 1000
        if granularity == "minute":
            return millis - millis % 60_000
        moment = datetime.fromtimestamp(millis / 1000, self.zone)
        if granularity == "hour":
            past = timedelta(minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)
            return millis - round(past.total_seconds() * 1000)
        midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        if granularity == "week":
            midnight -= timedelta(days=midnight.weekday())  # wall-clock arithmetic: midnight stays midnight
        if granularity == "month":
            midnight = midnight.replace(day=1)
        return round(midnight.timestamp() * 1000)

    def lines(self):
        order = ["second", "minute", "hour", "day", "week", "month"]
        for (granularity, start, dimension, value), requests in sorted(
                self.rows.items(), key=lambda row: (order.index(row[0][0]), row[0][1:])):
            yield {"granularity": granularity, "windowStart": iso(start), "dimension": dimension,
                   "value": value} | figures(requests)


def dimensions(request):
    geo = request.get("source", {}).get("geo", {})
    url = request.get("url", {})
    status = request.get("http", {}).get("response", {}).get("status_code")
    return {
        "all": "all",
        "country": geo.get("country_iso_code", "unknown"),
        "city": geo.get("city_name", "unknown"),
        "vhost": url.get("domain", "unknown"),
        "path": url.get("path", "unknown"),
        "status": "unknown" if status is None else f"{status:03d}",
        "user_agent_class": request.get("user_agent", {}).get("class", "unknown"),
        "customer": request.get("customer" if request.get("looked-up") else "user", {}).get("name", "unknown"),
    }


def figures(requests):
    statuses = [r.get("http", {}).get("response", {}).get("status_code", 0) for r in requests]
    row = {
        "requests": len(requests),
        "bytes": sum(r.get("http", {}).get("response", {}).get("body", {}).get("bytes", 0) for r in requests),
        "uniqueClients": len({r["source"].get("whole", r["source"]["ip"]) for r in requests
                              if "ip" in r.get("source", {})}),
        "errors4xx": sum(400 <= status <= 499 for status in statuses),
        "errors5xx": sum(500 <= status <= 599 for status in statuses),
        "bots": sum(r.get("user_agent", {}).get("class") in ("bot", "search-crawler", "ai-crawler")
                    for r in requests),
    }
    latencies = sorted(r["event"]["duration"] / 1e6 for r in requests if "duration" in r["event"])
    for name, quantile in QUANTILES.items():
        row[name] = at_rank(latencies, quantile) if latencies else None
        if latencies:
            row[name + "Allowed"] = [at_rank(latencies, quantile - RANK_ERROR), at_rank(latencies, quantile + RANK_ERROR)]
    return row


def at_rank(values, quantile):
    """Nearest rank."""
    rank = math.ceil(round(quantile * len(values), 9))
    return values[min(len(values), max(1, rank)) - 1]


def iso(millis):
    return datetime.fromtimestamp(millis // 1000, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S") + f".{millis % 1000:03d}Z"


def duration_millis(value):
    number, unit = re.fullmatch(r"(\d+)(ms|s|m|h)", value).groups()
    return int(number) * {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000}[unit]


# ----------------------------------------------------------------------------------------------------- cases

def derive(name, content, topic, settings, places, unjudged):
    requests, rejects, late, seen = [], [], [], []
    cleaning = Cleaning(name)
    traffic = Traffic(settings)
    lateness = duration_millis(settings.get("lateness", "2m"))
    largest = None
    logs = {}
    for offset, line in lines_of(content):
        try:
            stage = "parse"
            read_one = request_of(line, offset, topic, settings, places, logs)
            if read_one is None:
                continue
            millis, request = read_one
            is_late = largest is not None and millis < largest - lateness
            largest = millis if largest is None else max(largest, millis)
            stage = "clean"
            cleaning.clean(millis, request)
        except Dropped as dropped:
            seen.append(quality.Line(largest, "clean", dropped=str(dropped), late=is_late))
            continue
        except Reject as reject:
            seen.append(quality.Line(largest, stage, rejected=str(reject), late=stage != "parse" and is_late))
            rejects.append({"stage": stage, "reason": str(reject), "topic": topic, "partition": 0,
                            "offset": offset, "payloadBase64": base64.b64encode(line).decode()})
            continue
        requests.append(request)
        seen.append(quality.Line(largest, "traffic", rejected="late" if is_late else None, late=is_late,
                                 request=request))
        if is_late:
            row = {"ts": iso(millis), "stage": "traffic", "reason": "late", "topic": topic, "partition": 0,
                   "offset": offset, "kept": "requests"}
            if "id" in request["http"]["request"]:
                row["requestId"] = request["http"]["request"]["id"]
            late.append(row)
        else:
            traffic.add(millis, request)
    rows = [row for row in traffic.lines() if row["dimension"] not in unjudged]
    for request in requests:
        request.get("source", {}).pop("whole", None)
        request.pop("looked-up", None)
    outputs = {"requests": requests, "rejects": rejects, "traffic": rows, "late": late}
    if name in cases.QUALITY:
        outputs["quality"] = quality.lines(seen, cases.QUALITY[name])
    return outputs | ({"cleaning-rules": list(cleaning.lines())} if name in CLEANING else {})


def expected(name, places):
    _, file, _, settings, unjudged = cases.CASES[name]
    if name in cases.SOURCES:
        settings = settings | {"in-house": True}
    if name in cases.CUSTOMERS:
        rows = csv.DictReader(io.StringIO(cases.CUSTOMERS[name]))
        settings = settings | {"customers": {row["key"]: {part: row[part] for part in ("name", "tier") if row[part]}
                                             for row in rows}}
    with open(os.path.join(HERE, name, file), "rb") as opened:
        content = opened.read()
    if file.endswith(".gz"):
        content = gzip.decompress(content)
    return {output: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            for output, rows in derive(name, content, file, settings, places, unjudged).items()}


def check(places):
    for name, (_, file, content, _, _) in cases.CASES.items():
        with open(os.path.join(HERE, name, file), "rb") as opened:
            committed = opened.read()
        if (gzip.decompress(committed) if file.endswith(".gz") else committed) != content:
            raise SystemExit(f"{name}/{file} is not what cases.py writes")
        for output, lines in expected(name, places).items():
            with open(os.path.join(HERE, name, "expected", output + ".jsonl"), encoding="utf-8", newline="") as opened:
                if opened.read() != lines:
                    raise SystemExit(f"{name}/expected/{output}.jsonl is not what the definitions give")
    print(f"{len(cases.CASES)} cases are what the definitions give")


def write(places):
    for name in cases.CASES:
        folder = os.path.join(HERE, name, "expected")
        os.makedirs(folder, exist_ok=True)
        for output, lines in expected(name, places).items():
            with open(os.path.join(folder, output + ".jsonl"), "w", encoding="utf-8", newline="") as opened:
                opened.write(lines)


# --------------------------------------------------------------------------------------------------- compare

def rows_in(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file.read().split("\n") if line]


def key_of(output, row):
    if output == "requests":
        return row["event"]["id"]
    if output == "cleaning-rules":
        return row["minute"], row["ruleId"], row["setVersion"]
    if output == "quality":
        return (row["minute"], row["stage"]) if "stage" in row else (row["episode"], row["action"])
    if output == "traffic":
        return row["granularity"], row["windowStart"], row["dimension"], row["value"]
    return row["topic"], row["partition"], row["offset"]


def compare(name, out):
    wrong = []
    for output in ("requests", "rejects", "traffic", "late") + (
            ("cleaning-rules",) if name in CLEANING else ()) + (("quality",) if name in cases.QUALITY else ()):
        wanted = {key_of(output, row): row for row in rows_in(os.path.join(HERE, name, "expected", output + ".jsonl"))}
        found = {}
        for row in rows_in(os.path.join(out, output + ".jsonl")):
            if output != "traffic" and key_of(output, row) in found:
                wrong.append(f"{output}: twice {key_of(output, row)}")
            if row.get("dimension") not in cases.CASES[name][4]:
                found[key_of(output, row)] = row
        wrong += [f"{output}: missing {key}" for key in wanted.keys() - found.keys()]
        wrong += [f"{output}: not expected {key}" for key in found.keys() - wanted.keys()]
        for key in wanted.keys() & found.keys():
            wrong += [f"{output}: {key}: {difference}" for difference in differences(wanted[key], found[key])]
    print("\n".join(sorted(wrong)) or f"{name}: as expected")
    return not wrong


def differences(wanted, found, path=""):
    """Every field of wanted must be in found; url, user and http must have no field more."""
    for name, value in wanted.items():
        if name.endswith("Allowed"):
            continue
        at = found.get(name)
        if name + "Allowed" in wanted:
            low, high = wanted[name + "Allowed"]
            if at is None or not low - 1e-3 <= at <= high + 1e-3:
                yield f"{path}{name} is {at}, allowed {low} to {high}"
        elif isinstance(value, dict) and isinstance(at, dict):
            yield from differences(value, at, f"{path}{name}.")
            if name in ("url", "http", "response", "user", "geo", "host", "labels"):
                for more in at.keys() - value.keys():
                    yield f"{path}{name}.{more} is {at[more]!r}, must be absent"
        elif at != value:
            yield f"{path}{name} is {at!r}, must be {value!r}"


def main(arguments):
    if arguments and arguments[0] == "--compare" and len(arguments) == 3:
        sys.exit(0 if compare(arguments[1], arguments[2]) else 1)
    places = Places()
    if arguments == ["--check"]:
        check(places)
    elif not arguments:
        write(places)
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
