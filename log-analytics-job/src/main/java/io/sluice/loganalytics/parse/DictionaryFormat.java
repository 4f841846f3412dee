package io.sluice.loganalytics.parse;

import io.sluice.common.dictionary.Field;
import io.sluice.common.dictionary.FieldType;
import io.sluice.common.dictionary.Reading;
import io.sluice.common.dictionary.Source;
import io.sluice.common.dictionary.SourceReader;
import io.sluice.common.dictionary.Structure;
import io.sluice.common.dictionary.Unreadable;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lines that the data dictionary describes: a source whose fields have the names that requests have
 * in ECS. A line that none of its structures recognises goes to the format behind this one.
 *
 * <p>Several structures are told apart by the line alone, so CSV needs its header in the entry.
 */
final class DictionaryFormat implements LineFormat {
  private static final String LABELS = "labels.";
  private static final String REQUEST_LINE = "http.request.line";
  private static final String STATUS = "http.response.status_code";
  private static final String BYTES = "http.response.body.bytes";
  private static final String DURATION = "event.duration";
  private static final Map<String, RequestField> TEXTS = new LinkedHashMap<>();

  static {
    TEXTS.put("source.address", RequestField.REMOTE_ADDRESS);
    TEXTS.put("network.forwarded_ip", RequestField.FORWARDED_FOR);
    TEXTS.put("user.name", RequestField.USER);
    TEXTS.put("http.request.method", RequestField.METHOD);
    TEXTS.put("url.original", RequestField.TARGET);
    TEXTS.put("url.path", RequestField.PATH);
    TEXTS.put("url.query", RequestField.QUERY);
    TEXTS.put("http.version", RequestField.PROTOCOL);
    TEXTS.put("http.request.referrer", RequestField.REFERRER);
    TEXTS.put("user_agent.original", RequestField.USER_AGENT);
    TEXTS.put("url.domain", RequestField.HOST);
    TEXTS.put("http.request.id", RequestField.REQUEST_ID);
  }

  /** A text of the source and where it goes: to a field, or to a label. */
  private record Text(int index, RequestField field, String label) {}

  private final SourceReader reader;
  private final LineFormat next;
  private final RequestCompletion completion;
  private final List<Text> texts = new ArrayList<>();
  private final byte[][] values;
  private final int status;
  private final int bytes;
  private final int duration;
  private final double microsPerDuration;
  private final int requestLine;
  private final boolean readsJson;
  private String recognised;

  /** Throws IllegalArgumentException that says in one line what the entry lacks. */
  DictionaryFormat(Source source, LineFormat next, RequestCompletion completion) {
    check(source);
    this.reader = new SourceReader(source);
    this.next = next;
    this.completion = completion;
    for (Field field : source.fields()) {
      if (field.name().startsWith(LABELS)) {
        texts.add(new Text(field.index(), null, field.name().substring(LABELS.length())));
      } else if (TEXTS.containsKey(field.name())) {
        texts.add(new Text(field.index(), TEXTS.get(field.name()), null));
      }
    }
    readsJson = source.structures().stream().anyMatch(structure -> structure.csv() == null);
    values = new byte[texts.size() + 1][];
    requestLine = source.indexOf(REQUEST_LINE);
    status = source.indexOf(STATUS);
    bytes = source.indexOf(BYTES);
    duration = source.indexOf(DURATION);
    microsPerDuration = duration < 0 ? 0 : microsPer(source.fields().get(duration));
  }

  /** Throws IllegalArgumentException that says in one line what the entry lacks. */
  static void check(Source source) {
    for (Field field : source.fields()) {
      String name = field.name();
      boolean number = name.equals(STATUS) || name.equals(BYTES) || name.equals(DURATION);
      boolean text = TEXTS.containsKey(name) || name.equals(REQUEST_LINE);
      if (!number && !text && !(name.startsWith(LABELS) && name.length() > LABELS.length())) {
        throw wrong(source, field, "is nothing that a request has: choose from " + names());
      }
      boolean numeric = field.type() == FieldType.INTEGER || field.type() == FieldType.NUMBER;
      if (number && !numeric) {
        throw wrong(source, field, "is a number: write type: integer");
      }
      if (!number && field.type() != FieldType.TEXT) {
        throw wrong(source, field, "is a text: leave its type out");
      }
    }
    for (Structure structure : source.structures()) {
      if (structure.time() == null) {
        throw new IllegalArgumentException(
            "source "
                + source.name()
                + ", structure "
                + structure.name()
                + ": requests need a time");
      }
      if (structure.csv() != null && structure.csv().header().isEmpty()) {
        throw new IllegalArgumentException(
            "source " + source.name() + ", structure " + structure.name() + ": write its header");
      }
    }
  }

  private static IllegalArgumentException wrong(Source source, Field field, String what) {
    return new IllegalArgumentException(
        "source " + source.name() + ", field " + field.name() + ": " + what);
  }

  private static String names() {
    TreeSet<String> names = new TreeSet<>(TEXTS.keySet());
    names.addAll(List.of(REQUEST_LINE, STATUS, BYTES, DURATION, "labels.<name>"));
    return String.join(", ", names);
  }

  /** A duration without a unit is in nanoseconds, as ECS has it. */
  private static double microsPer(Field duration) {
    return duration.unit() == null ? 1e-3 : duration.unit().factor() * 1e6;
  }

  @Override
  public Outcome parse(AccessRequest request, int to) {
    Reading reading = reader.read(request.buffer, 0, to, request.topic);
    if (reading.isRecord()) {
      recognised = reading.structure().name();
      take(reading, request);
      return Outcome.REQUEST;
    }
    recognised = null;
    if (reading.problem() == Unreadable.BAD_TIMESTAMP) {
      return Outcome.BAD_TIMESTAMP;
    }
    return reading.structure() == null ? next.parse(request, to) : Outcome.INCOMPLETE;
  }

  private void take(Reading reading, AccessRequest request) {
    request.timestamp = reading.timestamp();
    if (status >= 0 && reading.has(status)) {
      request.status = (int) Math.max(0, Math.min(999, reading.number(status)));
    }
    if (bytes >= 0 && reading.number(bytes) >= 0) {
      request.bodyBytes = (long) reading.number(bytes);
    }
    if (duration >= 0 && reading.number(duration) >= 0) {
      request.durationMicros = Math.round(reading.number(duration) * microsPerDuration);
    }
    boolean wholeLine = requestLine >= 0 && reading.has(requestLine);
    takeTexts(reading, request, wholeLine);
    completion.complete(request, false, wholeLine);
  }

  /** The texts stand behind the line, in one longer copy of it. */
  private void takeTexts(Reading reading, AccessRequest request, boolean wholeLine) {
    int length = 0;
    for (int i = 0; i < values.length; i++) {
      String text = i < texts.size() ? textOf(reading, texts.get(i), request) : null;
      if (i == texts.size() && wholeLine) {
        text = reading.text(requestLine);
      }
      values[i] = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
      length += values[i] == null ? 0 : values[i].length;
    }
    int at = request.buffer.length;
    request.buffer = Arrays.copyOf(request.buffer, at + length);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        System.arraycopy(values[i], 0, request.buffer, at, values[i].length);
        RequestField field = i < texts.size() ? texts.get(i).field : RequestField.TARGET;
        request.set(field, at, at + values[i].length);
        at += values[i].length;
      }
    }
  }

  /** Null where there is nothing for a field; labels are given to the request at once. */
  private static String textOf(Reading reading, Text text, AccessRequest request) {
    String value = reading.text(text.index);
    if (value == null || value.isEmpty() || value.equals("-")) {
      return null;
    }
    if (text.label != null) {
      request.label(text.label, value);
      return null;
    }
    return value;
  }

  @Override
  public String name() {
    return next.name();
  }

  @Override
  public String recognised() {
    return recognised == null ? next.recognised() : recognised;
  }

  @Override
  public boolean expectsBrace() {
    return readsJson || next.expectsBrace();
  }
}
