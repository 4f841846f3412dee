package io.sluice.common.config;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The arguments of a job: {@code --config FILE} and {@code --set key=value} (both repeatable),
 * {@code --stages a,b}, {@code --help}. Never ends the JVM: a job's main runs inside Flink's, so
 * what is wrong is thrown as a {@link SettingsException} with one line each.
 *
 * <pre>{@code
 * public static void main(String[] args) throws Exception {
 *   CommandLine.of("log-analytics-job", LogAnalyticsConfig.SECTIONS)
 *       .stages("parse", "traffic")
 *       .run(args, (settings, stages) -> start(LogAnalyticsConfig.from(settings), stages));
 * }
 * }</pre>
 */
public final class CommandLine {

  private static final Logger LOG = LoggerFactory.getLogger(CommandLine.class);

  /** What a job does with its settings. */
  @FunctionalInterface
  public interface Start {
    /**
     * Builds and submits.
     *
     * @param stages those asked for, in the job's own order; all of them unless told otherwise
     */
    void with(Settings settings, Set<String> stages) throws Exception;
  }

  private final String program;
  private final List<SettingsSection> sections;
  private final Set<String> allStages;

  private CommandLine(String program, List<SettingsSection> sections, Set<String> allStages) {
    this.program = program;
    this.sections = List.copyOf(sections);
    this.allStages = allStages;
  }

  public static CommandLine of(String program, List<SettingsSection> sections) {
    return new CommandLine(program, sections, Set.of());
  }

  /** The stages that the job can run apart, in flow order. */
  public CommandLine stages(String... names) {
    return new CommandLine(program, sections, new LinkedHashSet<>(Arrays.asList(names)));
  }

  /**
   * Prints the help if asked for it, otherwise reads the settings, logs them and starts.
   *
   * @throws SettingsException if an argument or a setting is wrong
   */
  public void run(String[] args, Start start) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    run(args, System.getenv(), out, start);
  }

  void run(String[] args, Map<String, String> environment, PrintStream out, Start start)
      throws Exception {
    Arguments arguments = parse(args);
    if (arguments.help) {
      out.print(help());
      return;
    }
    Settings settings = load(arguments, environment);
    settings.notices().forEach(LOG::warn);
    LOG.info("{} starts with\n{}", program, settings.describe());
    start.with(settings, arguments.stages.isEmpty() ? allStages : arguments.stages);
  }

  /** Every argument and every setting with its type, default and description. */
  public String help() {
    return new SettingsHelp(program, allStages).text(sections);
  }

  private Settings load(Arguments arguments, Map<String, String> environment) {
    return Settings.loader(SettingsSection.settingsOf(sections))
        .files(arguments.files)
        .environment(environment)
        .assignments(arguments.assignments)
        .load();
  }

  private Arguments parse(String[] args) {
    Arguments arguments = new Arguments();
    for (int index = 0; index < args.length; index++) {
      String name = args[index];
      String inline = null;
      int equals = name.indexOf('=');
      if (name.startsWith("--") && equals > 0) {
        inline = name.substring(equals + 1);
        name = name.substring(0, equals);
      }
      if (name.equals("--help") || name.equals("-h")) {
        arguments.help = true;
      } else if (!Set.of("--config", "--set", "--stages").contains(name)) {
        throw unknown(name, index);
      } else if (inline != null) {
        take(name, inline, arguments);
      } else if (index + 1 < args.length && !args[index + 1].startsWith("--")) {
        index++;
        take(name, args[index], arguments);
      } else {
        throw refuse(name, "has no value", "see --help");
      }
    }
    return arguments;
  }

  private void take(String name, String value, Arguments arguments) {
    switch (name) {
      case "--config" -> arguments.files.add(Path.of(value));
      case "--set" -> arguments.assignments.add(value);
      default -> arguments.stages.addAll(stagesNamed(value));
    }
  }

  private Set<String> stagesNamed(String value) {
    List<String> asked = Arrays.stream(value.split(",")).map(String::trim).toList();
    for (String stage : asked) {
      if (!allStages.contains(stage)) {
        throw refuse("--stages", "has no stage " + stage, "choose from " + allStages);
      }
    }
    Set<String> ordered = new LinkedHashSet<>(allStages);
    ordered.retainAll(asked);
    return ordered;
  }

  /** A stray word is not quoted: it may be the password of a --set with a space in it. */
  private static SettingsException unknown(String name, int index) {
    String shown = name.startsWith("-") ? name : "argument " + (index + 1);
    String fix = "give settings as --set key=value; see --help";
    return refuse(shown, "is not understood", fix);
  }

  private static SettingsException refuse(String argument, String problem, String fix) {
    return new SettingsException(List.of(new BadSetting(argument, null, null, problem, fix)));
  }

  private static final class Arguments {
    private final List<Path> files = new ArrayList<>();
    private final List<String> assignments = new ArrayList<>();
    private final Set<String> stages = new LinkedHashSet<>();
    private boolean help;
  }
}
