package io.sluice.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

  private static final Setting<Integer> WIDTH =
      Setting.integer("width").atLeast("1").defaultsTo("3").describedAs("How wide.");
  private static final Setting<String> NAME = Setting.text("name").describedAs("Whose.");

  private static final CommandLine LINE =
      CommandLine.of("job", List.of(new SettingsSection("Shape", "", List.of(WIDTH, NAME))))
          .stages("parse", "traffic", "write");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<Set<String>> stagesSeen = new ArrayList<>();
  private Settings settingsSeen;

  @TempDir Path directory;

  @Test
  void filesAndAssignmentsReachTheStart() throws Exception {
    Path file = Files.writeString(directory.resolve("f.yaml"), "name: from-file\nwidth: 7\n");

    run("--config", file.toString(), "--set", "width=9");

    assertThat(settingsSeen.get(NAME)).isEqualTo("from-file");
    assertThat(settingsSeen.get(WIDTH)).isEqualTo(9);
    assertThat(stagesSeen).containsExactly(Set.of("parse", "traffic", "write"));
  }

  @Test
  void anArgumentMayCarryItsValueBehindAnEqualsSign() throws Exception {
    run("--set=name=a=b", "--stages=write,parse");

    assertThat(settingsSeen.get(NAME)).isEqualTo("a=b");
    assertThat(stagesSeen.get(0)).containsExactly("parse", "write");
  }

  @Test
  void helpPrintsEverySettingAndStartsNothing() throws Exception {
    run("--set", "nonsense=1", "--help");

    assertThat(settingsSeen).isNull();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains(
            "--stages NAMES    run only these of [parse, traffic, write]",
            "width  (integer, at least 1; default 3)\n      How wide.",
            "name  (text; required)\n      Whose.");
  }

  @Test
  void whatIsNotUnderstoodIsSaidInOneLine() {
    assertThat(failure("--verbose"))
        .isEqualTo("--verbose is not understood: give settings as --set key=value; see --help");
    assertThat(failure("width=1")).startsWith("argument 1 is not understood");
    assertThat(failure("--set")).isEqualTo("--set has no value: see --help");
    assertThat(failure("--config", "--help")).isEqualTo("--config has no value: see --help");
    assertThat(failure("--stages", "parse,sell"))
        .isEqualTo("--stages has no stage sell: choose from [parse, traffic, write]");
  }

  private String failure(String... args) {
    Throwable failure = catchThrowable(() -> run(args));
    assertThat(failure).isInstanceOf(SettingsException.class);
    return failure.getMessage();
  }

  private void run(String... args) throws Exception {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    LINE.run(
        args,
        Map.of(),
        out,
        (settings, stages) -> {
          settingsSeen = settings;
          stagesSeen.add(stages);
        });
  }
}
