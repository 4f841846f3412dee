package io.sluice.common.config;

import java.util.List;

/**
 * Settings that belong together, as the reference page and {@code --help} group them.
 *
 * @param title the heading
 * @param introduction a sentence or two above the table; may be empty
 */
public record SettingsSection(String title, String introduction, List<Setting<?>> settings) {

  public SettingsSection {
    settings = List.copyOf(settings);
  }

  /** All settings of several sections, in order. */
  public static List<Setting<?>> settingsOf(List<SettingsSection> sections) {
    return sections.stream().<Setting<?>>flatMap(section -> section.settings().stream()).toList();
  }
}
