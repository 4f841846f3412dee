"""Reads the lines of the formats beyond the common logs, for derive.py: Apache LogFormat strings, JSON access logs, W3C
logs and the envelopes around lines. Python's own json module, dictionaries and regular expressions; nothing of the
suite's code.

Every reader gives a dictionary of bytes by the names that derive.py uses (remote, user, status, bytes, referrer, agent,
host, id, forwarded), plus method, target, path, query, protocol, millis, nanos; or None for a line that is not its own.
"""

import json
import re
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

QUOTED = rb'"((?:[^"\\]|\\.)*)"'
DEEPEST = 100


class Broken(Exception):
    """Begins like JSON and is none; the reason of the reject."""


# ------------------------------------------------------------------------------------------------------- Apache

APACHE = {
    "%h": ("remote", rb"(\S+)"), "%a": ("remote", rb"(\S+)"), "%l": (None, rb"(\S+)"), "%u": ("user", rb"(.+?)"),
    "%>s": ("status", rb"(\d{3}|-)"), "%b": ("bytes", rb"(\d+|-)"), "%D": ("micros", rb"(\d+)"), "%v": ("host", rb"(\S+)"),
    "%p": (None, rb"(\d+)"), "%X": (None, rb"([-+X])"), "%{UNIQUE_ID}e": ("id", rb"(\S+)"),
}
APACHE_QUOTED = {"%r": "request", "%{Referer}i": "referrer", "%{User-Agent}i": "agent", "%{X-Forwarded-For}i": "forwarded"}
STRFTIME = {"%Y": rb"\d{4}", "%m": rb"\d\d", "%d": rb"\d\d", "%H": rb"\d\d", "%M": rb"\d\d", "%S": rb"\d\d"}


def apache(form, line):
    pattern, names = b"", []
    for part in re.split(r'("%\{[^}]+\}i"|"%r"|%\{[^}]+\}[a-zA-Z]|%>?[a-zA-Z])', form):
        if part.strip('"') in APACHE_QUOTED and part.startswith('"'):
            pattern, names = pattern + QUOTED, names + [APACHE_QUOTED[part.strip('"')]]
        elif part == "%t":
            pattern, names = pattern + rb"\[([^\]]*)\]", names + ["time"]
        elif part == "%{msec_frac}t":
            pattern, names = pattern + rb"(\d{3})", names + ["fraction"]
        elif part == "%{%z}t":
            pattern, names = pattern + rb"([+-]\d{4})", names + ["zone"]
        elif part.endswith("}t"):
            inside = re.escape(part[2:-2].encode())
            for letter, digits in STRFTIME.items():
                inside = inside.replace(letter.encode(), digits)
            pattern, names = pattern + b"(" + inside + b")", names + ["strftime " + part[2:-2]]
        elif part in APACHE:
            name, value = APACHE[part]
            pattern, names = pattern + value, names + [name]
        else:
            pattern += re.escape(part.encode())
    match = re.fullmatch(pattern, line, re.DOTALL)
    if not match:
        return None
    fields = {name: value for name, value in zip(names, match.groups()) if name}
    if "micros" in fields:
        fields["nanos"] = int(fields.pop("micros")) * 1000
    for name in [name for name in fields if name.startswith("strftime ")]:
        text = fields.pop(name).decode() + " " + fields.pop("zone").decode()
        try:
            moment = datetime.strptime(text, name[9:] + " %z")
            fields["millis"] = round(moment.timestamp() * 1000) + int(fields.pop("fraction", b"0"))
        except ValueError:
            fields["millis"] = None
    return fields


# --------------------------------------------------------------------------------------------------------- JSON

def parsed(line):
    depth = deepest = 0
    for token in re.findall(rb'"(?:[^"\\]|\\.)*"?|[\[\]{}]', line, re.DOTALL):
        depth += token in (b"[", b"{")
        depth -= token in (b"]", b"}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise Broken("json-too-deep")
    # A zero too many is what web servers write for a status that never was; texts stay as they are.
    lenient = re.sub(rb'("(?:[^"\\]|\\.)*"?)|(:\s*)0+(\d)',
                     lambda it: it[1] if it[1] is not None else it[2] + it[3], line, flags=re.DOTALL)
    try:
        record = json.loads(lenient.decode("utf-8", errors="replace"), parse_float=str, parse_int=str)
    except ValueError as wrong:
        raise Broken("bad-json") from wrong
    return record


def raw(value):
    return None if value is None or isinstance(value, (dict, list)) else str(value).encode()


def drop_missing(fields):
    return {name: value for name, value in fields.items() if value is not None}


def last(values):
    return raw(values[-1]) if values else None


def any_time(value):
    """Epoch milliseconds of a number in any unit, ISO 8601 or the time of common logs; None for no time."""
    try:
        number = Decimal(value)
        whole = len(str(int(number)))
        return int(number * 1000 if whole <= 11 else number if whole <= 14 else number / 1000 if whole <= 17
                   else number / 1_000_000)
    except InvalidOperation:
        pass
    for form in ("%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z", "%d/%b/%Y:%H:%M:%S %z"):
        try:
            moment = datetime.strptime(re.sub(r"(\.\d{6})\d+", r"\1", value), form)
            return (moment - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(milliseconds=1)
        except ValueError:
            continue
    return None


def nanos_of_seconds(value):
    """Whole microseconds, in nanoseconds."""
    return None if value is None else int(Decimal(value) * 1_000_000) * 1000


def whole(value):
    return None if value is None else str(int(Decimal(value))).encode()


def caddy(record):
    request = record.get("request")
    if not isinstance(request, dict) or "uri" not in request or "ts" not in record:
        return None
    headers = request.get("headers", {})
    return drop_missing({
        "plain": True, "millis": any_time(record["ts"]),
        "remote": raw(request.get("client_ip", request.get("remote_ip"))),
        "forwarded": last(headers.get("X-Forwarded-For")), "user": raw(record.get("user_id")),
        "method": raw(request.get("method")), "target": raw(request["uri"]), "protocol": raw(request.get("proto")),
        "host": raw(request.get("host")), "referrer": last(headers.get("Referer")),
        "agent": last(headers.get("User-Agent")), "id": last(headers.get("X-Request-Id")),
        "status": whole(record.get("status")), "bytes": whole(record.get("size")),
        "nanos": nanos_of_seconds(record.get("duration"))})


def traefik(record):
    times = [record[name] for name in ("StartUTC", "StartLocal", "time") if name in record]
    if "RequestPath" not in record or not times:
        return None
    readable = [millis for millis in map(any_time, times) if millis is not None]
    return drop_missing({
        "plain": True, "millis": readable[0] if readable else None, "remote": raw(record.get("ClientHost")),
        "forwarded": raw(record.get("request_X-Forwarded-For")), "user": raw(record.get("ClientUsername")),
        "method": raw(record.get("RequestMethod")), "target": raw(record["RequestPath"]),
        "protocol": raw(record.get("RequestProtocol")), "host": raw(record.get("RequestHost")),
        "referrer": raw(record.get("request_Referer")), "agent": raw(record.get("request_User-Agent")),
        "id": raw(record.get("request_X-Request-Id")),
        "status": whole(record.get("DownstreamStatus", record.get("OriginStatus"))),
        "bytes": whole(record.get("DownstreamContentSize", record.get("OriginContentSize"))),
        "nanos": None if "Duration" not in record else int(record["Duration"]) // 1000 * 1000})


class Incomplete(Exception):
    """A line of a structure that lacks what every line of it has."""


def in_house(record):
    """The two structures of the case 'dictionary', read by hand: nothing here knows what a dictionary is."""
    request = record.get("req")
    if isinstance(request, dict) and "uri" in request and "at" in record:
        millis = any_time(record["at"])
        if millis is not None and "client" not in record:
            raise Incomplete("incomplete")
        status = record.get("code")
        return drop_missing({
            "plain": True, "millis": millis, "remote": raw(record.get("client")), "forwarded": raw(record.get("xff")),
            "user": raw(record.get("user")), "method": raw(request.get("verb")), "target": raw(request["uri"]),
            "protocol": raw(request.get("proto")), "host": raw(request.get("host")), "agent": raw(request.get("agent")),
            "status": whole(status) if status is not None and int(status) <= 999 else None,
            "bytes": whole(record.get("bytes")), "label api_key": raw(request.get("key")),
            "nanos": None if "took_ms" not in record else int(Decimal(record["took_ms"]) * 1_000_000)})
    if "t" in record and "line" in record:
        return drop_missing({
            "plain": True, "millis": any_time(record["t"]), "remote": raw(record.get("ip")),
            "request": raw(record["line"]), "status": whole(record.get("status")),
            "nanos": nanos_of_seconds(record.get("secs"))})
    return None


NGINX_NAMES = {"remote_addr": "remote", "http_x_forwarded_for": "forwarded", "remote_user": "user", "request": "request",
               "request_method": "method", "request_uri": "target", "server_protocol": "protocol", "host": "host",
               "http_referer": "referrer", "http_user_agent": "agent", "request_id": "id", "status": "status",
               "body_bytes_sent": "bytes", "request_time": "seconds", "time_iso8601": "any-time"}


def nginx_json(record, mapping):
    fields = {NGINX_NAMES[name]: raw(value) for name, value in record.items() if name in NGINX_NAMES}
    for name, variable in (entry.split("=") for entry in mapping):
        if name in record:
            fields[NGINX_NAMES[variable]] = raw(record[name])
    fields = drop_missing(fields)
    if "any-time" not in fields or not {"request", "target"} & fields.keys():
        return None
    fields["millis"] = any_time(fields.pop("any-time").decode())
    if "seconds" in fields:
        fields["nanos"] = nanos_of_seconds(fields.pop("seconds").decode())
    return {"plain": True} | fields


# ---------------------------------------------------------------------------------------------------------- W3C

W3C = {"c-ip": "remote", "cs-username": "user", "cs-method": "method", "cs-uri-stem": "path", "cs-uri-query": "query",
       "cs-version": "protocol", "cs(referer)": "referrer", "cs(user-agent)": "agent", "cs-host": "host",
       "x-host-header": "host", "sc-status": "status", "sc-bytes": "bytes", "x-edge-request-id": "id"}
DIRECTIVE = re.compile(rb"#(Version|Software|Date|Start-Date|End-Date|Remark|Fields):(.*)", re.DOTALL)


def w3c_directive(line, log):
    """Whether the line is one; then the log knows what it says."""
    match = DIRECTIVE.fullmatch(line)
    if match and match[1] == b"Fields":
        log["columns"] = match[2].decode().lower().split()
    if match and match[1] == b"Date":
        log["date"] = match[2].strip()[:10]
    return match is not None


def w3c(line, log):
    values = re.split(rb"[ \t]", line)
    if len(values) != len(log["columns"]):
        return None
    row = {name: value for name, value in zip(log["columns"], values) if value != b"-"}
    fields = {W3C[name]: value for name, value in row.items() if name in W3C}
    if not re.fullmatch(rb"\d{3}|-", fields.get("status", b"-")):
        return None
    fields["plain"] = True
    day = row.get("date", log.get("date", b"")).decode()
    try:
        time = row.get("time", b"").decode()
        moment = datetime.strptime(f"{day} {time}", "%Y-%m-%d %H:%M:%S").replace(tzinfo=timezone.utc)
        fields["millis"] = round(moment.timestamp() * 1000)
    except ValueError:
        fields["millis"] = None
    taken = row.get("time-taken")
    if taken is not None:
        fields["nanos"] = nanos_of_seconds(taken.decode()) if b"." in taken else int(taken) * 1_000_000
    if "agent" in fields:
        agent = fields["agent"]
        fields["agent"] = (re.sub(rb"\+(\+?)", rb" \1", agent) if b"+" in agent
                           else re.sub(rb"%([0-9A-Fa-f]{2})", lambda hex: bytes([int(hex[1], 16)]), agent))
    return fields


# ---------------------------------------------------------------------------------------------------- envelopes

def scalars(members, without=()):
    return {name: value if isinstance(value, str) else "true" if value is True else "false"
            for name, value in members.items()
            if name not in without and (isinstance(value, bool) or (isinstance(value, str) and value))}


def json_envelope(record):
    """(the line, what the envelope says of it), or None"""
    headers, message = record.get("headers"), record.get("message")
    if isinstance(record.get("body"), str) and isinstance(headers, dict):
        return record["body"].encode(), about(headers.get("host"), headers.get("file"), scalars(headers, ("host", "file")))
    line = record["log"] if isinstance(record.get("log"), str) else message
    if not isinstance(line, str):
        return None
    host = record.get("host", {})
    kubernetes = record.get("kubernetes", {})
    name = host.get("name") if isinstance(host, dict) else host
    file = record["log"]["file"]["path"] if isinstance(record.get("log"), dict) else record.get("file")
    labels = scalars(record.get("fields", {})) | scalars(kubernetes, ("host",))
    return line.encode(), about(name or kubernetes.get("host"), file, labels)


def about(host, file, labels):
    said = {}
    if host:
        said["host"] = {"name": host}
    if file:
        said["log"] = {"file": {"path": file}}
    if labels:
        said["labels"] = labels
    return said


def avro_envelope(line):
    """Flume's AvroFlumeEvent: a map of headers, and a body that ends where the record does; or None."""
    at = 0

    def number():
        nonlocal at
        value = shift = 0
        while True:
            value |= (line[at] & 0x7f) << shift
            shift += 7
            at += 1
            if line[at - 1] < 0x80:
                return value // 2 if value % 2 == 0 else -(value // 2) - 1

    def text():
        nonlocal at
        length = number()
        if length < 0 or at + length > len(line):
            raise IndexError
        at += length
        return line[at - length:at]

    try:
        headers = {}
        count = number()
        while count != 0:
            if count < 0:
                count = -count
                number()
            for _ in range(count):
                name = text().decode()
                headers[name] = text().decode()
            count = number()
        body = text()
    except IndexError:
        return None
    if at != len(line):
        return None
    return body, about(headers.get("hostname"), headers.get("file"), scalars(headers, ("hostname", "file")))
