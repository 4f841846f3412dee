package io.sluice.common.config;

import java.util.List;
import java.util.Set;

/** What {@code --help} prints. */
final class SettingsHelp {

  private final String program;
  private final Set<String> stages;

  SettingsHelp(String program, Set<String> stages) {
    this.program = program;
    this.stages = stages;
  }

  String text(List<SettingsSection> sections) {
    StringBuilder text = new StringBuilder();
    usage(text);
    for (SettingsSection section : sections) {
      text.append('\n').append(section.title()).append('\n');
      section.settings().forEach(setting -> describe(setting, text));
    }
    return text.toString();
  }

  private void usage(StringBuilder text) {
    text.append("Usage: ")
        .append(program)
        .append(" [--config FILE]… [--set KEY=VALUE]…")
        .append(stages.isEmpty() ? "" : " [--stages NAME,…]")
        .append("\n\n")
        .append(
            "  --config FILE     settings in YAML, nested or with dotted keys; later files win\n")
        .append("  --set KEY=VALUE   one setting; wins over files and environment\n");
    if (!stages.isEmpty()) {
      text.append("  --stages NAMES    run only these of ").append(stages).append('\n');
    }
    text.append("  --help            print this\n\n")
        .append("Environment: SLUICE_ and the key in upper case, dots and dashes as underscores.\n")
        .append("A value may refer to ${env:NAME} or ${file:/run/secrets/name}.\n");
  }

  private static void describe(Setting<?> setting, StringBuilder text) {
    text.append("  ").append(setting.shownKey()).append("  (").append(setting.shownType());
    text.append(SettingsReference.whenAbsent(setting, "; ")).append(")\n");
    if (!setting.description().isEmpty()) {
      text.append("      ").append(setting.description()).append('\n');
    }
  }
}
