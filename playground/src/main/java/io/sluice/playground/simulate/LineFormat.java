package io.sluice.playground.simulate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats that the simulator writes. */
enum LineFormat {
  /**
   * {@code $remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent
   * "$http_referer" "$http_user_agent" "$http_x_forwarded_for" $host $request_time $request_id
   * $msec}.
   */
  DEMO,
  COMBINED,
  COMMON,
  VHOST_COMBINED,
  /** Caddy's JSON. */
  CADDY,
  /** Traefik's JSON. */
  TRAEFIK,
  /** A W3C extended log as IIS writes it; means nothing without its header. */
  W3C;

  /** What a dirty topic holds beside its own format. */
  static final List<LineFormat> OTHERS = List.of(COMBINED, COMMON, VHOST_COMBINED);

  private static final DateTimeFormatter TIME_LOCAL =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException naming the formats there are
   */
  static LineFormat named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no format '" + name + "', there are " + String.join(", ", names())));
  }

  static List<String> names() {
    return Arrays.stream(values()).map(LineFormat::label).toList();
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What stands before the first line of a log; empty for nearly every format. */
  Optional<byte[]> header() {
    return this == W3C ? Optional.of(StructuredLine.W3C_FIELDS) : Optional.empty();
  }

  /** Formats the second once for all lines in it. One per thread. */
  static final class Clock {
    private long second = Long.MIN_VALUE;
    private byte[] text = {};

    byte[] timeLocal(long epochMillis) {
      long now = Math.floorDiv(epochMillis, 1000L);
      if (now != second) {
        second = now;
        text = Exchange.ascii(TIME_LOCAL.format(Instant.ofEpochSecond(now)));
      }
      return text;
    }
  }

  void write(LineBuffer line, Exchange x, Clock clock, long at, long idHigh, long idLow) {
    switch (this) {
      case CADDY -> StructuredLine.caddy(line, x, at);
      case TRAEFIK -> StructuredLine.traefik(line, x, at);
      case W3C -> StructuredLine.w3c(line, x, at);
      default -> writeCommon(line, x, clock, at, idHigh, idLow);
    }
  }

  private void writeCommon(
      LineBuffer line, Exchange x, Clock clock, long at, long idHigh, long idLow) {
    if (this == VHOST_COMBINED) {
      line.add(x.host).add(":443 ");
    }
    line.add(x.address).add(" - ").add(x.user).add(" [").add(clock.timeLocal(at)).add("] \"");
    line.add(x.request).add("\" ").add(x.status, 3).add(' ').add(x.bodyBytes);
    if (this == COMMON) {
      return;
    }
    line.add(" \"").add(x.referrer).add("\" \"").add(x.agent).add('"');
    if (this == DEMO) {
      line.add(" \"").add(x.forwardedFor).add("\" ").add(x.host).add(' ');
      line.addSeconds(x.latencyMillis).add(' ').addHex(idHigh).addHex(idLow).add(' ');
      line.addSeconds(at);
    }
  }
}
