package io.sluice.loganalytics.parse;

import static io.sluice.loganalytics.event.RequestField.HOST;
import static io.sluice.loganalytics.event.RequestField.METHOD;
import static io.sluice.loganalytics.event.RequestField.PATH;
import static io.sluice.loganalytics.event.RequestField.PROTOCOL;
import static io.sluice.loganalytics.event.RequestField.QUERY;
import static io.sluice.loganalytics.event.RequestField.TARGET;
import static io.sluice.loganalytics.parse.LineTester.auto;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLineTest {
  @Test
  void splitsTheOriginForm() {
    request("GET /a HTTP/1.1").with(METHOD, "GET").with(PATH, "/a").with(PROTOCOL, "HTTP/1.1");
    request("POST /a?b?c HTTP/2.0").with(PATH, "/a").with(QUERY, "b?c").with(PROTOCOL, "HTTP/2.0");
    request("GET /a HTTP/3").with(TARGET, "/a").with(PROTOCOL, "HTTP/3");
    request("M-SEARCH * HTTP/1.1").with(METHOD, "M-SEARCH").with(PATH, "*");
    request("GET /a? HTTP/1.1").with(TARGET, "/a?").with(PATH, "/a").without(QUERY);
    request("GET //a//b HTTP/1.1").with(PATH, "//a//b");
  }

  @Test
  void cutsTheFragmentOffPathAndQuery() {
    request("GET /a?b=c#d?e HTTP/1.1")
        .with(PATH, "/a")
        .with(QUERY, "b=c")
        .with(TARGET, "/a?b=c#d?e");
    request("GET /a#d?e HTTP/1.1").with(PATH, "/a").without(QUERY);
  }

  @Test
  void takesTheAbsoluteFormApart() {
    request("GET http://other.example:8080/a/b?c=d HTTP/1.1")
        .with(TARGET, "http://other.example:8080/a/b?c=d")
        .with(PATH, "/a/b")
        .with(QUERY, "c=d")
        .without(HOST);
    request("GET http://other.example HTTP/1.1").with(PATH, "/").without(QUERY);
    request("GET http://other.example?q HTTP/1.1").with(PATH, "/").with(QUERY, "q");
  }

  @Test
  void anAuthorityHasNoPath() {
    request("CONNECT mail.example.com:443 HTTP/1.1")
        .with(METHOD, "CONNECT")
        .with(TARGET, "mail.example.com:443")
        .with(PROTOCOL, "HTTP/1.1")
        .without(PATH, QUERY);
  }

  @Test
  void blanksInTheTargetBelongToIt() {
    request("GET /a b c HTTP/1.1").with(TARGET, "/a b c").with(PATH, "/a b c");
    request("GET /?q=a HTTP/9 b HTTP/1.1").with(QUERY, "q=a HTTP/9 b");
  }

  @Test
  void readsLinesWithoutProtocol() {
    request("GET /old.html").with(METHOD, "GET").with(PATH, "/old.html").without(PROTOCOL);
    request("GET http://x/y").with(PATH, "/y").without(PROTOCOL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-Go",
        "GET",
        "GET ",
        "GET HTTP/1.1",
        "t3 12.2.1",
        "Hello world",
        " / HTTP/1.1",
        "G\u00e9T / HTTP/1.1",
        "abcdefghijklmnopqrstuvwxyzabcdefgh / HTTP/1.1"
      })
  void whatIsNoRequestLineKeepsItsText(String line) {
    request(line).with(TARGET, line).without(METHOD, PATH, QUERY, PROTOCOL);
  }

  private static LineTester.Expected request(String line) {
    return auto().reads("10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"" + line + "\" 200 1");
  }
}
