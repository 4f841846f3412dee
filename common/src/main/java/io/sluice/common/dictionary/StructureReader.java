package io.sluice.common.dictionary;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a reading of the values of a record of one structure: types, units, ranges, spellings, the
 * time. For one thread.
 */
final class StructureReader {

  /** A path and what must hold of its value. */
  private record Condition(int slot, boolean present, String equalTo) {
    boolean holds(Scalar[] scalars) {
      Scalar scalar = scalars[slot];
      return equalTo == null ? scalar.isMissing() != present : equalTo.equals(scalar.asText());
    }
  }

  /** A field and where its value is; slot -1 for a constant or a signal. */
  private record Read(int slot, Mapping mapping) {}

  private final Structure structure;
  private final NullCounts nulled;
  private final List<Condition> conditions = new ArrayList<>();
  private final List<Read> reads = new ArrayList<>();
  private final Map<String, Mapping> fieldsByName = new HashMap<>();
  private final int timeSlot;
  private final TimeReader time;
  private final int signalName;
  private final int signalValue;
  private String file = "";

  StructureReader(Structure structure, WantedPaths wanted, NullCounts nulled) {
    this.structure = structure;
    this.nulled = nulled;
    Recognition recognised = structure.recognition();
    recognised
        .exists()
        .forEach(path -> conditions.add(new Condition(wanted.slot(path), true, null)));
    recognised
        .absent()
        .forEach(path -> conditions.add(new Condition(wanted.slot(path), false, null)));
    recognised
        .equalTo()
        .forEach((path, value) -> conditions.add(new Condition(wanted.slot(path), true, value)));
    for (Mapping mapping : structure.mappings()) {
      reads.add(new Read(mapping.path() == null ? -1 : wanted.slot(mapping.path()), mapping));
      fieldsByName.put(mapping.field().name(), mapping);
    }
    time = structure.time() == null ? null : new TimeReader(structure.time());
    timeSlot = time == null ? -1 : wanted.slot(structure.time().path());
    Signal signal = structure.signal();
    signalName = signal == null ? -1 : wanted.slot(signal.namePath());
    signalValue = signal == null ? -1 : wanted.slot(signal.valuePath());
  }

  Structure structure() {
    return structure;
  }

  /** What {@code ${file}} stands for from now on. */
  void file(String name) {
    file = name;
  }

  boolean recognises(Scalar[] scalars) {
    for (Condition condition : conditions) {
      if (!condition.holds(scalars)) {
        return false;
      }
    }
    return true;
  }

  Reading read(Scalar[] scalars, Reading reading) {
    reading.of(structure);
    if (time != null) {
      long millis = time.read(scalars[timeSlot]);
      if (millis == TimeReader.INVALID) {
        return reading.refuse(Unreadable.BAD_TIMESTAMP, "");
      }
      reading.at(millis);
    }
    for (Read read : reads) {
      Mapping mapping = read.mapping;
      if (mapping.constant() != null) {
        constant(mapping, reading);
      } else if (read.slot >= 0) {
        value(mapping, scalars[read.slot], reading);
      }
      if (reading.problem() != null) {
        return reading;
      }
    }
    return structure.signal() == null ? reading : signal(scalars, reading);
  }

  private Reading signal(Scalar[] scalars, Reading reading) {
    String name = scalars[signalName].asText();
    Mapping named = name == null ? null : structure.signal().names().get(name);
    Mapping mapping = named == null ? fieldsByName.get(name) : named;
    if (mapping == null) {
      return reading.refuse(Unreadable.UNKNOWN_SIGNAL, String.valueOf(name));
    }
    value(mapping, scalars[signalValue], reading);
    return reading;
  }

  private void constant(Mapping mapping, Reading reading) {
    Scalar scalar = new Scalar();
    scalar.set(mapping.constant().replace("${file}", file));
    convert(mapping, scalar, reading);
  }

  private void value(Mapping mapping, Scalar scalar, Reading reading) {
    if (!isEmpty(scalar)) {
      boolean taken = convert(mapping, scalar, reading);
      if (!taken && reading.problem() == null) {
        reading.leaveOut();
        nulled.count(mapping.field().index());
      }
    }
    if (mapping.required() && reading.problem() == null && !reading.has(mapping.field().index())) {
      reading.refuse(Unreadable.MISSING_FIELD, mapping.field().name());
    }
  }

  /** An empty cell of a table says nothing; an empty text in JSON is one. */
  private boolean isEmpty(Scalar scalar) {
    return scalar.isMissing()
        || (structure.csv() != null && scalar.text != null && scalar.text.isEmpty());
  }

  /** Whether the value could be taken. */
  private boolean convert(Mapping mapping, Scalar scalar, Reading reading) {
    int field = mapping.field().index();
    return switch (mapping.field().type()) {
      case NUMBER, INTEGER, DECIMAL -> number(mapping, scalar, reading);
      case TEXT -> {
        String text = scalar.asText();
        yield text != null && object(field, mapping.values().getOrDefault(text, text), reading);
      }
      case BOOLEAN -> object(field, scalar.asBoolean(), reading);
      case LIST -> object(field, scalar.kind == Scalar.Kind.LIST ? scalar.list : null, reading);
      case TIMESTAMP -> timestamp(field, TimeReader.auto(scalar), reading);
    };
  }

  private static boolean object(int field, Object value, Reading reading) {
    if (value != null) {
      reading.object(field, value);
    }
    return value != null;
  }

  private static boolean timestamp(int field, long millis, Reading reading) {
    if (millis != TimeReader.INVALID) {
      reading.integer(field, millis);
    }
    return millis != TimeReader.INVALID;
  }

  private boolean number(Mapping mapping, Scalar scalar, Reading reading) {
    Field field = mapping.field();
    double value = mapping.conversion().apply(scalar.asNumber());
    if (!Double.isFinite(value)) {
      return false;
    }
    if (!field.range().contains(value) && field.outOfRange() != Field.OutOfRange.KEEP) {
      if (field.outOfRange() == Field.OutOfRange.REJECT) {
        reading.refuse(Unreadable.OUT_OF_RANGE, field.name());
      }
      return false;
    }
    return switch (field.type()) {
      case INTEGER -> integer(mapping, scalar, value, reading);
      case DECIMAL -> object(field.index(), decimal(mapping, scalar, value), reading);
      default -> {
        reading.number(field.index(), value);
        yield true;
      }
    };
  }

  private static boolean integer(Mapping mapping, Scalar scalar, double value, Reading reading) {
    Long whole = scalar.asInteger();
    if (!mapping.conversion().isNone()) {
      whole = Math.abs(value) < 0x1p62 ? Long.valueOf(Math.round(value)) : null;
    }
    if (whole != null) {
      reading.integer(mapping.field().index(), whole);
    }
    return whole != null;
  }

  private static BigDecimal decimal(Mapping mapping, Scalar scalar, double value) {
    return mapping.conversion().isNone() ? scalar.asDecimal() : BigDecimal.valueOf(value);
  }
}
