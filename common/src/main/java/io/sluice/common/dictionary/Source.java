package io.sluice.common.dictionary;

import java.io.Serializable;
import java.util.List;

/**
 * A source of records: a topic, or files of the same kind.
 *
 * @param fields by index, of all its structures
 * @param structures in the order in which they are tried
 */
public record Source(String name, String topic, List<Field> fields, List<Structure> structures)
    implements Serializable {

  /** The field's place in a {@link Reading}, or -1. */
  public int indexOf(String field) {
    for (Field known : fields) {
      if (known.name().equals(field)) {
        return known.index();
      }
    }
    return -1;
  }
}
