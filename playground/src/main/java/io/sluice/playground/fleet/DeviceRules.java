package io.sluice.playground.fleet;

import io.sluice.common.rule.set.RuleSetException;
import io.sluice.devicealert.rule.RuleDocuments;
import io.sluice.devicealert.rule.RuleLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The rules that the made-up devices are judged by. */
public final class DeviceRules {
  private static final long LONGEST_WINDOW = 3_600_000;
  private static final int MOST_COUNTED = 100;

  private DeviceRules() {}

  /** Each rule by itself, templates filled in. */
  public static List<RuleDocuments.Entry> rules() {
    RuleLimits limits = new RuleLimits(LONGEST_WINDOW, MOST_COUNTED, Set.of());
    try {
      return new RuleDocuments(limits).read(document());
    } catch (RuleSetException wrong) {
      throw new IllegalStateException("The shipped device rules are wrong", wrong);
    }
  }

  /** The rules as a file. */
  public static String document() {
    return text("device-rules.yaml");
  }

  /** The sequences, for the setting cep.sequences. */
  public static String sequences() {
    return text("device-sequences.yaml");
  }

  private static String text(String resource) {
    try (InputStream in = DeviceRules.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
