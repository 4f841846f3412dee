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
import static io.sluice.loganalytics.parse.LineTester.auto;
import static io.sluice.loganalytics.parse.LineTester.format;

import io.sluice.loganalytics.event.AccessRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CombinedFormatTest {
  private static final String TIME = "[17/May/2015:10:05:03 +0000]";
  private static final long AT = 1_431_857_103_000L;
  private static final String COMMON =
      "83.149.9.216 - - " + TIME + " \"GET /a/b.png?x=1&y=2 HTTP/1.1\" 200 203023";
  private static final String COMBINED = COMMON + " \"http://semicomplete.com/\" \"Mozilla/5.0\"";
  private static final String MAIN = COMBINED + " \"203.0.113.7, 10.0.0.1\"";
  private static final String TIMED = MAIN + " shop.example.com 0.042 4f1c 1431857103.117";

  @Test
  void readsTheCommonLog() {
    auto()
        .reads(COMMON)
        .with(REMOTE_ADDRESS, "83.149.9.216")
        .with(CLIENT_ADDRESS, "83.149.9.216")
        .withAddress(0, 0x0000_ffff_5395_09d8L)
        .with(METHOD, "GET")
        .with(TARGET, "/a/b.png?x=1&y=2")
        .with(PATH, "/a/b.png")
        .with(QUERY, "x=1&y=2")
        .with(PROTOCOL, "HTTP/1.1")
        .withStatus(200)
        .withBytes(203_023)
        .at(AT)
        .withMicros(AccessRequest.MISSING)
        .without(USER, REFERRER, USER_AGENT, HOST, FORWARDED_FOR, REQUEST_ID);
  }

  @Test
  void readsTheCombinedLog() {
    auto()
        .reads(COMBINED)
        .with(PATH, "/a/b.png")
        .with(REFERRER, "http://semicomplete.com/")
        .with(USER_AGENT, "Mozilla/5.0")
        .withBytes(203_023)
        .at(AT)
        .without(HOST, FORWARDED_FOR);
  }

  @Test
  void readsNginxMainWithItsForwardedAddresses() {
    auto()
        .reads(MAIN)
        .with(FORWARDED_FOR, "203.0.113.7, 10.0.0.1")
        .with(USER_AGENT, "Mozilla/5.0")
        .with(CLIENT_ADDRESS, "83.149.9.216")
        .without(HOST);
  }

  @Test
  void readsTheTimedLogWithMillisecondsFromMsec() {
    auto()
        .reads(TIMED)
        .with(HOST, "shop.example.com")
        .with(REQUEST_ID, "4f1c")
        .withMicros(42_000)
        .at(1_431_857_103_117L);
  }

  @Test
  void fallsBackToTheTimeInBracketsWhereMsecIsUnreadable() {
    auto().reads(TIMED.replace("1431857103.117", "-")).at(AT);
    auto().reads(TIMED.replace(TIME, "[31/Feb/2015:10:05:03 +0000]")).at(1_431_857_103_117L);
    auto()
        .rejects(TIMED.replace("1431857103.117", "-").replace("17/May", "31/Feb"), "bad-timestamp");
  }

  @Test
  void tellsAVhostFromAnAddressWithPort() {
    auto()
        .reads("Shop.Example.com:443 " + COMBINED)
        .with(HOST, "shop.example.com")
        .with(REMOTE_ADDRESS, "83.149.9.216")
        .with(USER_AGENT, "Mozilla/5.0")
        .without(USER);
    auto()
        .reads("83.149.9.216:50123 - - " + COMBINED.substring("83.149.9.216 - - ".length()))
        .with(REMOTE_ADDRESS, "83.149.9.216:50123")
        .with(CLIENT_ADDRESS, "83.149.9.216")
        .withAddress(0, 0x0000_ffff_5395_09d8L)
        .without(HOST);
    auto().reads("shop.example.com " + COMBINED).with(HOST, "shop.example.com");
    auto()
        .reads("shop.example.com:80 client.example.net - - " + TIME + " \"GET / HTTP/1.0\" 200 1")
        .with(HOST, "shop.example.com")
        .with(CLIENT_ADDRESS, "client.example.net");
    auto()
        .reads("[2001:db8::1]:443 2001:db8::2 - alice " + TIME + " \"GET / HTTP/1.0\" 200 1")
        .with(HOST, "[2001:db8::1]")
        .with(CLIENT_ADDRESS, "2001:db8::2")
        .with(USER, "alice");
  }

  @Test
  void readsUsersOfAnySpelling() {
    String rest = " " + TIME + " \"GET / HTTP/1.0\" 200 1";
    auto().reads("10.0.0.1 - alice" + rest).with(USER, "alice").without(HOST);
    auto().reads("10.0.0.1 ident alice" + rest).with(USER, "alice").without(HOST);
    auto().reads("10.0.0.1 - Alice In [Wonderland" + rest).with(USER, "Alice In [Wonderland");
    auto().reads("10.0.0.1 - a [b" + rest).with(USER, "a [b");
    auto().reads("10.0.0.1 - \"\"" + rest).without(USER);
    auto().reads("10.0.0.1 - a\\x22b\\x5Cc" + rest).with(USER, "a\"b\\c");
  }

  @Test
  void aNamedFormatTakesNothingElse() {
    format("common").reads(COMMON);
    format("common").rejects(COMBINED, "unrecognised-format");
    format("combined").reads(COMBINED);
    format("gunicorn").reads(COMBINED);
    format("combined").rejects(COMMON, "unrecognised-format").rejects(MAIN, "unrecognised-format");
    format("vhost-combined").reads("www.example.com:80 " + COMBINED).with(HOST, "www.example.com");
    format("vhost-combined").rejects(COMBINED, "unrecognised-format");
    format("vhost-common").reads("www.example.com:80 " + COMMON).with(HOST, "www.example.com");
    format("nginx-main").reads(MAIN);
    format("nginx-main").rejects(TIMED, "unrecognised-format");
    format("nginx-main-timed").reads(TIMED);
    format("nginx-main-timed").rejects(COMBINED, "unrecognised-format");
  }

  @Test
  void dashesAreMissing() {
    auto()
        .reads("- - - " + TIME + " \"-\" - - \"-\" \"-\"")
        .without(REMOTE_ADDRESS, CLIENT_ADDRESS, METHOD, TARGET, PATH, PROTOCOL)
        .without(REFERRER, USER_AGENT)
        .withStatus(-1)
        .withBytes(-1)
        .withAddress(0, 0);
  }

  @Test
  void emptyRequestLinesAndStatusZeroSurvive() {
    auto()
        .reads("10.0.0.1 - - " + TIME + " \"\" 000 0 \"\" \"\"")
        .without(METHOD, TARGET, PATH, PROTOCOL, REFERRER, USER_AGENT)
        .withStatus(0)
        .withBytes(0);
  }

  @Test
  void binaryRequestLinesSurviveAsTheyWereLogged() {
    auto()
        .reads("10.0.0.1 - - " + TIME + " \"\\x16\\x03\\x01\\x00\\xEE\\x01\" 400 157 \"-\" \"-\"")
        .with(TARGET, "\\x16\\x03\\x01\\x00\\xEE\\x01")
        .without(METHOD, PATH, QUERY, PROTOCOL)
        .withStatus(400);
    byte[] raw =
        ("10.0.0.1 - - " + TIME + " \"\u0016\u0003\u0001 \u0000\u00ff\" 400 157")
            .getBytes(StandardCharsets.ISO_8859_1);
    auto().reads(raw).without(METHOD, PATH, PROTOCOL).withStatus(400);
  }

  @Test
  void escapesAreTakenBackOnce() {
    auto()
        .reads(
            "10.0.0.1 - - "
                + TIME
                + " \"GET /a\\x22b?q=\\\"x\\\" HTTP/1.1\" 200 1 \"r\\\\x22\" \"say \\\"hi\\\" \\x5c\\t.\"")
        .with(METHOD, "GET")
        .with(TARGET, "/a\"b?q=\"x\"")
        .with(PATH, "/a\"b")
        .with(QUERY, "q=\"x\"")
        .with(PROTOCOL, "HTTP/1.1")
        .with(REFERRER, "r\\x22")
        .with(USER_AGENT, "say \"hi\" \\\t.");
  }

  @Test
  void whatIsNoEscapeStaysAsItIs() {
    auto()
        .reads("10.0.0.1 - - " + TIME + " \"GET /\\q\\xZZ\\x4 HTTP/1.1\" 200 1")
        .with(PATH, "/\\q\\xZZ\\x4");
  }

  @Test
  void escapedBytesBecomeUtf8() {
    auto().reads(COMMON + " \"-\" \"caf\\xC3\\xA9 \\xe4\"").with(USER_AGENT, "café \ufffd");
  }

  @Test
  void quotesThatCannotCloseAFieldBelongToIt() {
    auto()
        .reads(COMMON + " \"http://x/?q=\"a\"\" \"Mozilla \"quoted\" 5.0\"")
        .with(REFERRER, "http://x/?q=\"a\"")
        .with(USER_AGENT, "Mozilla \"quoted\" 5.0");
    auto().reads("10.0.0.1 - - " + TIME + " \"GET /\"x\" HTTP/1.1\" 404 1").with(PATH, "/\"x\"");
  }

  @Test
  void aUserAgentCutShortIsTakenAsFarAsItGoes() {
    auto()
        .reads(COMMON + " \"-\" \"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.goo")
        .with(USER_AGENT, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.goo");
  }

  @Test
  void badTimesAreToldFromUnknownShapes() {
    auto()
        .rejects(COMBINED.replace("17/May", "31/Feb"), "bad-timestamp")
        .rejects(COMBINED.replace("10:05:03", "24:00:00"), "bad-timestamp")
        .rejects(COMBINED.replace("17/May/2015:10:05:03 +0000", "yesterday"), "bad-timestamp")
        .rejects(COMBINED.replace("17/May/2015", "17/Mai/2015"), "bad-timestamp")
        .rejects(COMBINED + " 17", "unrecognised-format")
        .rejects(COMBINED.replace(" 200 ", " OK "), "unrecognised-format")
        .rejects(COMBINED.replace(" 203023 ", " 12x "), "unrecognised-format")
        .rejects(COMBINED.replace(" 203023 ", "  "), "unrecognised-format")
        .rejects("{\"status\":200}", "unrecognised-format")
        .rejects(" " + COMBINED, "unrecognised-format")
        .rejects("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "unrecognised-format");
  }

  @Test
  void numbersDoNotOverflow() {
    auto()
        .reads(COMBINED.replace("203023", "999999999999999999"))
        .withBytes(999_999_999_999_999_999L);
    auto().reads(COMBINED.replace("203023", "99999999999999999999999")).withBytes(-1);
    auto().reads(TIMED.replace("0.042", "-0.042")).withMicros(-1);
    auto().reads(TIMED.replace("0.042", "99999999999999999999.1")).withMicros(-1);
    auto().reads(TIMED.replace("0.042", "1431857103.000")).withMicros(-1);
    auto().reads(TIMED.replace("0.042", "2591999.999")).withMicros(2_591_999_999_000L);
  }
}
