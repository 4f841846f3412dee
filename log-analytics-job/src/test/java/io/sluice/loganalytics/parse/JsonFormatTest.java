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
import static io.sluice.loganalytics.parse.LineTester.auto;
import static io.sluice.loganalytics.parse.LineTester.format;
import static io.sluice.loganalytics.parse.LineTester.jsonFields;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormatTest {
  private static final String CADDY =
      "{\"level\":\"info\",\"ts\":1646861401.5241024,\"logger\":\"http.log.access\","
          + "\"msg\":\"handled request\",\"request\":{\"remote_ip\":\"10.0.0.1\","
          + "\"remote_port\":\"41342\",\"client_ip\":\"10.0.0.1\",\"proto\":\"HTTP/2.0\","
          + "\"method\":\"GET\",\"host\":\"Shop.example:8443\",\"uri\":\"/a?b=\\u0026c\","
          + "\"headers\":{\"User-Agent\":[\"curl/7.82.0 \\\"x\\\"\"],\"Accept\":[\"*/*\"],"
          + "\"X-Forwarded-For\":[\"198.51.100.9\",\"203.0.113.7, 10.0.0.2\"],"
          + "\"Referer\":[\"https://r.example/\"],\"X-Request-Id\":[\"id-1\"]},"
          + "\"tls\":{\"resumed\":false,\"version\":772,\"server_name\":\"shop.example\"}},"
          + "\"bytes_read\":0,\"user_id\":\"\",\"duration\":0.000929675,\"size\":10900,"
          + "\"status\":200,\"resp_headers\":{\"Server\":[\"Caddy\"],\"Content-Length\":[\"10900\"]}}";
  private static final String TRAEFIK =
      "{\"ClientAddr\":\"203.0.113.7:51234\",\"ClientHost\":\"203.0.113.7\",\"ClientPort\":\"51234\","
          + "\"ClientUsername\":\"-\",\"DownstreamContentSize\":5123,\"DownstreamStatus\":502,"
          + "\"Duration\":1250417999,\"OriginContentSize\":17,\"OriginStatus\":504,"
          + "\"RequestAddr\":\"shop.example\",\"RequestHost\":\"Shop.example\","
          + "\"RequestMethod\":\"POST\",\"RequestPath\":\"/cart?x=1\",\"RequestPort\":\"-\","
          + "\"RequestProtocol\":\"HTTP/1.1\",\"RouterName\":\"shop@docker\","
          + "\"StartLocal\":\"2022-03-09T22:30:01.524102400+01:00\","
          + "\"StartUTC\":\"2022-03-09T21:30:01.524102400Z\",\"entryPointName\":\"web\","
          + "\"level\":\"info\",\"msg\":\"\",\"request_User-Agent\":\"Mozilla/5.0\","
          + "\"request_Referer\":\"https://r.example/\",\"time\":\"2022-03-09T21:30:02Z\"}";

  @Test
  void readsCaddy() {
    for (String name : new String[] {"caddy", "auto"}) {
      format(name, "10.0.0.0/8")
          .reads(CADDY)
          .at(1_646_861_401_524L)
          .with(CLIENT_ADDRESS, "203.0.113.7")
          .with(METHOD, "GET")
          .with(TARGET, "/a?b=&c")
          .with(PATH, "/a")
          .with(QUERY, "b=&c")
          .with(PROTOCOL, "HTTP/2.0")
          .with(HOST, "shop.example")
          .with(REFERRER, "https://r.example/")
          .with(USER_AGENT, "curl/7.82.0 \"x\"")
          .with(REQUEST_ID, "id-1")
          .withStatus(200)
          .withBytes(10_900)
          .withMicros(929)
          .without(USER);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1646861401.5241024 | 1646861401524",
        "1646861401 | 1646861401000",
        "1646861401524 | 1646861401524",
        "1646861401524.102 | 1646861401524",
        "1646861401524102 | 1646861401524",
        "1646861401524102400 | 1646861401524",
        "1.6468614015241024e9 | 1646861401524",
        "\"1646861401.524\" | 1646861401524",
        "\"2022-03-09T21:30:01.524Z\" | 1646861401524",
        "\"2022-03-09T22:30:01.524+0100\" | 1646861401524",
        "\"09/Mar/2022:22:30:01 +0100\" | 1646861401000"
      })
  void readsTimesHoweverTheyAreSpelt(String time, long millis) {
    auto().reads(CADDY.replace("1646861401.5241024", time)).at(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "0.25,250000",
    "'\"0.25\"',250000",
    "2.5e-1,250000",
    "'\"250ms\"',250000",
    "'\"929.675µs\"',929",
    "'\"1m2.5s\"',62500000",
    "-1,-1",
    "'\"soon\"',-1",
    "null,-1"
  })
  void readsDurationsHoweverTheyAreSpelt(String duration, long micros) {
    auto().reads(CADDY.replace("0.000929675", duration)).withMicros(micros);
  }

  @Test
  void readsNumbersHoweverTheyAreSpelt() {
    auto().reads(CADDY.replace("\"status\":200", "\"status\":\"200\"")).withStatus(200);
    auto().reads(CADDY.replace("\"status\":200", "\"status\":2.00e2")).withStatus(200);
    auto().reads(CADDY.replace("\"status\":200", "\"status\":000")).withStatus(0);
    auto().reads(CADDY.replace("\"status\":200", "\"status\":0")).withStatus(0);
    auto().reads(CADDY.replace("\"status\":200", "\"status\":null")).withStatus(-1);
    auto().reads(CADDY.replace("10900,", "1.09e4,")).withBytes(10_900);
    auto().rejects(CADDY.replace("\"status\":200", "\"status\":\"OK\""), "unrecognised-format");
    auto().rejects(CADDY.replace("\"status\":200", "\"status\":1200"), "unrecognised-format");
  }

  @Test
  void readsTraefik() {
    for (String name : new String[] {"traefik", "auto"}) {
      format(name)
          .reads(TRAEFIK)
          .at(1_646_861_401_524L)
          .with(CLIENT_ADDRESS, "203.0.113.7")
          .with(METHOD, "POST")
          .with(PATH, "/cart")
          .with(QUERY, "x=1")
          .with(HOST, "shop.example")
          .with(REFERRER, "https://r.example/")
          .with(USER_AGENT, "Mozilla/5.0")
          .withStatus(502)
          .withBytes(5_123)
          .withMicros(1_250_417)
          .without(USER);
    }
  }

  @Test
  void readsMembersNamedLikeNginxsVariables() {
    auto()
        .reads(
            "{\"time_iso8601\":\"2022-03-09T21:30:01+00:00\",\"remote_addr\":\"203.0.113.7\","
                + "\"request\":\"GET /a?b HTTP/1.1\",\"status\":\"404\",\"body_bytes_sent\":\"153\","
                + "\"request_time\":\"0.042\",\"http_user_agent\":\"curl\",\"host\":\"a.example\"}")
        .at(1_646_861_401_000L)
        .with(CLIENT_ADDRESS, "203.0.113.7")
        .with(METHOD, "GET")
        .with(PATH, "/a")
        .with(QUERY, "b")
        .with(HOST, "a.example")
        .with(USER_AGENT, "curl")
        .withStatus(404)
        .withBytes(153)
        .withMicros(42_000);
  }

  @Test
  void readsMembersOfOtherNamesByTheMapping() {
    jsonFields("client_ip=remote_addr", "url=$request_uri", "/t/at=time_iso8601", "a/b=host")
        .reads(
            "{\"client_ip\":\"203.0.113.7\",\"url\":\"/x?y\",\"t\":{\"at\":1646861401.524},"
                + "\"a/b\":\"c.example\",\"method\":\"GET\",\"status\":200}")
        .at(1_646_861_401_524L)
        .with(CLIENT_ADDRESS, "203.0.113.7")
        .with(PATH, "/x")
        .with(HOST, "c.example")
        .withStatus(200);
  }

  @Test
  void whatIsJsonAndNoRequestIsRejectedAsSuch() {
    auto()
        .rejects("{\"level\":\"warn\",\"msg\":\"slow query\",\"ms\":1833}", "unrecognised-format")
        .rejects("{}", "unrecognised-format")
        .rejects("{\"ts\":1646861401,\"request\":{}}", "unrecognised-format")
        .rejects(CADDY.replace("1646861401.5241024", "\"soon\""), "bad-timestamp")
        .rejects(CADDY.substring(0, CADDY.length() - 1), "bad-json")
        .rejects(CADDY + "}", "bad-json")
        .rejects("{\"a\":" + "[".repeat(1000), "json-too-deep");
    format("caddy")
        .rejects(TRAEFIK, "unrecognised-format")
        .rejects("rubbish", "unrecognised-format");
    format("combined").rejects(CADDY, "unrecognised-format");
  }
}
