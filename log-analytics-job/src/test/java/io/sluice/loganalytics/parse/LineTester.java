package io.sluice.loganalytics.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.source.RawRecord;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.event.RequestField;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.util.Collector;

/** Reads lines with one decoder and says what should have come of them. */
final class LineTester implements Collector<ParsedLine> {
  private static final int LONGEST = ParseConfig.DEFAULT_MAX_LINE_BYTES;

  private final AccessLogDecoder decoder;
  private ParsedLine last;

  private LineTester(ParseConfig config) {
    decoder = new AccessLogDecoder(config);
  }

  static LineTester format(String format, String... trustedProxies) {
    return of(List.of(format), "auto", "", trustedProxies);
  }

  static LineTester formats(String... formats) {
    return of(List.of(formats), "auto", "");
  }

  static LineTester auto(String... trustedProxies) {
    return format("auto", trustedProxies);
  }

  static LineTester enveloped(String envelope) {
    return of(List.of("auto"), envelope, "");
  }

  static LineTester w3cFields(String columns) {
    return of(List.of("auto"), "auto", columns);
  }

  static LineTester jsonFields(String... mapping) {
    return new LineTester(
        new ParseConfig(List.of("nginx-json"), "auto", List.of(mapping), "", List.of(), LONGEST));
  }

  static LineTester linesUpTo(int bytes) {
    return new LineTester(
        new ParseConfig(List.of("auto"), "auto", List.of(), "", List.of(), bytes));
  }

  private static LineTester of(
      List<String> formats, String envelope, String w3cFields, String... trustedProxies) {
    return new LineTester(
        new ParseConfig(formats, envelope, List.of(), w3cFields, List.of(trustedProxies), LONGEST));
  }

  Expected reads(String line) {
    return reads(line.getBytes(StandardCharsets.UTF_8));
  }

  Expected reads(byte[] line) {
    ParsedLine parsed = parse(line);
    assertThat(parsed.rejected).as("reject of %s", text(line)).isNull();
    return new Expected(parsed.request, text(line));
  }

  LineTester rejects(String line, String reason) {
    return rejects(line.getBytes(StandardCharsets.UTF_8), reason);
  }

  LineTester rejects(byte[] line, String reason) {
    ParsedLine parsed = parse(line);
    assertThat(parsed.request).as("request of %s", text(line)).isNull();
    assertThat(parsed.rejected.reason()).as("reason of %s", text(line)).isEqualTo(reason);
    assertThat(parsed.rejected.payload()).isEqualTo(line);
    return this;
  }

  ParsedLine parse(byte[] line) {
    return parse(raw(line));
  }

  ParsedLine parse(RawRecord raw) {
    last = null;
    decoder.decode(raw, this);
    assertThat(last).as("what came of %s", text(raw.value())).isNotNull();
    return last;
  }

  /** Reads a line that nothing comes out for. */
  LineTester follows(String directive) {
    last = null;
    decoder.decode(raw(directive.getBytes(StandardCharsets.UTF_8)), this);
    assertThat(last).as("what came of %s", directive).isNull();
    return this;
  }

  /** What comes of a line; null if nothing does. */
  ParsedLine parseOrFollow(byte[] line) {
    last = null;
    decoder.decode(raw(line), this);
    return last;
  }

  AccessLogDecoder decoder() {
    return decoder;
  }

  private static RawRecord raw(byte[] line) {
    return new RawRecord(line, "access-logs", 3, 42, 1_700_000_000_000L);
  }

  /** Everything that was read, in words: equal texts are equal results. */
  String digest(byte[] line) {
    ParsedLine parsed = parse(line);
    if (parsed.request == null) {
      return parsed.rejected.reason();
    }
    AccessRequest request = parsed.request;
    String fields =
        Stream.of(RequestField.values())
            .map(field -> field + "=" + request.text(field))
            .collect(Collectors.joining(" "));
    return fields
        + " "
        + List.of(
            request.timestamp,
            request.status,
            request.bodyBytes,
            request.durationMicros,
            request.addressHigh,
            request.addressLow);
  }

  @Override
  public void collect(ParsedLine parsed) {
    assertThat(last).as("a second record for one line").isNull();
    last = parsed;
  }

  @Override
  public void close() {}

  private static String text(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  /** What a request should hold. */
  record Expected(AccessRequest request, String line) {
    Expected with(RequestField field, String text) {
      assertThat(request.text(field)).as("%s of %s", field, line).isEqualTo(text);
      return this;
    }

    Expected without(RequestField... fields) {
      for (RequestField field : fields) {
        assertThat(request.text(field)).as("%s of %s", field, line).isNull();
      }
      return this;
    }

    /** Exactly these names, each with its value. */
    Expected withLabels(String... namesAndValues) {
      Map<String, String> labels = new LinkedHashMap<>();
      for (int at = 0; at < namesAndValues.length; at += 2) {
        labels.put(namesAndValues[at], namesAndValues[at + 1]);
      }
      assertThat(request.labels == null ? Map.of() : request.labels)
          .as("labels of %s", line)
          .isEqualTo(labels);
      return this;
    }

    Expected withStatus(int status) {
      assertThat(request.status).as("status of %s", line).isEqualTo(status);
      return this;
    }

    Expected withBytes(long bytes) {
      assertThat(request.bodyBytes).as("bytes of %s", line).isEqualTo(bytes);
      return this;
    }

    Expected withMicros(long micros) {
      assertThat(request.durationMicros).as("duration of %s", line).isEqualTo(micros);
      return this;
    }

    Expected at(long epochMillis) {
      assertThat(request.timestamp).as("time of %s", line).isEqualTo(epochMillis);
      return this;
    }

    Expected withAddress(long high, long low) {
      assertThat(request.addressHigh).as("address of %s", line).isEqualTo(high);
      assertThat(request.addressLow).as("address of %s", line).isEqualTo(low);
      return this;
    }
  }
}
