package io.sluice.common.rule;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;

/** What a field or an expression can be. */
public enum FieldType {
  TEXT("string", SimpleType.STRING),
  WHOLE("int", SimpleType.INT),
  DECIMAL("double", SimpleType.DOUBLE),
  BOOLEAN("bool", SimpleType.BOOL),
  /** Texts by name, such as labels. */
  TEXTS("map(string, string)", MapType.create(SimpleType.STRING, SimpleType.STRING));

  private final String label;
  private final CelType cel;

  FieldType(String label, CelType cel) {
    this.label = label;
    this.cel = cel;
  }

  /** The type's name in CEL, for messages and documentation. */
  public String label() {
    return label;
  }

  CelType cel() {
    return cel;
  }

  /** The type, or null where it is none of ours. */
  static FieldType of(CelType cel) {
    for (FieldType type : values()) {
      if (type.cel.equals(cel)) {
        return type;
      }
    }
    return null;
  }
}
