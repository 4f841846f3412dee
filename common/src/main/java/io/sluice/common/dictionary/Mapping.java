package io.sluice.common.dictionary;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Where a structure has a field.
 *
 * @param path names of nested objects down to the value; of a CSV file the column; null where the
 *     value comes by another way: a constant, a signal
 * @param conversion from the structure's unit to the field's
 * @param required whether a record without it is rejected
 * @param values other spellings of values, as the structure has them, to those of the field
 * @param constant the value of all its records, null for none; {@code ${file}} is the file's name
 */
public record Mapping(
    Field field,
    List<String> path,
    Conversion conversion,
    boolean required,
    Map<String, String> values,
    String constant)
    implements Serializable {}
