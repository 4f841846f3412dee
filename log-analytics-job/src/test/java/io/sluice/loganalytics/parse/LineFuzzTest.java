package io.sluice.loganalytics.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.event.RequestField;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes: a request or a reject, slices in bounds, and the same whatever came before.
 */
class LineFuzzTest {
  private static final Duration BOX = Duration.ofSeconds(3);
  private static final String TIME = " [17/May/2015:10:05:03 +0000] ";
  private static final List<String> GOOD =
      List.of(
          "10.0.0.1 - -" + TIME + "\"GET /a?b=c#d HTTP/1.1\" 200 12",
          "10.0.0.1 - alice"
              + TIME
              + "\"GET http://h/a?b HTTP/1.1\" 200 12 \"-\" \"agent \\\"x\\\"\"",
          "shop.Example.com:80 [2001:db8::1] - a b"
              + TIME
              + "\"CONNECT a:1 HTTP/1.1\" 000 - \"r\" \"u\"",
          "fe80::1%eth0 - -" + TIME + "\"\\x16\\x03\" 400 0 \"-\" \"u\" \"1.2.3.4, [::1]:80\"",
          "10.0.0.2 - -"
              + TIME
              + "\"GET / HTTP/2.0\" 200 5 \"-\" \"u\" \"9.9.9.9, 10.0.0.1\""
              + " Shop.org:8443 0.012 4f1c 1431857103.117",
          "{\"ts\":1431857103.5,\"request\":{\"client_ip\":\"10.0.0.1\",\"method\":\"GET\","
              + "\"host\":\"A.b:1\",\"uri\":\"/a?\\u00e9\",\"headers\":{\"User-Agent\":[\"u\"]}},"
              + "\"duration\":1.5e-3,\"size\":17,\"status\":200}",
          "{\"@timestamp\":\"x\",\"host\":{\"name\":\"h\"},\"fields\":{\"a\":\"b\",\"c\":1},"
              + "\"message\":\"10.0.0.1 - -"
              + TIME
              + "\\\"GET /a?b HTTP/1.1\\\" 200 12\"}",
          "2015-05-17 10:05:03 10.0.0.1 GET /a b=c 200 Mozilla/5.0+(x;++y)",
          "\2\10host\4w1\0\u0080\1" + "10.0.0.1 - -" + TIME + "\"GET / HTTP/1.1\" 200 5");
  private static final List<String> FORMATS =
      List.of(
          "auto",
          "vhost-combined",
          "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
              + " \"$http_referer\" \"$http_user_agent\"",
          "$remote_addr $x $http_host [$time_local] \"$request\" $status $upstream_response_time",
          "%h %l %u %t \"%r\" %>s %b",
          "caddy",
          "nginx-json");
  private static final String W3C =
      "date time c-ip cs-method cs-uri-stem cs-uri-query sc-status cs(User-Agent)";
  private static final byte[] TELLING =
      " \"\\[]{}-+:/%?#,.0123456789abexu$\n\r\0\u00ff".getBytes(StandardCharsets.ISO_8859_1);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void everyLineBecomesARequestOrAReject() {
    System.out.println("seed " + seed);
    List<LineTester> testers = testers();
    long deadline = System.nanoTime() + BOX.toNanos();
    long requests = 0;
    long lines = 0;
    while (System.nanoTime() < deadline) {
      byte[] line = line();
      for (LineTester tester : testers) {
        requests += check(tester, line);
        lines++;
      }
    }
    assertThat(requests).as("of %s lines, seed %s", lines, seed).isBetween(lines / 100, lines);
  }

  private static List<LineTester> testers() {
    List<LineTester> testers = new ArrayList<>();
    for (String format : FORMATS) {
      testers.add(LineTester.format(format, "10.0.0.0/8", "::1"));
    }
    testers.add(LineTester.w3cFields(W3C));
    testers.add(LineTester.enveloped("flume-avro"));
    testers.add(LineTester.enveloped("filebeat"));
    testers.add(LineTester.formats("combined", "caddy", "w3c", "%h %l %u %t \"%r\" %>s %b"));
    return testers;
  }

  private int check(LineTester tester, byte[] line) {
    ParsedLine parsed;
    try {
      parsed = tester.parseOrFollow(line);
    } catch (RuntimeException broken) {
      throw new AssertionError("seed " + seed + ": " + Arrays.toString(line), broken);
    }
    if (parsed == null) {
      assertThat(line).startsWith('#');
      return 0;
    }
    assertThat(parsed.request == null).isNotEqualTo(parsed.rejected == null);
    if (parsed.request == null) {
      assertThat(parsed.rejected.payload()).isEqualTo(line);
      return 0;
    }
    for (RequestField field : RequestField.values()) {
      checkSlice(parsed.request, field, line);
    }
    assertThat(parsed.request.timestamp).isNotEqualTo(Long.MIN_VALUE);
    return 1;
  }

  private void checkSlice(AccessRequest request, RequestField field, byte[] line) {
    int from = request.from[field.ordinal()];
    int to = request.to[field.ordinal()];
    boolean inBounds = from >= 0 && from < to && to <= request.buffer.length;
    if (!(from == -1 && to == -1) && !inBounds) {
      throw new AssertionError(
          "seed " + seed + ": " + field + " [" + from + "," + to + ") of " + Arrays.toString(line));
    }
  }

  @Test
  void aLineIsReadTheSameWhateverCameBefore() {
    System.out.println("seed " + seed);
    List<byte[]> lines = new ArrayList<>();
    for (int count = 0; count < 3_000; count++) {
      lines.add(line());
    }
    for (String format : FORMATS) {
      List<String> alone = lines.stream().map(LineTester.format(format)::digest).toList();
      List<Integer> order = new ArrayList<>();
      for (int index = 0; index < lines.size(); index++) {
        order.add(index);
      }
      Collections.shuffle(order, random);
      LineTester mixed = LineTester.format(format);
      for (int index : order) {
        byte[] line = lines.get(index);
        String fresh = LineTester.format(format).digest(line);
        assertThat(mixed.digest(line))
            .as("seed %s: %s", seed, Arrays.toString(line))
            .isEqualTo(fresh)
            .isEqualTo(alone.get(index));
      }
    }
  }

  private byte[] line() {
    if (random.nextInt(20) == 0) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] line = GOOD.get(random.nextInt(GOOD.size())).getBytes(StandardCharsets.ISO_8859_1);
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      line = changed(line);
    }
    return line;
  }

  private byte[] changed(byte[] line) {
    int at = line.length == 0 ? 0 : random.nextInt(line.length);
    int span = Math.min(line.length - at, 1 + random.nextInt(6));
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(line, at);
      case 1 -> joined(line, at, noise(span), at + span);
      case 2 -> joined(line, at, noise(span), at);
      case 3 -> joined(line, at, new byte[0], at + span);
      default -> joined(line, at, Arrays.copyOfRange(line, at, at + span), at);
    };
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    for (int index = 0; index < length; index++) {
      noise[index] = TELLING[random.nextInt(TELLING.length)];
    }
    return noise;
  }

  /** The line up to {@code head}, the middle, and the line from {@code tail}. */
  private static byte[] joined(byte[] line, int head, byte[] middle, int tail) {
    byte[] joined = Arrays.copyOf(line, head + middle.length + line.length - tail);
    System.arraycopy(middle, 0, joined, head, middle.length);
    System.arraycopy(line, tail, joined, head + middle.length, line.length - tail);
    return joined;
  }
}
