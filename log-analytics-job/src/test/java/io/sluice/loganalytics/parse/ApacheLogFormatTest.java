package io.sluice.loganalytics.parse;

import static io.sluice.loganalytics.event.RequestField.CLIENT_ADDRESS;
import static io.sluice.loganalytics.event.RequestField.HOST;
import static io.sluice.loganalytics.event.RequestField.METHOD;
import static io.sluice.loganalytics.event.RequestField.PATH;
import static io.sluice.loganalytics.event.RequestField.PROTOCOL;
import static io.sluice.loganalytics.event.RequestField.QUERY;
import static io.sluice.loganalytics.event.RequestField.REFERRER;
import static io.sluice.loganalytics.event.RequestField.REQUEST_ID;
import static io.sluice.loganalytics.event.RequestField.TARGET;
import static io.sluice.loganalytics.event.RequestField.USER;
import static io.sluice.loganalytics.event.RequestField.USER_AGENT;
import static io.sluice.loganalytics.parse.LineTester.format;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApacheLogFormatTest {
  private static final String COMBINED =
      "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"";
  private static final String TIME = "[17/May/2015:10:05:03 +0200]";
  private static final long MOMENT = 1_431_849_903_000L;

  @Test
  void readsCombined() {
    format(COMBINED)
        .reads(
            "203.0.113.7 - John Smith "
                + TIME
                + " \"GET /a?b=\\\"c\\\" HTTP/1.1\" 304 - \"-\" \"curl/8.0 \\x41\"")
        .with(CLIENT_ADDRESS, "203.0.113.7")
        .with(USER, "John Smith")
        .at(MOMENT)
        .with(METHOD, "GET")
        .with(TARGET, "/a?b=\"c\"")
        .with(PROTOCOL, "HTTP/1.1")
        .withStatus(304)
        .withBytes(-1)
        .without(REFERRER)
        .with(USER_AGENT, "curl/8.0 A");
  }

  @Test
  void takesTheDirectiveAsItStandsInTheConfiguration() {
    format(
            "LogFormat \"%v:%p %h %l %u %t \\\"%r\\\" %>s %O \\\"%{Referer}i\\\""
                + " \\\"%{User-Agent}i\\\"\" vhost_combined")
        .reads("Shop.example:443 203.0.113.7 - - " + TIME + " \"GET / HTTP/1.1\" 200 5 \"-\" \"u\"")
        .with(HOST, "shop.example")
        .withBytes(5)
        .at(MOMENT);
  }

  @Test
  void theFinestDurationAndTheSurestOfSeveralCount() {
    format("%t \"%r\" %s %>s %T %{ms}T %D %V %v %{Host}i")
        .reads(TIME + " \"GET / HTTP/1.1\" 302 200 1 1250 1250417 a.org b.org c.org")
        .withMicros(1_250_417)
        .withStatus(200)
        .with(HOST, "c.org");
    format("%t \"%r\" %>s %T %{ms}T")
        .reads(TIME + " \"GET / HTTP/1.1\" 200 1 1250")
        .withMicros(1_250_000);
    format("%t \"%r\" %>s %{us}T").reads(TIME + " \"GET / HTTP/1.1\" 200 99").withMicros(99);
    format("%t \"%r\" %>s %{s}T").reads(TIME + " \"GET / HTTP/1.1\" 200 2").withMicros(2_000_000);
  }

  @Test
  void findsTheClientBehindItsProxies() {
    String format = "%{c}a %a %{X-Forwarded-For}i %t \"%r\" %>s";
    format(format, "10.0.0.0/8")
        .reads("10.0.0.1 10.0.0.2 203.0.113.7, 10.2.2.2 " + TIME + " \"GET / HTTP/1.1\" 200")
        .with(CLIENT_ADDRESS, "203.0.113.7");
    format(format)
        .reads("10.0.0.1 198.51.100.4 - " + TIME + " \"GET / HTTP/1.1\" 200")
        .with(CLIENT_ADDRESS, "198.51.100.4");
  }

  @Test
  void readsPiecesOfTheRequest() {
    format("%h %t %m \"%U%q\" %H %>s")
        .reads("10.0.0.1 " + TIME + " POST \"/a b?c=d\" HTTP/2.0 200")
        .with(METHOD, "POST")
        .with(TARGET, "/a b?c=d")
        .with(PATH, "/a b")
        .with(QUERY, "c=d")
        .with(PROTOCOL, "HTTP/2.0");
    format("%t %U|%q|").reads(TIME + " /a|?b=c|").with(PATH, "/a").with(QUERY, "b=c");
    format("%t %U|%q|").reads(TIME + " /a||").with(PATH, "/a").without(QUERY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%{sec}t | 1431849903 | 1431849903000",
        "%{sec}t.%{msec_frac}t | 1431849903.117 | 1431849903117",
        "%{msec}t | 1431849903117 | 1431849903117",
        "%{usec}t | 1431849903117999 | 1431849903117",
        "%t.%{usec_frac}t | [17/May/2015:10:05:03 +0200].117999 | 1431849903117",
        "%{%Y-%m-%dT%H:%M:%S}t.%{msec_frac}t%{%z}t | 2015-05-17T10:05:03.117+0200 | 1431849903117",
        "%{%F %T %z}t | 2015-05-17 10:05:03 +0200 | 1431849903000",
        "%{begin:%d/%b/%Y:%T %z}t | 17/May/2015:10:05:03 +0200 | 1431849903000",
        "%{%Y%m%d%H%M%S}t | 20150517080503 | 1431849903000",
        "%{%a %e %b %y %k:%M}t | Sun 17 May 15  8:05 | 1431849900000",
        "%{%s}t | 1431849903 | 1431849903000",
        "%{end:sec}t | 1431849903 | 1431849903000"
      })
  void readsTimesOfAnyPattern(String format, String time, long millis) {
    format("<" + format + "> \"%r\" %>s")
        .reads("<" + time + "> \"GET / HTTP/1.1\" 200")
        .at(millis)
        .withStatus(200);
  }

  @ParameterizedTest
  @CsvSource({"2015-02-31 10:05:03", "2015-05-17 24:05:03", "2015-05-1x 10:05:03"})
  void timesThatDoNotExistAreRejected(String time) {
    format("%{%F %T}t \"%r\"").rejects(time + " \"GET / HTTP/1.1\"", "bad-timestamp");
  }

  @Test
  void readsGunicornsOwnStrings() {
    format(
            "%(h)s %(l)s %(u)s %(t)s \"%(r)s\" %(s)s %(b)s \"%(f)s\" \"%(a)s\" %(L)s"
                + " %({x-request-id}i)s")
        .reads(
            "203.0.113.7 - - "
                + TIME
                + " \"GET /a HTTP/1.1\" 201 12 \"https://r.example/\" \"u\" 0.250 id-1")
        .withStatus(201)
        .withBytes(12)
        .withMicros(250_000)
        .with(REFERRER, "https://r.example/")
        .with(USER_AGENT, "u")
        .with(REQUEST_ID, "id-1")
        .at(MOMENT);
    format("%(t)s %(m)s %(U)s%(q)s %(M)s %(D)s")
        .reads(TIME + " GET /a?b 12 12345")
        .with(TARGET, "/a?b")
        .withMicros(12_345);
  }

  @Test
  void passesOverWhatSaysNothing() {
    format("%{VARNAME}e %{NOTE}n %{SID}C %k %X %I %O %S %R %f %p %P %{tid}P %A %L %{SSL}x %%|%t %r")
        .reads("a b c 0 + 1 2 3 - /srv/x 443 7 8 10.0.0.1 - TLS %|" + TIME + " GET /a HTTP/1.1")
        .with(PATH, "/a")
        .withBytes(2);
    format("%{UNIQUE_ID}e %t \"%r\" %!200,304{Referer}i")
        .reads("Zx81 " + TIME + " \"GET / HTTP/1.1\" -")
        .with(REQUEST_ID, "Zx81");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "%h %j %t \"%r\" | %j is no directive that is known here; see Apache's mod_log_config",
        "%(h)s %(z)s %(t)s | %(z)s is no directive that is known here; see gunicorn's",
        "%h%u %t \"%r\" | nothing stands between %h and %u to tell where one ends",
        "%h \"%r\" %>s | the log format has no time; add %t or %{sec}t",
        "%h %t %>s | the log format has no request; add %r or %U",
        "%t \"%r\" 100% | a % without a directive at: %",
        "%{%Z}t \"%r\" | %Z in %{%Z}t cannot be read back",
        "%{h}T %t %r | %{h}T is unknown to Apache: it is %T, %{s}T, %{ms}T or %{us}T",
        "%{x}a %t %r | %{x}a is unknown to Apache: it is %a or %{c}a",
        "LogFormat \"%t %r | LogFormat takes one string in quotes and a nickname, not:"
      })
  void refusesWhatItDoesNotKnowByName(String format, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FormatString.parse(format))
        .withMessageStartingWith(message);
  }
}
