#!/usr/bin/env python3
"""Writes the input of every case: <case>/access.log (or .gz) and <case>/case.yaml.

The lines are typed in by hand below, the long and the binary ones as Python bytes, so that nothing of them is lost
in an editor. What must come out of them is not decided here: derive.py works it out.
"""

import gzip
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
IPHONE = ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
          "Version/18.6 Mobile/15E148 Safari/604.1")
IPAD = ("Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/17.7 Mobile/15E148 Safari/604.1")
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
GPTBOT = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)"
CLAUDEBOT = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)"
PERPLEXITY = ("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; "
              "+https://perplexity.ai/perplexitybot)")
BYTESPIDER = ("Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 "
              "(compatible; Bytespider; spider-feedback@bytedance.com)")
CCBOT = "CCBot/2.0 (https://commoncrawl.org/faq/)"

LONDON, PARIS, BERLIN, ROUBAIX = "81.2.69.142", "90.0.0.7", "79.192.0.1", "51.68.1.2"
LINKOPING, TOKYO, HONG_KONG, COUNTRY_ONLY = "89.160.20.112", "126.0.0.9", "219.76.0.1", "66.249.66.1"
BERLIN_V6, DELHI, UNLISTED, INSIDE = "2003::1", "49.40.0.1", "9.9.9.9", "10.1.2.3"


def at(clock, zone="+0000", day="20/Nov/2025"):
    return f"[{day}:{clock} {zone}]"


def combined(address, clock, request, status=200, size=1234, referrer="-", agent=CHROME, user="-", zone="+0000",
             day="20/Nov/2025"):
    return f'{address} - {user} {at(clock, zone, day)} "{request}" {status} {size} "{referrer}" "{agent}"'


def common(address, clock, request, status=200, size=1234, user="-"):
    return f'{address} - {user} {at(clock)} "{request}" {status} {size}'


def demo(address, clock, request, msec, status=200, size=512, referrer="-", agent=CHROME, forwarded="-",
         host="shop.example", seconds="0.042", number=1, user="-"):
    return (combined(address, clock, request, status, size, referrer, agent, user)
            + f' "{forwarded}" {host} {seconds} {number:032x} {msec}')


CASES = {}


RULES = {}
SOURCES = {}
CUSTOMERS = {}
QUALITY = {}


def case(name, about, lines, *, end=b"\n", last_end=True, file="access.log", format="auto", unjudged=(), rules=None,
         quality=None, sources=None, customers=None, **settings):
    raw = [line if isinstance(line, bytes) else line.encode("utf-8") for line in lines]
    content = end.join(raw) + (end if last_end else b"")
    settings = {key.replace("__", ".").replace("_", "-"): value for key, value in settings.items()}
    if rules:
        RULES[name] = rules
    if quality is not None:
        QUALITY[name] = quality
    if sources:
        SOURCES[name] = sources
    if customers:
        CUSTOMERS[name] = customers
    CASES[name] = (about, file, content, {"parse.format": format, **settings}, list(unjudged))


case("combined", "the combined format: users, referrers, queries, IPv6, zones, sizes of '-'", [
    combined(LONDON, "17:33:01", "GET / HTTP/1.1", referrer="https://www.google.com/"),
    combined(PARIS, "17:33:01", "GET /search?q=gravel+bike&sort=price HTTP/2.0", size=28900, agent=IPHONE),
    combined(BERLIN, "17:33:02", "POST /cart/items HTTP/1.1", 303, 0, user="acme-retail"),
    combined(BERLIN_V6, "17:33:02", "GET /img/hero.webp HTTP/2.0", 304, "-", agent=IPAD),
    combined("::ffff:81.2.69.142", "17:33:03", "HEAD / HTTP/1.1", 200, 0),
    combined("2001:db8:0:0:0:0:0:1", "17:33:03", "GET /v6 HTTP/1.1"),
    combined(LINKOPING, "18:33:04", "GET /c/bikes HTTP/1.1", zone="+0100"),
    combined(DELHI, "23:03:05", "GET /c/bikes HTTP/1.1", zone="+0530", agent="-"),
    combined(UNLISTED, "12:33:06", "GET /missing HTTP/1.1", 404, 548, zone="-0500"),
    combined(HONG_KONG, "17:33:07", "GET /v1/orders HTTP/1.1", 500, 197, agent="python-requests/2.32.3"),
    combined(COUNTRY_ONLY, "17:33:08", "GET /robots.txt HTTP/1.1", agent=GOOGLEBOT),
    combined(INSIDE, "17:33:09", "GET /health HTTP/1.1", 503, 19, agent="curl/8.5.0"),
    combined(LONDON, "17:34:00", "GET /account HTTP/1.1", 401, 179, user="John Smith"),
    combined(TOKYO, "17:59:59", "DELETE /v1/orders/7 HTTP/1.1", 204, 0),
    combined(TOKYO, "18:00:00", "PUT /v1/carts/9 HTTP/1.1", 200, 720),
])

case("common", "the common format: no referrer, no agent", [
    common(LONDON, "17:33:01", "GET / HTTP/1.0"),
    common(PARIS, "17:33:01", "GET /a?b=c HTTP/1.1", 404, "-"),
    common("host.example.net", "17:33:02", "GET /named HTTP/1.1", 200, 17),
    common(BERLIN_V6, "17:33:02", "POST /form HTTP/1.1", 302, 0, user="frank"),
    common("-", "17:33:03", "GET /nobody HTTP/1.1"),
])

case("vhost", "a vhost in front, as Apache's vhost_combined writes it, and without a port", [
    "www.shop.example:443 " + combined(LONDON, "17:33:01", "GET / HTTP/1.1"),
    "WWW.Shop.Example:80 " + combined(PARIS, "17:33:02", "GET /upper HTTP/1.1", agent=IPHONE),
    "blog.shop.example " + combined(BERLIN_V6, "17:33:03", "GET /2025/post HTTP/1.1", agent=CLAUDEBOT),
    "api.shop.example:8443 " + common(TOKYO, "17:33:04", "GET /v1/stock/1 HTTP/1.1", 500, 11),
    "shop.example:443 " + combined(LINKOPING, "17:33:05", "GET /user HTTP/1.1", user="acme-retail"),
])

case("gunicorn", "gunicorn's default: %(h)s %(l)s %(u)s %(t)s \"%(r)s\" %(s)s %(b)s \"%(f)s\" \"%(a)s\"", [
    combined(INSIDE, "17:33:01", "GET /api/v1/items?page=2 HTTP/1.1", 200, 4711, agent="Go-http-client/1.1"),
    combined(LONDON, "17:33:01", "POST /api/v1/items HTTP/1.1", 201, 55, agent="python-requests/2.32.3"),
    combined(PARIS, "17:33:02", "GET /static/app.js HTTP/1.1", 304, 0, "https://app.example/"),
    combined(BERLIN, "17:33:03", "GET /boom HTTP/1.1", 500, 145, agent="curl/8.5.0"),
    combined(LONDON, "17:33:04", "DELETE /api/v1/items/3 HTTP/1.1", 204, "-", agent="python-requests/2.32.3"),
], format="gunicorn")

NGINX = ('$time_iso8601 $remote_addr $host "$request" $status $body_bytes_sent rt=$request_time '
         'ref="$http_referer" ua="$http_user_agent" user=$remote_user xff="$http_x_forwarded_for" id=$request_id')


def nginx(time, address, request, status=200, size=10, seconds="0.005", agent=CHROME, user="-", forwarded="-",
          number=1, host="api.example", referrer="-"):
    return (f'{time} {address} {host} "{request}" {status} {size} rt={seconds} ref="{referrer}" ua="{agent}" '
            f'user={user} xff="{forwarded}" id={number:032x}')


case("nginx-custom", "a log_format of one's own, with request_time, and a line of another format in between", [
    nginx("2025-11-20T17:33:01+00:00", LONDON, "GET /a HTTP/1.1", seconds="0.005", number=1),
    nginx("2025-11-20T17:33:01+00:00", PARIS, "GET /b?x=1 HTTP/2.0", seconds="0.010", agent=IPHONE, number=2),
    nginx("2025-11-20T18:33:02+01:00", BERLIN, "POST /c HTTP/1.1", 201, 0, seconds="1.250", user="acme", number=3),
    nginx("2025-11-20T17:33:02+00:00", BERLIN_V6, "GET /slow HTTP/1.1", 504, 160, seconds="60.001", number=4),
    nginx("2025-11-20T17:33:03+00:00", TOKYO, "GET /unmeasured HTTP/1.1", seconds="-", number=5),
    nginx("2025-11-20T17:33:03+00:00", TOKYO, "GET /instant HTTP/1.1", 304, 0, seconds="0.000", number=6),
    combined(LONDON, "17:33:04", "GET /other-format HTTP/1.1"),
    nginx("2025-13-20T17:33:03+00:00", TOKYO, "GET /month-13 HTTP/1.1", number=7),
], format=NGINX)

case("demo", "the playground's format; msec wins over time_local, a latency of '-' is none", [
    demo(LONDON, "17:33:01", "GET / HTTP/2.0", "1763659981.250", number=1, agent=IPHONE),
    demo(LONDON, "17:33:01", "GET /c/bikes HTTP/2.0", "1763659981.999", number=2, seconds="0.120", agent=IPHONE),
    demo(PARIS, "17:33:01", "GET /p/1001 HTTP/2.0", "1763659982.000", number=3, seconds="0.007", user="velo-depot"),
    demo(BERLIN, "17:33:02", "POST /checkout/payment HTTP/1.1", "1763659982.001", 303, 0, number=4, seconds="2.500"),
    demo(TOKYO, "17:33:02", "GET /v1/stock/1001 HTTP/1.1", "1763659982.500", number=5, host="api.shop.example",
         agent="Go-http-client/2.0", seconds="0.001", user="sakura-wheels"),
    demo(COUNTRY_ONLY, "17:33:02", "GET /p/1002 HTTP/1.1", "1763659982.750", number=6, agent=GOOGLEBOT),
    demo("20.171.206.4", "17:33:03", "GET /p/1003 HTTP/1.1", "1763659983.100", number=7, agent=GPTBOT),
    demo(UNLISTED, "17:33:03", "GET /.env HTTP/1.1", "1763659983.200", 404, 1245, number=8, agent="-"),
    demo(LONDON, "17:33:03", "GET /v1/orders/1 HTTP/2.0", "1763659983.300", 503, 197, number=9, seconds="-"),
    demo(BERLIN_V6, "17:33:03", "GET /late-clock HTTP/2.0", "-", number=10),
    demo(LONDON, "17:33:04", "GET / HTTP/2.0", "1763659984.000", number=11, forwarded="192.168.4.4"),
])

case("awkward-requests", "what arrives at a port that faces the world", [
    combined(LONDON, "17:33:01", '-', 400, 0, agent="-"),
    combined(LONDON, "17:33:01", '', 408, 0, agent="-"),
    combined(LONDON, "17:33:01", r'\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03', 400, 157, agent="-"),
    combined(LONDON, "17:33:02", 'GET /closed HTTP/1.1', "000", 0),
    combined(LONDON, "17:33:02", 'GET /no-status HTTP/1.1', "-", "-"),
    combined(LONDON, "17:33:03", 'GET /old'),
    combined(LONDON, "17:33:03", 'OPTIONS * HTTP/1.1', 204, 0),
    combined(LONDON, "17:33:03", 'GET http://other.example/a/b?c=d HTTP/1.1', 400, 157),
    combined(LONDON, "17:33:03", 'CONNECT other.example:443 HTTP/1.1', 405, 157),
    combined(LONDON, "17:33:04", 'GET /a b/c HTTP/1.1'),
    combined(LONDON, "17:33:04", 'GET /%7Euser/%2e%2e/caf%C3%A9?n=%20+1 HTTP/1.1'),
    combined(LONDON, "17:33:04", 'GET /empty-query? HTTP/1.1'),
    combined(LONDON, "17:33:04", 'GET /two?x=1?y=2 HTTP/1.1'),
    combined(LONDON, "17:33:04", 'GET //double//slash HTTP/1.1'),
    combined(LONDON, "17:33:05", 'get /lower HTTP/1.1', 405, 0),
    combined(LONDON, "17:33:05", 'M-SEARCH /dash HTTP/1.1', 405, 0),
    combined(LONDON, "17:33:05", 'PRI * HTTP/2.0', 400, 157),
    combined(LONDON, "17:33:06", r'GET /q?s=\x22quoted\x22 HTTP/1.1'),
    combined(LONDON, "17:33:06", r'GET /b\\slash HTTP/1.1'),
    combined(LONDON, "17:33:06", r'GET /"apache\" HTTP/1.1'.replace('/"', r'/\"'), agent=r'curl/8.5.0 \"hi\"'),
    combined(LONDON, "17:33:06", 'GET /agent HTTP/1.1', agent=r'curl/8.5.0 \x22\x22 \xC3\xBC', referrer=r'\x22>'),
    combined(LONDON, "17:33:07", "GET /grün HTTP/1.1", agent="curl/8.5.0 Größe", referrer="https://müller.example/"),
    combined(LONDON, "17:33:07", "GET /gr@n HTTP/1.1", agent="curl/8.5.0 A@@B").encode("latin-1").replace(b"@@", b"\xff\xfe")
    .replace(b"@", b"\xfc"),
    combined(LONDON, "17:33:08", "GET /big HTTP/1.1", 200, 9007199254740993),
    combined(LONDON, "17:33:08", "GET /teapot HTTP/1.1", 418, 0),
    combined(LONDON, "17:33:08", "GET /999 HTTP/1.1", 999, 0),
], unjudged=["user_agent_class"])

case("forwarded", "X-Forwarded-For, walked from the right past the trusted proxies", [
    demo("10.0.3.1", "17:33:01", "GET /one HTTP/1.1", "1763659981.000", number=1, forwarded=LONDON),
    demo("10.0.3.1", "17:33:01", "GET /two HTTP/1.1", "1763659981.100", number=2, forwarded=f"{PARIS}, 10.0.2.7"),
    demo("10.0.3.1", "17:33:01", "GET /forged HTTP/1.1", "1763659981.200", number=3,
         forwarded=f"{TOKYO}, {BERLIN}, 10.0.2.7"),
    demo(LONDON, "17:33:01", "GET /untrusted-peer HTTP/1.1", "1763659981.300", number=4, forwarded=TOKYO),
    demo("10.0.3.1", "17:33:01", "GET /none HTTP/1.1", "1763659981.400", number=5, forwarded="-"),
    demo("10.0.3.1", "17:33:02", "GET /all-trusted HTTP/1.1", "1763659982.000", number=6,
         forwarded="10.0.2.9, 10.0.2.7"),
    demo("10.0.3.1", "17:33:02", "GET /v6 HTTP/1.1", "1763659982.100", number=7, forwarded=f"{BERLIN_V6},10.0.2.7"),
    demo("2001:db8:ffff::1", "17:33:02", "GET /v6-proxy HTTP/1.1", "1763659982.200", number=8, forwarded=LINKOPING),
    demo("10.0.3.1", "17:33:02", "GET /port HTTP/1.1", "1763659982.300", number=9, forwarded=f"{PARIS}:51234"),
    demo("10.0.3.1", "17:33:02", "GET /bracket HTTP/1.1", "1763659982.400", number=10,
         forwarded=f"[{BERLIN_V6}]:443"),
    demo("10.0.3.1", "17:33:02", "GET /not-an-address HTTP/1.1", "1763659982.500", number=11,
         forwarded=f"{PARIS}, unknown, 10.0.2.7"),
    demo("10.0.3.1", "17:33:02", "GET /spaces HTTP/1.1", "1763659982.600", number=12,
         forwarded=f"  {TOKYO} ,  10.0.2.7 "),
], parse__trusted_proxies=["10.0.0.0/8", "2001:db8:ffff::/48"])

GARBAGE = [
    "",
    "   ",
    "\t",
    "not a log line",
    '{"level":"warn","msg":"slow query","ms":1833}',
    "2025/11/20 17:33:01 [error] 31#31: *7 upstream timed out (110: Connection timed out)",
    f'{LONDON} - - {at("17:33:01")} "GET /cut',
    f'{LONDON} - - {at("17:33:01")} "GET /cut HTTP/1.1"',
    f'{LONDON} - - {at("17:33:01")} "GET /cut HTTP/1.1" 200',
    f'{LONDON} - - {at("17:33:01")} "GET /words HTTP/1.1" two hundred',
    f'{LONDON} - - {at("17:33:01")} "GET /letters HTTP/1.1" 200 1k "-" "-"',
    b"\x00\x01\x02\xff\xfe\x16\x03\x01",
    "- - - -",
    combined(LONDON, "17:33:01", "GET /31-feb HTTP/1.1", day="31/Feb/2025"),
    combined(LONDON, "17:33:01", "GET /foo HTTP/1.1", day="20/Foo/2025"),
    combined(LONDON, "25:00:00", "GET /25h HTTP/1.1"),
    combined(LONDON, "17:61:00", "GET /61m HTTP/1.1"),
    combined(LONDON, "17:33:01", "GET /zone HTTP/1.1", zone="CET"),
    f'{LONDON} - - [] "GET /no-time HTTP/1.1" 200 12 "-" "-"',
]

case("rejects", "lines that are none, between two that are", [
    combined(LONDON, "17:33:00", "GET /before HTTP/1.1"), *GARBAGE,
    combined(LONDON, "17:33:02", "GET /after HTTP/1.1")])

case("line-ends", "CRLF, an empty line, and no line end at the end of the file", [
    combined(LONDON, "17:33:00", "GET /crlf HTTP/1.1"), "", "garbage",
    combined(PARIS, "17:33:01", "GET /last HTTP/1.1", agent=IPHONE)], end=b"\r\n", last_end=False)

case("long-lines", "gzipped; one line of 70 KB (rejected: parse.max-line-bytes is 64 KiB), one of 60 KB (taken)", [
    combined(LONDON, "17:33:00", "GET /before HTTP/1.1"),
    combined(LONDON, "17:33:01", "GET /long?q=" + "x" * 70_000 + " HTTP/1.1", 414, 0),
    combined(LONDON, "17:33:02", "GET /fits?q=" + "y" * 60_000 + " HTTP/1.1", 414, 0),
    combined(LONDON, "17:33:03", "GET /after HTTP/1.1"),
], file="access.log.gz", parse__max_line_bytes=65536)

case("late", "late is: more than two minutes behind the largest time before it in the file", [
    demo(LONDON, "17:33:00", "GET /first HTTP/1.1", "1763659980.000", number=1),
    demo(LONDON, "17:35:00", "GET /newest HTTP/1.1", "1763660100.000", number=2),
    demo(PARIS, "17:33:00", "GET /exactly-two-minutes HTTP/1.1", "1763659980.000", number=3),
    demo(PARIS, "17:32:59", "GET /a-millisecond-too-much HTTP/1.1", "1763659979.999", number=4),
    "garbage does not move time",
    demo(BERLIN, "17:34:10", "GET /out-of-order HTTP/1.1", "1763660050.000", number=5),
    demo(TOKYO, "17:40:00", "GET /jump HTTP/1.1", "1763660400.000", number=6),
    demo(BERLIN, "17:36:00", "GET /late-after-the-jump HTTP/1.1", "1763660160.000", number=7, status=500),
    demo(BERLIN, "17:38:00", "GET /on-the-edge HTTP/1.1", "1763660280.000", number=8),
    demo(TOKYO, "17:00:00", "GET /very-late HTTP/1.1", "1763658000.000", number=9),
    demo(TOKYO, "17:40:01", "GET /last HTTP/1.1", "1763660401.000", number=10),
])

case("calendar", "hours, days, weeks and months of Berlin: the night the clocks go back, a year's end", [
    combined(BERLIN, "21:59:59", "GET /saturday HTTP/1.1", day="25/Oct/2025"),
    combined(BERLIN, "22:00:00", "GET /sunday HTTP/1.1", day="25/Oct/2025"),
    combined(BERLIN, "00:30:00", "GET /first-half-past-two HTTP/1.1", day="26/Oct/2025"),
    combined(BERLIN, "01:30:00", "GET /second-half-past-two HTTP/1.1", day="26/Oct/2025"),
    combined(BERLIN, "22:59:59", "GET /sunday-still HTTP/1.1", day="26/Oct/2025"),
    combined(BERLIN, "23:00:00", "GET /monday HTTP/1.1", day="26/Oct/2025"),
    combined(BERLIN, "22:59:59", "GET /october HTTP/1.1", day="31/Oct/2025"),
    combined(BERLIN, "23:00:00", "GET /november HTTP/1.1", day="31/Oct/2025"),
    combined(BERLIN, "22:59:59", "GET /old-year HTTP/1.1", day="31/Dec/2025"),
    combined(BERLIN, "23:00:00", "GET /new-year HTTP/1.1", day="31/Dec/2025"),
], zone="Europe/Berlin")

case("half-hour-zone", "hours are those of the zone: India's begin at half past", [
    combined(DELHI, "17:29:59", "GET /22-59-59 HTTP/1.1"),
    combined(DELHI, "17:30:00", "GET /23-00-00 HTTP/1.1"),
    combined(DELHI, "18:29:59", "GET /23-59-59 HTTP/1.1"),
    combined(DELHI, "18:30:00", "GET /00-00-00 HTTP/1.1"),
], zone="Asia/Kolkata")

case("mixed", "formats recognised line by line", [
    combined(LONDON, "17:33:01", "GET /combined HTTP/1.1"),
    common(PARIS, "17:33:01", "GET /common HTTP/1.1"),
    "www.shop.example:443 " + combined(BERLIN, "17:33:02", "GET /vhost HTTP/1.1"),
    demo(TOKYO, "17:33:02", "GET /demo HTTP/2.0", "1763659982.125", number=77, agent=IPHONE),
    combined(LINKOPING, "17:33:03", "GET /main HTTP/1.1") + ' "-"',
    combined(LINKOPING, "17:33:03", "GET /main-forwarded HTTP/1.1") + f' "{TOKYO}"',
    "neither of them",
    combined(BERLIN_V6, "17:33:04", "GET /again HTTP/1.1", agent=BYTESPIDER),
])

case("agents", "user agents whose class is beyond dispute", [
    combined(LONDON, "17:33:00", "GET /desktop HTTP/1.1", agent=CHROME),
    combined(LONDON, "17:33:00", "GET /phone HTTP/1.1", agent=IPHONE),
    combined(LONDON, "17:33:00", "GET /tablet HTTP/1.1", agent=IPAD),
    combined(LONDON, "17:33:00", "GET /tool HTTP/1.1", agent="curl/8.5.0"),
    combined(LONDON, "17:33:00", "GET /tool HTTP/1.1", agent="python-requests/2.32.3"),
    combined(LONDON, "17:33:00", "GET /tool HTTP/1.1", agent="Go-http-client/2.0"),
    combined(COUNTRY_ONLY, "17:33:00", "GET /search HTTP/1.1", agent=GOOGLEBOT),
    combined("20.171.206.4", "17:33:00", "GET /ai HTTP/1.1", agent=GPTBOT),
    combined("160.79.104.9", "17:33:00", "GET /ai HTTP/1.1", agent=CLAUDEBOT),
    combined("3.209.62.4", "17:33:00", "GET /ai HTTP/1.1", agent=PERPLEXITY),
    combined("47.128.1.1", "17:33:00", "GET /ai HTTP/1.1", agent=BYTESPIDER),
    combined("18.204.152.1", "17:33:00", "GET /ai HTTP/1.1", agent=CCBOT),
    combined(LONDON, "17:33:00", "GET /unknown HTTP/1.1", agent="-"),
])

case("duplicates", "equal lines are requests of their own", [
    demo(LONDON, "17:33:00", "GET / HTTP/1.1", "1763659980.000", number=1)] * 5
     + [demo(PARIS, "17:33:00", "GET / HTTP/1.1", "1763659980.000", number=1)] * 3)

case("many-values", "beyond traffic.max-values (3 here) a window's further values are 'other'; status and country never", [
    *[demo(address, "17:33:00", f"GET /{path} HTTP/1.1", "1763659980.000", status, number=i, host=f"{path}.example",
           user=f"customer-{path}")
      for i, (path, status, address) in enumerate([
          ("a", 200, LONDON), ("b", 201, PARIS), ("c", 202, BERLIN), ("d", 203, TOKYO), ("e", 204, LINKOPING),
          ("a", 200, LONDON), ("e", 204, LINKOPING), ("d", 203, TOKYO)])],
    demo(TOKYO, "17:33:01", "GET /d HTTP/1.1", "1763659981.000", 203, number=9, host="d.example", user="customer-d"),
    demo(LONDON, "17:33:01", "GET /a HTTP/1.1", "1763659981.500", number=10, host="a.example", user="customer-a"),
], traffic__max_values=3)

case("latencies", "enough of them in one second that quantiles differ", [
    demo(LONDON, "17:33:00", f"GET /{'slow' if i % 10 == 0 else 'fast'} HTTP/1.1", f"1763659980.{i:03d}", number=i,
         seconds=f"{(i * 37 % 200 + 1 + (800 if i % 10 == 0 else 0)) / 1000:.3f}") for i in range(200)])


def apache(address, clock, request, status=200, size=512, micros=1500, agent=CHROME, user="-", forwarded="-",
           host="shop.example", referrer="-", zone="+0000", number=1):
    return (f'{host}:443 {address} - {user} {at(clock, zone)} "{request}" {status} {size} "{referrer}" "{agent}" '
            f'"{forwarded}" {micros} + ID{number}')


case("apache", "a LogFormat of one's own: vhost and port, microseconds, X-Forwarded-For, %{UNIQUE_ID}e", [
    apache(LONDON, "17:33:01", "GET / HTTP/1.1", micros=1500, number=1),
    apache("10.0.3.1", "17:33:01", "GET /proxied?x=1 HTTP/1.1", micros=250_000, forwarded=f"{PARIS}, 10.0.2.7", number=2),
    apache(BERLIN, "18:33:02", r"GET /quote\"d HTTP/1.1", zone="+0100", agent=r"curl/8.5.0 \x41\"", user="Jane Doe", number=3),
    apache(BERLIN_V6, "17:33:02", "POST /form HTTP/2.0", 303, "-", micros=12, host="API.shop.example", number=4),
    apache(TOKYO, "17:33:03", "-", 408, "-", micros=30_000_000, agent="-", number=5),
    combined(LONDON, "17:33:04", "GET /other-format HTTP/1.1"),
    apache(TOKYO, "25:33:03", "GET /hour-25 HTTP/1.1", number=6),
], format='%v:%p %a %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" "%{X-Forwarded-For}i" %D %X %{UNIQUE_ID}e',
    parse__trusted_proxies=["10.0.0.0/8"])

case("apache-times", "a time made of a strftime pattern, a fraction and a zone", [
    f'{LONDON} 2025-11-20 17:33:01.250 +0000 "GET /a HTTP/1.1" 200 12',
    f'{PARIS} 2025-11-20 18:33:01.999 +0100 "GET /b HTTP/1.1" 404 0',
    f'{DELHI} 2025-11-20 23:03:02.000 +0530 "GET /c?d=e HTTP/1.1" 200 -',
    f'{TOKYO} 2025-11-31 17:33:02.000 +0000 "GET /no-such-day HTTP/1.1" 200 1',
    f'{TOKYO} 2025-11-20 17:33 +0000 "GET /cut HTTP/1.1" 200 1',
], format='%h %{%Y-%m-%d %H:%M:%S}t.%{msec_frac}t %{%z}t "%r" %>s %b')


def caddy(address, ts, uri, status=200, size=512, seconds=0.0015, method="GET", host="shop.example", agent=CHROME,
          proto="HTTP/2.0", user="", client=None, headers=None):
    return {"level": "info", "ts": ts, "logger": "http.log.access.log0", "msg": "handled request",
            "request": {"remote_ip": address, "remote_port": "41342", "client_ip": client or address, "proto": proto,
                        "method": method, "host": host, "uri": uri,
                        "headers": ({"User-Agent": [agent]} if agent else {}) | {"Accept": ["*/*", "x"]} | (headers or {}),
                        "tls": {"resumed": False, "version": 772, "server_name": host}},
            "bytes_read": 0, "user_id": user, "duration": seconds, "size": size, "status": status,
            "resp_headers": {"Server": ["Caddy"], "Alt-Svc": ["h3=\":443\"; ma=2592000"]}}


def compact(record):
    return json.dumps(record, separators=(",", ":"), ensure_ascii=False)


DEEP = '{"ts":1763659985,"request":' + '{"a":' * 120 + "1" + "}" * 120 + "}"

case("caddy", "Caddy's JSON, recognised by itself; times and numbers in every spelling; cut short and nested too deep", [
    compact(caddy(LONDON, 1763659981.25, "/", seconds=0.000929675)),
    compact(caddy("10.0.3.1", 1763659981.5, "/proxied?q=gr%C3%BCn&x", seconds=0.25,
                  headers={"X-Forwarded-For": [TOKYO, f"{PARIS}, 10.0.2.7"], "Referer": ["https://www.google.com/"]})),
    compact(caddy(BERLIN, "2025-11-20T18:33:02.001+0100", "/iso", 404, 0, user="acme-retail", host="Shop.example:8443")),
    compact(caddy(BERLIN_V6, 1763659982001, "/millis", method="POST", status=303, size=0, agent="curl/8.5.0")),
    compact(caddy(DELHI, "20/Nov/2025:23:03:02 +0530", "/common-log-time", seconds=60)),
    compact(caddy(LINKOPING, 1763659982.5, "/quote\"d \\ back\u2028slash 😀", agent="curl/8.5.0 \"\t\"")),
    compact(caddy(TOKYO, 1763659983, "/no-agent", agent=None)).replace('"status":200', '"status":"200"'),
    compact(caddy(TOKYO, 1763659983, "/ended-early", agent=IPHONE)).replace('"status":200', '"status":000'),
    json.dumps(caddy(HONG_KONG, 1763659983.75, "/spaced", agent=GOOGLEBOT), ensure_ascii=True),
    compact(caddy(TOKYO, "soon", "/no-time")),
    compact(caddy(TOKYO, 1763659984, "/cut"))[:-40],
    compact(caddy(TOKYO, 1763659984, "/twice")) + "}",
    DEEP,
    '{"level":"error","ts":1763659984,"logger":"tls","msg":"no such certificate"}',
    combined(LONDON, "17:33:05", "GET /combined HTTP/1.1"),
], parse__trusted_proxies=["10.0.0.0/8"])


def traefik(address, start, path, status=200, size=512, nanos=1_500_000, method="GET", host="shop.example", agent=CHROME,
            user="-", **more):
    return {"ClientAddr": f"{address}:51234", "ClientHost": address, "ClientPort": "51234", "ClientUsername": user,
            "DownstreamContentSize": size, "DownstreamStatus": status, "Duration": nanos, "OriginContentSize": size,
            "OriginDuration": nanos - 1000, "OriginStatus": status, "Overhead": 1000, "RequestAddr": host,
            "RequestHost": host, "RequestMethod": method, "RequestPath": path, "RequestPort": "-",
            "RequestProtocol": "HTTP/1.1", "RequestScheme": "https", "RetryAttempts": 0, "RouterName": "shop@docker",
            "StartLocal": start, "StartUTC": start, "entryPointName": "websecure", "level": "info", "msg": "",
            "request_User-Agent": agent, "time": "2025-11-20T17:33:59Z"} | more


case("traefik", "Traefik's JSON, named; a line of another format is refused", [
    compact(traefik(LONDON, "2025-11-20T17:33:01.250999999Z", "/?a=b", nanos=1_250_417_999)),
    compact(traefik(PARIS, "2025-11-20T17:33:01.999Z", "/cart", 303, 0, method="POST", user="velo-depot", agent=IPHONE)),
    compact(traefik("10.0.3.1", "2025-11-20T17:33:02Z", "/forwarded", 502, nanos=999,
                    **{"request_X-Forwarded-For": f"{TOKYO}", "request_Referer": "https://shop.example/"})),
    compact(traefik(BERLIN_V6, "2025-11-20T17:33:02.5Z", "/robots.txt", agent=GOOGLEBOT, host="API.shop.example")),
    combined(LONDON, "17:33:03", "GET /combined HTTP/1.1"),
    compact(caddy(LONDON, 1763659983, "/caddy")),
    compact(traefik(LONDON, "2025-11-20T17:33:61Z", "/second-61-but-a-time-of-its-end")),
    compact(traefik(LONDON, "2025-11-20T17:33:61Z", "/second-61", time="-")),
], format="traefik", parse__trusted_proxies=["10.0.0.0/8"])

case("nginx-json", "escape=json logs with members named like nginx's variables, and some that are mapped", [
    compact({"time_iso8601": "2025-11-20T17:33:01+00:00", "remote_addr": LONDON, "request": "GET /a?b=c HTTP/1.1",
             "status": 200, "body_bytes_sent": "17", "request_time": "0.042", "http_user_agent": CHROME,
             "http_referer": "", "host": "shop.example", "request_id": "01", "upstream_addr": "10.0.0.9:80"}),
    compact({"client_ip": PARIS, "url": "/mapped?x=\"y\"", "method": "POST", "at": 1763659981.999, "status": "404",
             "request_time": 0.25, "http_user_agent": "curl/8.5.0"}),
    compact({"client_ip": TOKYO, "remote_addr": "10.0.3.1", "at": 1763659982, "request_uri": "/both",
             "request_method": "GET", "status": 500}),
    compact({"remote_addr": TOKYO, "status": 200, "request_uri": "/no-time"}),
], format="nginx-json", parse__json_fields=["client_ip=remote_addr", "url=request_uri", "method=request_method",
                                            "at=time_iso8601"])

case("dictionary", "two in-house structures by the data dictionary beside other formats; customers by API key", [
    compact({"at": "2025-11-20T17:33:01.250Z", "client": LONDON, "req": {"verb": "GET", "uri": "/v1/a?b=c",
             "proto": "HTTP/1.1", "host": "API.Example:443", "agent": "curl/8.5.0", "key": "k-1"},
             "code": 200, "bytes": "17", "took_ms": 1.5, "trace": {"spans": [1, {"deep": [2]}]}}),
    compact({"at": "2025-11-20T18:33:02+01:00", "client": "10.0.0.9", "xff": PARIS + ", 10.0.0.7",
             "req": {"verb": "POST", "uri": "/v1/b", "key": "k-2"}, "code": "503", "took_ms": 250, "user": "-"}),
    compact({"at": 1763659983000, "client": TOKYO, "req": {"uri": "/v1/c", "key": "nobody's"}, "code": 1000}),
    compact({"t": 1763659984.5, "ip": BERLIN, "line": "GET /old HTTP/1.0", "status": 304, "secs": 0.25}),
    compact({"t": "soon", "ip": BERLIN, "line": "GET /old HTTP/1.0", "status": 304, "secs": 0.25}),
    compact({"at": "2025-11-20T17:33:05Z", "req": {"uri": "/v1/nobody", "key": "k-1"}, "code": 200}),
    compact({"at": "2025-11-20T17:33:05Z", "client": LONDON, "uri": "/nothing-like-it"}),
    '{"at": "2025-11-20T17:33:05Z", "client": "81.2.69.142", "req": {"uri": "/cut"',
    '{"at": "2025-11-20T17:33:05Z", "deep": ' + "[" * 200 + "]" * 200 + "}",
    combined(LONDON, "17:33:06", "GET /combined HTTP/1.1", user="k-1"),
    compact(caddy(LONDON, 1763659987, "/caddy")),
], parse__trusted_proxies=["10.0.0.0/8"], lookup__customers__key_field="labels.api_key", customers="""\
tier,key,name
gold,k-1,"Acme, Ltd"
,k-2,Bolt
""", sources="""\
sources:
  - name: access-logs
    fields:
      source.address: {}
      http.response.status_code: {type: integer, range: [0, 999]}
      event.duration: {unit: ns}
    structures:
      - name: gateway
        recognisedBy: {exists: [at, req.uri]}
        timestamp: at
        fields:
          source.address: {path: client, required: true}
          network.forwarded_ip: xff
          user.name: user
          http.request.method: req.verb
          url.original: req.uri
          http.version: req.proto
          url.domain: req.host
          user_agent.original: req.agent
          http.response.status_code: {path: code}
          http.response.body.bytes: {path: bytes, type: integer}
          event.duration: {path: took_ms, unitFrom: ms}
          labels.api_key: req.key
      - name: old-gateway
        recognisedBy: {exists: [t, line]}
        timestamp: {field: t, unit: s}
        fields:
          source.address: ip
          http.request.line: line
          http.response.status_code: {path: status}
          event.duration: {path: secs, unitFrom: s}
""")

IIS = ("#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) "
       "sc-status sc-substatus sc-win32-status time-taken")
IIS_AGENT = CHROME.replace(" ", "+")

case("w3c", "an IIS log whose header changes in the middle; lines ahead of any header; a CloudFront part", [
    f"2025-11-20 17:33:00 10.0.0.4 GET /before-the-header - 443 - {LONDON} {IIS_AGENT} - 200 0 0 1",
    "#Software: Microsoft Internet Information Services 10.0", "#Version: 1.0", "#Date: 2025-11-20 17:33:01", IIS,
    f"2025-11-20 17:33:01 10.0.0.4 GET /a/b.aspx x=1&y=2 443 CORP\\alice {LONDON} {IIS_AGENT} https://r.example/ 200 0 0 187",
    f"2025-11-20 17:33:01 10.0.0.4 POST /form - 443 - {PARIS} {GOOGLEBOT.replace(' ', '+')} - 404 0 2 15",
    f"2025-11-20 17:33:02 10.0.0.4 GET /too few {LONDON} - - 200 0 0 1",
    f"2025-11-20 17:33:61 10.0.0.4 GET /second-61 - 443 - {LONDON} - - 200 0 0 1",
    "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status sc-bytes time-taken cs-host cs-version",
    f"2025-11-20 17:33:03 {TOKYO} GET /new/header q=1 500 1045 2500 Shop.example HTTP/2.0",
    f"2025-11-20 17:33:03 {BERLIN_V6} HEAD /new - 304 0 0 shop.example HTTP/1.1",
    combined(LONDON, "17:33:03", "GET /combined-in-between HTTP/1.1"),
    "#Remark: nothing of importance",
    f"2025-11-20 17:33:04 {TOKYO} GET /still-the-new-one - 200 1 1 shop.example HTTP/1.1",
    "# no directive",
    "#Fields:\tdate\ttime\tsc-bytes\tc-ip\tcs-method\tcs-uri-stem\tsc-status\tcs(User-Agent)\tx-edge-request-id\ttime-taken",
    f"2025-11-20\t17:33:05\t1045\t{LINKOPING}\tGET\t/cdn.js\t206\t{IPHONE.replace(' ', '%20')}\tedge-1==\t0.042",
    "#Date: 2025-11-20 17:33:06", "#Fields: time c-ip cs-method cs-uri-stem sc-status",
    f"17:33:06 {LONDON} GET /day-from-the-directive 200",
])

case("w3c-without-header", "a shipper left the header out: parse.w3c-fields stands in", [
    f"2025-11-20 17:33:01 {LONDON} GET /a 200 17",
    f"2025-11-20 17:33:02 {PARIS} GET /b 404 -",
    f"2025-11-20 17:33:02 {PARIS} GET /too-short 404",
], parse__w3c_fields="date time c-ip cs-method cs-uri-stem sc-status sc-bytes")


def filebeat(message, host="web-1", file="/var/log/nginx/access.log", **fields):
    return compact({"@timestamp": "2025-11-20T17:33:30.000Z",
                    "@metadata": {"beat": "filebeat", "type": "_doc", "version": "8.15.0"}, "agent": {"type": "filebeat"},
                    "ecs": {"version": "8.0.0"}, "log": {"file": {"path": file}, "offset": 4711}, "message": message,
                    "input": {"type": "log"}, "host": {"name": host}} | ({"fields": fields} if fields else {}))


def flume_avro(body, **headers):
    """AvroFlumeEvent in Avro's binary encoding: lengths and counts are zig-zag coded."""
    def sized(text):
        raw, doubled = text.encode(), 2 * len(text.encode())
        size = b""
        while doubled >= 0x80:
            size, doubled = size + bytes([doubled & 0x7f | 0x80]), doubled >> 7
        return size + bytes([doubled]) + raw

    block = (bytes([2 * len(headers)]) + b"".join(sized(part) for header in headers.items() for part in header)
             if headers else b"")
    event = block + b"\x00" + sized(body)
    assert b"\n" not in event, "would be two lines in a file"
    return event


def web(path, address=LONDON, clock="17:33:01"):
    return combined(address, clock, f"GET {path} HTTP/1.1", referrer="https://r.example/")


case("envelopes", "lines in every envelope, told apart record by record; what is broken comes back whole", [
    filebeat(web("/filebeat"), service="shop", stage="live"),
    filebeat(web("/windows", PARIS), host="web-2", file="C:\\logs\\access.log"),
    compact({"@timestamp": "2025-11-20T17:33:30.000Z", "log": web("/fluent-bit", BERLIN) + "\n", "stream": "stdout",
             "kubernetes": {"pod_name": "web-7f9c", "namespace_name": "shop", "host": "node-3", "labels": {"app": "web"}}}),
    compact({"date": 1763659981.5, "log": web("/fluent-bit-plain", BERLIN_V6)}),
    compact({"file": "/var/log/a.log", "host": "web-3", "message": web("/vector", TOKYO), "offset": 1,
             "source_type": "file", "timestamp": "2025-11-20T17:33:30.000Z"}),
    compact({"headers": {"host": "web-4", "file": "/a.log", "dc": "fra"}, "body": web("/flume-json", LINKOPING)}),
    flume_avro(web("/flume-avro", HONG_KONG), hostname="web-05", file="/b.log", dc="fra"),
    flume_avro(web("/flume-avro-without-headers")),
    flume_avro(filebeat(web("/filebeat-in-flume", PARIS)), dc="ams"),
    web("/plain"),
    filebeat(compact(caddy(TOKYO, 1763659982.5, "/caddy-in-filebeat"))),
    filebeat("#Fields: date time c-ip cs-uri-stem sc-status", host="iis-1", file="u_ex.log"),
    filebeat("#Fields: date time sc-status cs-uri-stem", host="iis-2", file="u_ex.log"),
    filebeat(f"2025-11-20 17:33:02 {LONDON} /iis-1 200", host="iis-1", file="u_ex.log"),
    filebeat("2025-11-20 17:33:02 404 /iis-2", host="iis-2", file="u_ex.log"),
    filebeat("2025-11-20 17:33:02 404 /iis-3", host="iis-3", file="u_ex.log"),
    filebeat("panic: runtime error"),
    filebeat(""),
    filebeat(web("/cut"))[:-90],
    flume_avro(web("/cut"), hostname="web-05")[:-20],
    compact({"level": "warn", "msg": "no message"}),
])

case("several-formats", "a list of formats: each line by the first that can read it; others are refused", [
    combined(LONDON, "17:33:01", "GET /combined HTTP/1.1"),
    compact(traefik(PARIS, "2025-11-20T17:33:01.999Z", "/traefik")),
    common(BERLIN, "17:33:02", "GET /common-is-not-in-the-list HTTP/1.1"),
    compact(caddy(BERLIN, 1763659982, "/caddy-neither")),
    "#Fields: date time c-ip cs-method cs-uri-stem sc-status",
    f"2025-11-20 17:33:03 {TOKYO} GET /w3c 200",
    combined(LONDON, "17:33:04", "GET /combined-again HTTP/1.1"),
], format=["combined", "traefik", "w3c"])

case("poisoned", "a minute of nothing but garbage between requests: all of it is kept, none of it moves time", [
    combined(LONDON, "17:33:00", "GET /before HTTP/1.1"),
    *[line for i in range(40) for line in (
        bytes((i * 37 + k * 101) % 256 for k in range(60 + i)).replace(b"\n", b"?"),
        '{"level":"debug","trace":"' + f"{i:032x}" + '","ms":',
        "[" * (100 + i), '{"message":"' + "\\" * (2 * i + 1),
        f'{LONDON} - - [{i % 60:02d}/Nov/2025:17:33:{i % 60:02d} +0000 "GET /unclosed HTTP/1.1" 200 {i}',
        f"2025-11-20 17:33:{i:02d} ERROR worker-{i} gave up", "\x1f\x8b\x08" + "z" * i, "#" * (i + 1))],
    combined(PARIS, "17:34:00", "GET /after HTTP/1.1"),
    compact(caddy(BERLIN, 1763660041.5, "/after-too")),
])


KEY = "3f1c9a7e"
SEARCH = "/search?q=red+shoes&api_key=" + KEY + "&page=2"

case("cleaning", "one cleaning rule of each kind, in order, over what the one before left", [
    demo(LONDON, "17:33:00", "GET /healthz HTTP/1.1", "1763659980.000", number=1, agent="kube-probe/1.31"),
    demo(LONDON, "17:33:01", f"GET {SEARCH} HTTP/1.1", "1763659981.000", number=2, user="alice"),
    demo(BERLIN_V6, "17:33:02", "GET /v2/items/4711?lang=de&token=se%63ret&x=%zz HTTP/1.1", "1763659982.000",
         number=3, user="bob"),
    demo(PARIS, "17:33:03", "GET /v2/items/4711/reviews?token=&token=second HTTP/1.1", "1763659983.000", 404, number=4),
    demo(PARIS, "17:33:04", "GET /v1/items/12 HTTP/1.1", "1763659984.000", 301, number=5, host="old.example"),
    demo(TOKYO, "17:33:59", "GET /caf%C3%A9?city=K%C3%B6ln+Nord HTTP/1.1", "1763660039.000", number=6,
         agent=GPTBOT),
    demo(TOKYO, "17:34:00", "GET /b?city=1&city=2 HTTP/1.1", "1763660040.000", number=7, agent="-"),
    demo("intern.example", "17:34:01", "GET /a HTTP/1.1", "1763660041.000", 500, number=8),
    combined(LONDON, "17:34:02", "\\x16\\x03\\x01", 400, 0, agent="-"),
    demo(LINKOPING, "17:34:03", "OPTIONS * HTTP/1.1", "1763660043.000", 204, number=9),
], rules="""\
id: cleaning
version: 3
description: one rule of each kind
rules:
  - id: no-health-checks
    description: the probes of the cluster are no traffic
    when: url.path == "/healthz" && user_agent.original.startsWith("kube-probe/")
    drop: true

  - id: known-methods
    when: http.request.method in ["GET", "POST", "HEAD"] || http.response.status_code >= 400
    keep: true

  - id: switched-off
    enabled: false
    drop: true

  - id: who-and-where
    query:
      parameters:
        api_key: labels.api_key
        city: labels.city
        lang: labels.lang

  - id: hide-keys
    when: has(url.query)
    mask:
      field: url.query
      pattern: "(?:^|&)(?:api_key|token)=([^&]*)"

  - id: versions
    extract:
      field: url.path
      pattern: "^/v(?P<version>[0-9]+)/(?P<what>[a-z]+)/(?P<id>[0-9]+)"
      into:
        version: labels.api_version
        what: labels.resource

  - id: one-path-per-resource
    when: has(labels.resource)
    set:
      url.path: "'/' + labels.resource + '/{id}'"
      labels.team: "http.response.status_code >= 400 ? 'errors' : 'shop'"

  - id: old-host
    when: url.domain == "old.example" && http.response.status_code < 400
    set:
      url.domain: "'shop.example'"
      http.response.status_code: 308

  - id: bots
    when: user_agent.original.lowerAscii().contains("bot")
    set: {user.name: "'bot'"}

  - id: user-as-label
    when: user.name != "bot"
    rename: {user.name: labels.login}

  - id: short-addresses
    truncate: {field: source.ip, ipv4: 16, ipv6: 32}
""")

case("cleaning-errors", "rules without an answer leave the request, drop it or send it to the rejects", [
    demo(LONDON, "17:33:00", "GET /a?size=12 HTTP/1.1", "1763659980.000", number=1),
    demo(LONDON, "17:33:01", "GET /a?size=big HTTP/1.1", "1763659981.000", number=2),
    demo(LONDON, "17:33:02", "GET /b?size=big HTTP/1.1", "1763659982.000", number=3),
    demo(LONDON, "17:33:03", "GET /c HTTP/1.1", "1763659983.000", number=4),
    demo(LONDON, "17:33:04", "GET /d?zero=1 HTTP/1.1", "1763659984.000", 200, number=5),
], rules="""\
{"id": "cleaning", "version": 1, "rules": [
\t{"id": "sizes", "query": {"parameters": ["size", "zero"]}},
\t{"id": "kept", "when": "url.path == '/a'", "set": {"http.response.body.bytes": "int(labels.size)"}},
\t{"id": "rejected", "when": "url.path == '/b' && int(labels.size) > 1", "drop": true, "onError": "reject"},
\t{"id": "forgiven", "when": "labels.zero == '0' || url.path == '/c'", "set": {"user.name": "'c'"}},
\t{"id": "dropped", "when": "url.path == '/d' && http.response.body.bytes / (http.response.status_code - 200) > 0",
\t "drop": true, "onError": "drop"}
]}
""")

case("cleaning-drops-all", "a rule may leave out everything: no requests, no traffic, and every line is accounted for", [
    demo(LONDON, "17:33:00", "GET /a HTTP/1.1", "1763659980.000", number=1),
    "no line of any format",
    demo(LONDON, "17:34:00", "GET /b HTTP/1.1", "1763660040.000", number=2),
], rules="""\
id: cleaning
version: 1
rules:
  - id: nothing-passes
    drop: true
""")

EDGES = ("country", "city", "vhost", "path", "status", "user_agent_class", "customer")


def minutes(counts, garbage=None, hour=17, day="20/Nov/2025", **fields):
    """So many requests in the first second of each minute, and so many lines of garbage behind them."""
    for minute, count in enumerate(counts):
        clock = f"{hour + minute // 60:02d}:{minute % 60:02d}:00"
        yield from (combined(LONDON, clock, f"GET /{number % 3} HTTP/1.1", day=day, **fields)
                    for number in range(count))
        yield from ("garbage" for _ in range((garbage or [0] * len(counts))[minute]))


case("quality-rejects", "a share of rejects: too few to judge, one bad minute forgiven, an episode that needs two clear ones", [
    "garbage before any time is known", "and more of it",
    *minutes([20, 20, 10, 10, 10, 20, 19, 20, 20, 20, 2, 20], [0, 0, 10, 0, 10, 15, 2, 0, 1, 0, 2, 20])],
     unjudged=EDGES, quality=[
    {"id": "rejects", "type": "reject-share", "atMost": "20%", "clearAtMost": "5%", "minimum": 5, "openAfter": 2,
     "closeAfter": 2, "severity": "critical"},
    {"id": "any-reject", "type": "reject-share", "atMost": 0, "window": "2m"},
])

case("quality-fields", "fields that are missing, values that are too many or too few, requests that are late", [
    combined(LONDON, "17:00:00", "GET /a HTTP/1.1"),
    combined(LONDON, "17:00:01", "GET /a?x=1 HTTP/1.1", agent="-"),
    combined(PARIS, "17:00:02", "GET /b HTTP/1.1"),
    combined(PARIS, "17:00:03", "GET /c HTTP/1.1"),
    combined(PARIS, "17:01:00", "GET /d HTTP/1.1", agent="-"),
    combined(PARIS, "17:01:01", "GET /d HTTP/1.1", agent="-"),
    combined(BERLIN, "17:01:02", "GET /d HTTP/1.1", agent="-"),
    combined(BERLIN, "17:01:03", "GET /d HTTP/1.1"),
    combined(BERLIN, "17:10:00", "GET /a HTTP/1.1", user="acme"),
    combined(BERLIN, "17:00:30", "GET /late HTTP/1.1"),
    combined(BERLIN, "17:10:01", "GET /b HTTP/1.1"),
    combined(UNLISTED, "17:11:00", "GET /a HTTP/1.1"),
], unjudged=EDGES, quality=[
    {"id": "agents", "type": "null-share", "field": "user_agent.original", "atMost": "50%"},
    {"id": "paths", "type": "distinct-values", "field": "url.path", "atLeast": 2, "atMost": 3, "minimum": 3},
    {"id": "clients", "type": "distinct-values", "field": "source.ip", "atMost": 3, "window": "20m"},
    {"id": "users", "type": "null-share", "field": "user.name", "atMost": 1},
    {"id": "late", "type": "late-share", "atMost": "10%", "severity": "info"},
])

case("quality-silence", "minutes without a line between others; neither the first nor the last minute is a whole one", [
    "garbage before any time is known", *minutes([1, 4, 4, 0, 0, 4, 4, 9, 4, 1])], unjudged=EDGES, quality=[
    {"id": "silence", "type": "volume", "atLeast": 1, "severity": "critical"},
    {"id": "steady", "type": "volume", "atLeast": 4, "atMost": 8},
])

case("quality-usual", "the same hours of four Mondays: the first three make what is usual for the fourth", [
    line for day, counts in (("03/Nov/2025", (5, 20, 20, 40, 40, 1)), ("10/Nov/2025", (5, 20, 20, 44, 36, 1)),
                             ("17/Nov/2025", (5, 20, 20, 40, 40, 1)), ("24/Nov/2025", (5, 20, 8, 40, 80, 1)))
    for half, count in enumerate(counts)
    for line in [combined(LONDON, f"{9 + (half + 1) // 2:02d}:{(half + 1) % 2 * 30:02d}:00", "GET / HTTP/1.1", day=day)] * count],
     unjudged=EDGES, quality=[
    {"id": "usual", "type": "usual-volume", "window": "30m", "deviations": 2, "change": "30%", "minimumWeeks": 3,
     "minimum": 10},
])

case("quality-drops-all", "a cleaning rule that leaves out everything is a violation that says so", [
    *minutes([12, 12], [1, 0])], unjudged=EDGES, rules="""\
id: cleaning
version: 1
rules:
  - id: nothing-passes
    drop: true
""", quality=[{"id": "dropped", "type": "dropped-share", "atMost": "90%", "minimum": 10, "severity": "critical"}])


def main():
    for name, (about, file, content, settings, unjudged) in CASES.items():
        folder = os.path.join(HERE, name)
        os.makedirs(folder, exist_ok=True)
        if file.endswith(".gz"):
            content = gzip.compress(content, mtime=0)
        with open(os.path.join(folder, file), "wb") as out:
            out.write(content)
        with open(os.path.join(folder, "case.yaml"), "w", encoding="utf-8") as out:
            out.write(f"about: {json.dumps(about)}\ninput: {file}\n")
            if name in RULES:
                out.write("rules: rules.yaml\n")
            if name in QUALITY:
                out.write("quality-rules: quality-rules.yaml\n")
            if name in SOURCES:
                out.write("sources: sources.yaml\n")
            if name in CUSTOMERS:
                out.write("customers: customers.csv\n")
            if unjudged:
                out.write(f"unjudged-dimensions: {json.dumps(unjudged)}\n")
            out.write("settings:\n")
            for key, value in settings.items():
                out.write(f"  {key}: {json.dumps(value)}\n")
        if name in RULES:
            with open(os.path.join(folder, "rules.yaml"), "w", encoding="utf-8") as out:
                out.write(RULES[name])
        for file, contents in (("sources.yaml", SOURCES), ("customers.csv", CUSTOMERS)):
            if name in contents:
                with open(os.path.join(folder, file), "w", encoding="utf-8") as out:
                    out.write(contents[name])
        if name in QUALITY:
            with open(os.path.join(folder, "quality-rules.yaml"), "w", encoding="utf-8") as out:
                out.write("rules:\n" + "".join(f"  - {json.dumps(rule)}\n" for rule in QUALITY[name]))


if __name__ == "__main__":
    main()
