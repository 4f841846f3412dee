package io.sluice.common.dictionary;

import java.io.Serializable;
import java.util.List;

/**
 * One of the shapes that records of a source have.
 *
 * @param time when, or null where the records say no time
 * @param keepUnknown whether fields that the entry does not name are kept with the reading
 * @param csv null for JSON
 * @param signal null unless a record has one signal
 */
public record Structure(
    String name,
    Recognition recognition,
    List<Mapping> mappings,
    TimeRule time,
    boolean keepUnknown,
    Csv csv,
    Signal signal)
    implements Serializable {

  /**
   * @param header the columns; empty where the first line of each file names them
   */
  public record Csv(char delimiter, List<String> header) implements Serializable {}
}
