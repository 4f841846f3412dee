package io.sluice.playground.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The arguments of a job's main class: {@code --config FILE} and {@code --set key=value}. */
public final class JobArguments {
  private static final String SET = "--set";

  private JobArguments() {}

  public static List<String> of(List<String> configs, Map<String, String> settings) {
    List<String> arguments = new ArrayList<>();
    configs.forEach(file -> arguments.addAll(List.of("--config", file)));
    settings.forEach((key, value) -> arguments.addAll(List.of(SET, key + "=" + value)));
    return arguments;
  }

  /** The same with these settings; an earlier value of the same key goes. */
  public static List<String> with(List<String> arguments, Map<String, String> settings) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      boolean replaced =
          arguments.get(i).equals(SET)
              && i + 1 < arguments.size()
              && settings.containsKey(arguments.get(i + 1).split("=", 2)[0]);
      if (replaced) {
        i++;
      } else {
        kept.add(arguments.get(i));
      }
    }
    kept.addAll(of(List.of(), settings));
    return kept;
  }
}
