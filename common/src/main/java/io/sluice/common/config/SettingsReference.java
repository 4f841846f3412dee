package io.sluice.common.config;

import java.util.List;

/**
 * The reference page of the settings, in Markdown: an introduction and one block per job. Each job
 * writes its own block, between two comments that name it, so that no job has to know another.
 */
public final class SettingsReference {

  private static final String PREAMBLE =
      """
      # Configuration reference

      <!-- Written by the tests from the settings themselves: -Dsluice.docs.write=true. -->

      A job reads its settings once, at its start. What is unknown, missing or wrong stops the start,
      with one line each that names the key, where the value came from and what to write instead.

      | source, from weakest to strongest | how |
      |---|---|
      | default | the tables below |
      | file | `--config FILE.yaml`, repeatable, later files win; nested maps or dotted keys |
      | environment | `SLUICE_` and the key in upper case, dots and dashes as underscores: `SLUICE_KAFKA_BOOTSTRAP_SERVERS`. In the `<option>` part of a key two underscores are a dash |
      | argument | `--set key=value`, repeatable |

      An empty value takes back what a weaker source said, so that the default holds again; an empty
      list is `[]`.

      **Secrets** belong neither into files that are kept with code nor into arguments that a process
      list shows: refer to them, with `${env:NAME}` or `${file:/run/secrets/name}`, anywhere inside a
      value. `$${env:NAME}` stands for itself. Secrets are shown as `******` wherever they would be
      printed.

      **Durations** carry their unit: `250ms`, `30s`, `2m`, `1h30m`, `1d`, or ISO-8601 (`PT2M`).
      **Sizes** are `64kb`, `1mb`, `2gb`, where 1 kb is 1,024 bytes.
      """;

  private SettingsReference() {}

  /** The page with the block of this job put in or replaced, the others left as they are. */
  public static String withJob(String page, String job, List<SettingsSection> sections) {
    String start = "<!-- settings of " + job + " -->\n";
    String end = "<!-- end of " + job + " -->\n";
    String block = start + block(job, sections) + end;
    int from = page.indexOf(start);
    int to = page.indexOf(end);
    String jobs =
        from >= 0 && to > from
            ? page.substring(0, from) + block + page.substring(to + end.length())
            : page + "\n" + block;
    return PREAMBLE + jobs.substring(afterPreamble(jobs));
  }

  /** Everything before the first block is the preamble, whatever an older version said there. */
  private static int afterPreamble(String page) {
    return page.indexOf("\n<!-- settings of ");
  }

  private static String block(String job, List<SettingsSection> sections) {
    StringBuilder text = new StringBuilder("\n## ").append(job).append("\n");
    for (SettingsSection section : sections) {
      text.append("\n### ").append(section.title()).append("\n\n");
      if (!section.introduction().isEmpty()) {
        text.append(section.introduction()).append("\n\n");
      }
      text.append("| key | type | default | meaning |\n|---|---|---|---|\n");
      section.settings().forEach(setting -> row(setting, text));
    }
    return text.append('\n').toString();
  }

  private static void row(Setting<?> setting, StringBuilder text) {
    text.append("| `").append(setting.shownKey()).append("` | ");
    text.append(cell(setting.shownType())).append(" | ");
    text.append(defaultCell(setting)).append(" | ");
    text.append(cell(setting.description()));
    setting.example().ifPresent(example -> text.append(" E.g. ").append(code(example)).append('.'));
    text.append(" |\n");
  }

  private static String defaultCell(Setting<?> setting) {
    if (setting.isRequired()) {
      return "**required**";
    }
    String value = setting.defaultText().orElse("");
    return value.isEmpty() ? "none" : code(value);
  }

  /** The default in words, for the help. */
  static String whenAbsent(Setting<?> setting, String separator) {
    if (setting.isRequired()) {
      return separator + "required";
    }
    return setting
        .defaultText()
        .filter(value -> !value.isEmpty())
        .map(value -> separator + "default " + value)
        .orElse(separator + "optional");
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
  }
}
