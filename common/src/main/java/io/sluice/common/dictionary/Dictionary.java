package io.sluice.common.dictionary;

import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** All sources of a dictionary file; free of contradictions. Immutable. */
public record Dictionary(List<Source> sources) implements Serializable {

  /**
   * @throws DictionaryException with all that is wrong with the file, a line each
   */
  public static Dictionary load(Path file) {
    return DictionaryFile.read(file);
  }

  /**
   * From a text that is no file of the user's, such as one in a job's jar.
   *
   * @param name what complaints call it
   * @throws DictionaryException with all that is wrong with it, a line each
   */
  public static Dictionary read(String name, Reader text) {
    return DictionaryFile.read(name, text);
  }

  /** The source of this name or topic. */
  public Optional<Source> source(String nameOrTopic) {
    return sources.stream()
        .filter(source -> source.name().equals(nameOrTopic) || source.topic().equals(nameOrTopic))
        .findFirst();
  }
}
