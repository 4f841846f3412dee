package io.sluice.playground.simulate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines of fields with names: JSON of Caddy and Traefik, and a W3C log's columns. */
final class StructuredLine {
  static final byte[] W3C_FIELDS =
      Exchange.ascii(
          "#Fields: date time c-ip cs-username cs-method cs-uri-stem cs-uri-query sc-status"
              + " sc-bytes cs(User-Agent) cs(Referer) time-taken cs-host cs-version");

  private static final DateTimeFormatter W3C_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private StructuredLine() {}

  static void caddy(LineBuffer line, Exchange x, long at) {
    RequestParts parts = RequestParts.of(x.request);
    line.add("{\"level\":\"info\",\"ts\":").addSeconds(at);
    line.add(",\"logger\":\"http.log.access\",\"msg\":\"handled request\",\"request\":{");
    line.add("\"remote_ip\":\"").add(x.address).add("\",\"client_ip\":\"").add(x.address);
    line.add("\",\"proto\":\"").addJson(x.request, parts.protocol, x.request.length());
    line.add("\",\"method\":\"").addJson(x.request, 0, parts.methodEnd);
    line.add("\",\"host\":\"").add(x.host);
    line.add("\",\"uri\":\"").addJson(x.request, parts.target, parts.targetEnd);
    line.add("\",\"headers\":{\"User-Agent\":[\"").addJson(x.agent);
    line.add("\"],\"Referer\":[\"").addJson(x.referrer);
    line.add("\"],\"X-Forwarded-For\":[\"").addJson(x.forwardedFor).add("\"]}},\"user_id\":\"");
    line.addJson(x.user).add("\",\"duration\":").addSeconds(x.latencyMillis);
    line.add(",\"size\":").add(x.bodyBytes).add(",\"status\":").add(x.status).add('}');
  }

  static void traefik(LineBuffer line, Exchange x, long at) {
    RequestParts parts = RequestParts.of(x.request);
    line.add("{\"ClientHost\":\"").add(x.address).add("\",\"ClientUsername\":\"").addJson(x.user);
    line.add("\",\"DownstreamContentSize\":").add(x.bodyBytes);
    line.add(",\"DownstreamStatus\":").add(x.status);
    line.add(",\"Duration\":").add(x.latencyMillis).add("000000");
    line.add(",\"RequestHost\":\"").add(x.host);
    line.add("\",\"RequestMethod\":\"").addJson(x.request, 0, parts.methodEnd);
    line.add("\",\"RequestPath\":\"").addJson(x.request, parts.target, parts.targetEnd);
    line.add("\",\"RequestProtocol\":\"").addJson(x.request, parts.protocol, x.request.length());
    line.add("\",\"StartUTC\":\"").add(Instant.ofEpochMilli(at).toString());
    line.add("\",\"request_Referer\":\"").addJson(x.referrer);
    line.add("\",\"request_User-Agent\":\"").addJson(x.agent);
    line.add("\",\"request_X-Forwarded-For\":\"").addJson(x.forwardedFor).add("\"}");
  }

  static void w3c(LineBuffer line, Exchange x, long at) {
    RequestParts parts = RequestParts.of(x.request);
    int mark = x.request.indexOf('?', parts.target);
    int stemEnd = mark < 0 || mark > parts.targetEnd ? parts.targetEnd : mark;
    int query = Math.min(stemEnd + 1, parts.targetEnd);
    line.add(W3C_TIME.format(Instant.ofEpochMilli(at))).add(' ').add(x.address).add(' ');
    line.addColumn(x.user).add(' ').addColumn(x.request, 0, parts.methodEnd).add(' ');
    line.addColumn(x.request, parts.target, stemEnd).add(' ');
    line.addColumn(x.request, query, parts.targetEnd).add(' ');
    line.add(x.status, 3).add(' ').add(x.bodyBytes).add(' ').addColumn(x.agent).add(' ');
    line.addColumn(x.referrer).add(' ').add(x.latencyMillis).add(' ').add(x.host).add(' ');
    line.addColumn(x.request, parts.protocol, x.request.length());
  }

  /** Where the pieces of a request line are; what is none is all target. */
  private record RequestParts(int methodEnd, int target, int targetEnd, int protocol) {
    static RequestParts of(LineBuffer request) {
      int first = request.indexOf(' ', 0);
      int last = request.lastIndexOf(' ');
      return last > first
          ? new RequestParts(first, first + 1, last, last + 1)
          : new RequestParts(0, 0, request.length(), request.length());
    }
  }
}
