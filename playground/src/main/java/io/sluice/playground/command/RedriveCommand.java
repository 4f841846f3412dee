package io.sluice.playground.command;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.PassThrough;
import io.sluice.common.config.SettingTypes;
import io.sluice.common.reject.RedriveFile;
import io.sluice.common.reject.RedriveFilter;
import io.sluice.common.reject.RedriveReport;
import io.sluice.common.reject.RedriveTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Dead letters put back in, once what made them dead is mended. */
@Command(
    name = "redrive",
    description =
        "Put dead letters back where they came from, under their old identity, once each.",
    mixinStandardHelpOptions = true)
public final class RedriveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Input input;

  /** One of the two. */
  static final class Input {
    @Option(
        names = "--bootstrap",
        paramLabel = "HOST:PORT",
        description = "The brokers that hold the dead letters.")
    private String bootstrap;

    @Option(
        names = "--file",
        paramLabel = "rejects.jsonl",
        description = "Rejects of a replay; --to is then the file for the lines.")
    private Path file;
  }

  @Option(
      names = "--topic",
      defaultValue = "dead-letters",
      description = "Where the letters lie. Default: ${DEFAULT-VALUE}.")
  private String topic;

  @Option(
      names = "--to",
      paramLabel = "TOPIC|FILE",
      description = "Where they go; back to the topic that each came from when absent.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--reason",
      paramLabel = "NAME",
      split = ",",
      description = "Only letters with this reason; may be repeated.")
  private List<String> reasons = List.of();

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      split = ",",
      description = "Only letters of this stage; may be repeated.")
  private List<String> stages = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME|DURATION",
      description = "Only letters written since then: 2026-11-20T10:00:00Z, or 2h for two hours.")
  private Optional<String> since = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "So many letters at most.")
  private Optional<Long> limit = Optional.empty();

  @Option(
      names = "--max-redrives",
      defaultValue = "3",
      paramLabel = "N",
      description =
          "Leave what was put back so often and failed each time. Default: ${DEFAULT-VALUE}.")
  private int maxRedrives;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "Consumer group that keeps what was sent. Default: sluice-redrive-<topic>.")
  private Optional<String> group = Optional.empty();

  @Option(names = "--dry-run", description = "Say what would be sent, send nothing.")
  private boolean dryRun;

  @Option(
      names = "--client",
      paramLabel = "KEY=VALUE",
      description = "A property of the Kafka clients, such as security.protocol; may be repeated.")
  private Map<String, String> client = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    if (limit.orElse(1L) < 1 || maxRedrives < 1) {
      throw wrong("--limit and --max-redrives are at least 1");
    }
    Consumer<String> progress = Lines.to(spec.commandLine().getOut());
    RedriveReport report = input.file == null ? fromTopic(progress) : fromFile();
    tell(report, progress);
    return 0;
  }

  private RedriveReport fromTopic(Consumer<String> progress) {
    KafkaConfig kafka = new KafkaConfig(input.bootstrap, PassThrough.of(client));
    RedriveTopic redrive =
        new RedriveTopic(
            kafka, topic, group.orElse("sluice-redrive-" + topic), filter(since()), to);
    return redrive.run(
        limit.orElse(Long.MAX_VALUE),
        dryRun,
        reached -> progress.accept(String.format(Locale.ROOT, "%,d letters", reached.sent())));
  }

  private RedriveReport fromFile() throws Exception {
    if (!Files.isReadable(input.file)) {
      throw wrong("--file: " + input.file + " is not there or cannot be read");
    }
    if (since.isPresent()) {
      throw wrong("--since: a line of a file does not say when it was written");
    }
    if (to.isEmpty() && !dryRun) {
      throw wrong("--to: name the file for the lines");
    }
    Optional<Path> target = dryRun ? Optional.empty() : to.map(Path::of);
    return new RedriveFile(input.file, filter(Long.MIN_VALUE))
        .run(limit.orElse(Long.MAX_VALUE), target);
  }

  private RedriveFilter filter(long from) {
    return new RedriveFilter(new HashSet<>(stages), new HashSet<>(reasons), from, maxRedrives);
  }

  private long since() {
    if (since.isEmpty()) {
      return Long.MIN_VALUE;
    }
    try {
      return Instant.parse(since.get()).toEpochMilli();
    } catch (DateTimeException noTime) {
      try {
        return Clock.systemUTC().millis() - SettingTypes.duration().parse(since.get()).toMillis();
      } catch (IllegalArgumentException neither) {
        throw wrong("--since: " + since.get() + " is neither a time in UTC nor a duration");
      }
    }
  }

  private void tell(RedriveReport report, Consumer<String> progress) {
    String verb = dryRun ? "would go" : "put back";
    progress.accept(String.format(Locale.ROOT, "%,d letters %s", report.sent(), verb));
    report
        .sentByReason()
        .forEach(
            (what, count) -> progress.accept(String.format(Locale.ROOT, "%,12d %s", count, what)));
    report
        .leftByReason()
        .forEach(
            (why, count) ->
                progress.accept(String.format(Locale.ROOT, "%,12d stay, %s", count, why)));
  }

  private CommandLine.ParameterException wrong(String problem) {
    return new CommandLine.ParameterException(spec.commandLine(), problem);
  }
}
