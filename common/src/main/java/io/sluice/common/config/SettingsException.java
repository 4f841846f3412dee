package io.sluice.common.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The settings do not let the job start. Carries everything that is wrong at once, a line each, so
 * that a start fails once and not five times. Has no cause on purpose: the message of a parser's
 * exception may quote a secret.
 */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // the list that List.copyOf gives is serialisable
  private final List<BadSetting> problems;

  public SettingsException(List<BadSetting> problems) {
    super(problems.stream().map(BadSetting::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Fails if there is anything to complain about. */
  public static void throwIfAny(List<BadSetting> problems) {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  public List<BadSetting> problems() {
    return problems;
  }
}
