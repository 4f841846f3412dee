package io.sluice.common.config;

import java.io.Serializable;

/**
 * What is wrong with one setting, in one line.
 *
 * @param key the setting, or the argument or file where no setting can be named
 * @param value the offending value as it may be shown: secrets masked; null where there is none
 * @param origin where it came from: a file and line, an environment variable, {@code --set}
 * @param problem what is wrong, e.g. {@code is not a duration}
 * @param fix what to write instead
 */
public record BadSetting(String key, String value, String origin, String problem, String fix)
    implements Serializable {

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(key);
    if (value != null) {
      line.append(" = ").append(value.lines().findFirst().orElse(""));
    }
    if (origin != null) {
      line.append(" (").append(origin).append(')');
    }
    return line.append(' ').append(problem).append(": ").append(fix).toString();
  }
}
