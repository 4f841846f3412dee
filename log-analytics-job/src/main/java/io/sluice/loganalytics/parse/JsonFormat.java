package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads access logs that are one JSON object a line, by a mapping from JSON pointers to what they
 * say. An object is of this format if it has something at one of the pointers of a request and at
 * one of those of a time.
 */
final class JsonFormat implements LineFormat {
  /** A member of the object and what it says. */
  record Field(String pointer, LogVariable variable) {}

  private final String name;
  private final JsonDocument document;
  private final int[] slots;
  private final LogVariable[] variables;
  private final int[] timeSlots;
  private final int[] requestSlots;
  private final ValueReader reader;

  JsonFormat(String name, List<Field> fields, JsonDocument document, RequestCompletion completion) {
    List<Field> lastResortFirst =
        fields.stream().sorted(Comparator.comparing(field -> -field.variable().rank())).toList();
    this.name = name;
    this.document = document;
    this.slots =
        lastResortFirst.stream().mapToInt(field -> document.slot(field.pointer())).toArray();
    this.variables = lastResortFirst.stream().map(Field::variable).toArray(LogVariable[]::new);
    this.timeSlots = slots(fields, LogVariable::isTimestamp);
    this.requestSlots = slots(fields, LogVariable::namesRequest);
    this.reader = new ValueReader(completion, true);
  }

  private int[] slots(List<Field> fields, Predicate<LogVariable> which) {
    return fields.stream()
        .filter(field -> which.test(field.variable()))
        .mapToInt(field -> document.slot(field.pointer()))
        .toArray();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean expectsBrace() {
    return true;
  }

  @Override
  public Outcome parse(AccessRequest request, int to) {
    if (request.buffer[0] != '{') {
      return Outcome.UNRECOGNISED;
    }
    Outcome read = document.read(request.buffer, to);
    if (read != Outcome.REQUEST) {
      return read;
    }
    if (!isRecognised()) {
      return Outcome.UNRECOGNISED;
    }
    document.unescape(request, slots);
    reader.begin(request);
    for (int field = 0; field < slots.length; field++) {
      int slot = slots[field];
      if (document.isPlain(slot)
          && !reader.take(request, variables[field], document.from(slot), document.to(slot))) {
        return Outcome.UNRECOGNISED;
      }
    }
    return reader.finish(request, false);
  }

  private boolean isRecognised() {
    return isAnyThere(timeSlots) && isAnyThere(requestSlots);
  }

  private boolean isAnyThere(int[] any) {
    for (int slot : any) {
      if (document.isPlain(slot)) {
        return true;
      }
    }
    return false;
  }
}
