package io.sluice.common.dictionary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The fields of a source, each with one meaning wherever it is named. */
final class FieldTable {

  /** What an entry says of a field; null for what it does not say. */
  private record Said(FieldType type, Unit unit, Range range, Field.OutOfRange outOfRange) {}

  private final Map<String, Field> fields = new LinkedHashMap<>();

  List<Field> all() {
    return List.copyOf(fields.values());
  }

  Field named(String name) {
    return fields.get(name);
  }

  /** The field as this entry describes it, which must agree with what was said of it before. */
  Field declare(String name, YamlEntry entry) {
    Said said =
        new Said(
            entry.parsed(
                "type", null, FieldTable::type, "one of " + String.join(", ", FieldType.labels())),
            entry.parsed("unit", null, Unit::named, "one of " + Unit.names()),
            range(entry),
            entry.parsed("outOfRange", null, FieldTable::outOfRange, "null, reject or keep"));
    Field known = fields.get(name);
    if (known == null) {
      known = first(name, said, entry);
      fields.put(name, known);
    } else {
      compare(known, said, entry);
    }
    return known;
  }

  private Field first(String name, Said said, YamlEntry entry) {
    FieldType implied = said.unit == null && said.range == null ? FieldType.TEXT : FieldType.NUMBER;
    FieldType type = said.type == null ? implied : said.type;
    if (!type.isNumeric() && said.unit != null) {
      entry.refuse("is " + type.label() + " and has a unit", "leave one of the two out");
    }
    if (!type.isNumeric() && said.range != null) {
      entry.refuse("is " + type.label() + " and has a range", "leave one of the two out");
    }
    return new Field(
        fields.size(),
        name,
        type,
        said.unit,
        Objects.requireNonNullElse(said.range, Range.ALL),
        Objects.requireNonNullElse(said.outOfRange, Field.OutOfRange.NULL));
  }

  private static void compare(Field known, Said said, YamlEntry entry) {
    if (said.type != null && said.type != known.type()) {
      differs(entry, "type", said.type.label(), known.type().label());
    }
    if (said.unit != null && (known.unit() == null || !said.unit.means(known.unit()))) {
      String before = known.unit() == null ? "no unit" : known.unit().name();
      differs(entry, "unit", said.unit.name(), before);
    }
    if (said.range != null && !said.range.equals(known.range())) {
      differs(entry, "range", said.range.text(), known.range().text());
    }
    if (said.outOfRange != null && said.outOfRange != known.outOfRange()) {
      differs(entry, "outOfRange", said.outOfRange.name(), known.outOfRange().name());
    }
  }

  private static void differs(YamlEntry entry, String what, String here, String before) {
    entry.refuse(
        "has the " + what + " " + here + " here and " + before + " before in the same source",
        what.equals("unit")
            ? "say unitFrom where a structure has another unit"
            : "make them agree");
  }

  private static Range range(YamlEntry entry) {
    List<String> ends = entry.texts("range");
    if (ends.isEmpty()) {
      return null;
    }
    try {
      double least = Double.parseDouble(ends.get(0));
      double most = Double.parseDouble(ends.get(1));
      if (ends.size() == 2 && least <= most) {
        return new Range(least, most);
      }
      if (ends.size() == 2 && least > most) {
        String fix = "write range: [" + ends.get(1) + ", " + ends.get(0) + "]";
        entry.refuse("range " + ends + " is reversed", fix);
        return null;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException wrong) {
      // Said below.
    }
    entry.refuse("range is " + ends, "write range: [LEAST, MOST]");
    return null;
  }

  private static FieldType type(String text) {
    return FieldType.labels().contains(text) ? FieldType.valueOf(upper(text)) : null;
  }

  private static Field.OutOfRange outOfRange(String text) {
    return Field.OutOfRange.valueOf(upper(text));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
