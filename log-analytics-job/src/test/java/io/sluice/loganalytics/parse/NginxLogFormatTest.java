package io.sluice.loganalytics.parse;

import static io.sluice.loganalytics.event.RequestField.CLIENT_ADDRESS;
import static io.sluice.loganalytics.event.RequestField.FORWARDED_FOR;
import static io.sluice.loganalytics.event.RequestField.HOST;
import static io.sluice.loganalytics.event.RequestField.METHOD;
import static io.sluice.loganalytics.event.RequestField.PATH;
import static io.sluice.loganalytics.event.RequestField.PROTOCOL;
import static io.sluice.loganalytics.event.RequestField.QUERY;
import static io.sluice.loganalytics.event.RequestField.REFERRER;
import static io.sluice.loganalytics.event.RequestField.REMOTE_ADDRESS;
import static io.sluice.loganalytics.event.RequestField.REQUEST_ID;
import static io.sluice.loganalytics.event.RequestField.TARGET;
import static io.sluice.loganalytics.event.RequestField.USER;
import static io.sluice.loganalytics.event.RequestField.USER_AGENT;
import static io.sluice.loganalytics.parse.LineTester.format;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NginxLogFormatTest {
  private static final String COMBINED =
      "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
          + " \"$http_referer\" \"$http_user_agent\"";
  private static final String TIMED =
      COMBINED + " \"$http_x_forwarded_for\" $host $request_time $request_id $msec";
  private static final String INGRESS =
      COMBINED
          + " $request_length $request_time [$proxy_upstream_name] [$proxy_alternative_upstream_name]"
          + " $upstream_addr $upstream_response_length $upstream_response_time $upstream_status"
          + " $req_id";

  @Test
  void readsItsOwnCombined() {
    format(COMBINED)
        .reads(
            "203.0.113.7 - alice [17/May/2015:10:05:03 +0200] \"GET /a?b HTTP/1.1\" 304 0"
                + " \"https://example.com/\" \"curl/8.0\"")
        .with(REMOTE_ADDRESS, "203.0.113.7")
        .with(CLIENT_ADDRESS, "203.0.113.7")
        .with(USER, "alice")
        .at(1_431_849_903_000L)
        .with(METHOD, "GET")
        .with(TARGET, "/a?b")
        .with(PATH, "/a")
        .with(QUERY, "b")
        .with(PROTOCOL, "HTTP/1.1")
        .withStatus(304)
        .withBytes(0)
        .with(REFERRER, "https://example.com/")
        .with(USER_AGENT, "curl/8.0");
  }

  @Test
  void readsTheTimedFormatLikeItsName() {
    String line =
        "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 12 \"-\" \"x\\x22y\""
            + " \"203.0.113.7\" Shop.example.com:8443 1.5 id-1 1431857103.117";
    for (String name : new String[] {TIMED, "nginx-main-timed", "auto"}) {
      format(name, "10.0.0.0/8")
          .reads(line)
          .with(REMOTE_ADDRESS, "10.0.0.1")
          .with(CLIENT_ADDRESS, "203.0.113.7")
          .with(FORWARDED_FOR, "203.0.113.7")
          .with(USER_AGENT, "x\"y")
          .with(HOST, "shop.example.com")
          .with(REQUEST_ID, "id-1")
          .withMicros(1_500_000)
          .at(1_431_857_103_117L)
          .without(REFERRER);
    }
  }

  @Test
  void readsAnIngressControllersLineWithItsLists() {
    format(INGRESS)
        .reads(
            "203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"POST /api HTTP/2.0\" 502 150 \"-\" \"app/1\""
                + " 1024 0.104 [default-web-80] [] 10.1.0.4:8080, 10.1.0.5:8080 : 10.1.0.6:8080"
                + " 0, 0 : 150 0.001, 0.002 : 0.101 502, 502 : 502 9f2c")
        .with(REQUEST_ID, "9f2c")
        .withMicros(104_000)
        .withStatus(502)
        .with(PATH, "/api");
  }

  @Test
  void upstreamTimesStandInForAMissingRequestTime() {
    String format = "$msec \"$request\" $upstream_response_time $status";
    format(format)
        .reads("1431857103.117 \"GET / HTTP/1.1\" 0.010, - : 0.003 200")
        .withMicros(13_000)
        .withStatus(200);
    format(format)
        .reads("1431857103.117 \"GET / HTTP/1.1\" -, 0.010 200")
        .withMicros(10_000)
        .withStatus(200);
    format(format).reads("1431857103.117 \"GET / HTTP/1.1\" - 200").withMicros(-1);
    format("$request_time " + format)
        .reads("0.5 1431857103.117 \"GET / HTTP/1.1\" 0.010 200")
        .withMicros(500_000);
    format("$request_time " + format)
        .reads("- 1431857103.117 \"GET / HTTP/1.1\" 0.010 200")
        .withMicros(10_000);
  }

  @Test
  void readsJson() {
    format(
            "log_format json escape=json '{\"time\":\"$time_iso8601\",\"addr\":\"$remote_addr\",'\n"
                + "  '\"method\":\"$request_method\",\"uri\":\"$request_uri\",'\n"
                + "  '\"status\":$status,\"bytes\":$bytes_sent,\"agent\":\"$http_user_agent\"}';")
        .reads(
            "{\"time\":\"2015-05-17T10:05:03+00:00\",\"addr\":\"2001:db8::1\","
                + "\"method\":\"GET\",\"uri\":\"/a?q=\\\"x\\\"\","
                + "\"status\":200,\"bytes\":512,\"agent\":\"tab\\there \\u0001 back\\\\slash\"}")
        .at(1_431_857_103_000L)
        .with(METHOD, "GET")
        .with(TARGET, "/a?q=\"x\"")
        .with(PATH, "/a")
        .with(QUERY, "q=\"x\"")
        .withBytes(512)
        .with(USER_AGENT, "tab\there \u0001 back\\slash");
  }

  @Test
  void takesTheFirstOfSeveralThatHasAValue() {
    String format = "$msec $server_name $http_host $host \"$uri\" $http_x_request_id $request_id";
    format(format).reads("1 a.org b.org c.org \"/\" x y").with(HOST, "c.org").with(REQUEST_ID, "y");
    format(format).reads("1 a.org b.org - \"/\" x -").with(HOST, "b.org").with(REQUEST_ID, "x");
    format(format).reads("1 a.org - - \"/\" x -").with(HOST, "a.org");
    String bytes = "$msec $bytes_sent $body_bytes_sent \"$uri\"";
    format(bytes).reads("1 500 300 \"/\"").withBytes(300);
    format(bytes).reads("1 500 - \"/\"").withBytes(500);
  }

  @Test
  void theFinestTimeWins() {
    String format = "[$time_local] $time_iso8601 $msec \"$request\"";
    String line = "[17/May/2015:10:05:03 +0000] 2015-05-17T10:05:04+00:00 1431857105.117 \"-\"";
    format(format).reads(line).at(1_431_857_105_117L);
    format(format).reads(line.replace("1431857105.117", "-")).at(1_431_857_104_000L);
    format(format)
        .reads(line.replace("1431857105.117", "-").replace("2015-05-17T", "2015-05-17_"))
        .at(1_431_857_103_000L);
    format(format)
        .rejects(line.replace("1431857105.117", "x").replace("2015", "201x"), "bad-timestamp");
  }

  @Test
  void readsAnUnquotedTimeWithItsBlank() {
    format("$time_local $remote_addr $request_method $uri $args")
        .reads("17/May/2015:10:05:03 +0000 10.0.0.1 GET /a b=c")
        .at(1_431_857_103_000L)
        .with(CLIENT_ADDRESS, "10.0.0.1")
        .with(PATH, "/a")
        .with(QUERY, "b=c")
        .without(TARGET);
  }

  @Test
  void passesOverVariablesThatSayNothing() {
    format("$connection/$pipe|${ssl_cipher}|$msec|$request|$cookie_sid")
        .reads("17/.|TLS_AES|1431857103|GET /a HTTP/1.1|a|b")
        .at(1_431_857_103_000L)
        .with(PATH, "/a");
  }

  @Test
  void readsForwardedListsWithoutQuotes() {
    format("$http_x_forwarded_for $remote_addr $msec \"$request\"", "10.0.0.0/8")
        .reads("203.0.113.7, 10.2.2.2 10.0.0.1 1431857103 \"GET / HTTP/1.1\"")
        .with(FORWARDED_FOR, "203.0.113.7, 10.2.2.2")
        .with(CLIENT_ADDRESS, "203.0.113.7");
  }

  @Test
  void aLastQuotedValueMayBeCutShort() {
    format("$msec \"$request\" \"$http_user_agent\"")
        .reads("1431857103 \"GET / HTTP/1.1\" \"Mozilla/5.0 (comp")
        .with(USER_AGENT, "Mozilla/5.0 (comp");
  }

  @Test
  void withoutEscapingABackslashIsABackslash() {
    format("log_format raw escape=none '$msec \"$request\" \"$http_user_agent\" $status';")
        .reads("1431857103 \"GET /a\\x22 HTTP/1.1\" \"C:\\dir\\\" 200")
        .with(PATH, "/a\\x22")
        .with(USER_AGENT, "C:\\dir\\")
        .withStatus(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" | unrecognised-format",
        "203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" OK 1 \"-\" \"-\" | unrecognised-format",
        "203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1k \"-\" \"-\" | unrecognised-format",
        "203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\" 5 | unrecognised-format",
        "203.0.113.7 - - [17/May/2015:25:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\" | bad-timestamp",
        "rubbish | unrecognised-format"
      })
  void rejectsOtherLines(String line, String reason) {
    format(COMBINED).rejects(line, reason);
  }
}
