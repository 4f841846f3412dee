package io.sluice.devicealert.sequence;

import io.sluice.common.rule.set.RuleSetException;
import io.sluice.devicealert.rule.RuleLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where sequences come from: the shipped ones, a file, or a text in their place. */
public final class SequencesFile {
  public static final String SHIPPED = "shipped";
  public static final String NONE = "none";
  private static final String RESOURCE = "sequences.yaml";

  private SequencesFile() {}

  /**
   * @param setting {@link #SHIPPED}, {@link #NONE}, a path, or the document itself as JSON
   * @throws IllegalArgumentException that says in one line what is wrong
   */
  public static SequenceBook read(String setting, RuleLimits limits) {
    if (setting.equals(NONE)) {
      return SequenceBook.empty();
    }
    try {
      return new SequenceBook(new SequenceReader(limits).read(text(setting)));
    } catch (RuleSetException wrong) {
      throw new IllegalArgumentException(wrong.getMessage(), wrong);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          setting + " is not there or cannot be read as UTF-8", unreadable);
    }
  }

  private static String text(String setting) throws IOException {
    if (setting.stripLeading().startsWith("{")) {
      return setting;
    }
    return setting.equals(SHIPPED) ? shippedText() : Files.readString(Path.of(setting));
  }

  /** The document of the shipped sequences, to begin one's own with. */
  public static String shippedText() {
    try (InputStream in = SequencesFile.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
