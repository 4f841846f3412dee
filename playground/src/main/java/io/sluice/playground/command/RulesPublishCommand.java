package io.sluice.playground.command;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.rule.set.RuleSet;
import io.sluice.loganalytics.clean.CleaningRule;
import io.sluice.playground.cluster.PublishedRule;
import io.sluice.playground.cluster.RuleTopic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks rules and sends them to the topic that running jobs read. */
@Command(
    name = "publish",
    description = {
      "Check rules and send them to the topic that running jobs read.",
      "Cleaning rules are a set; device rules go one by one, and one that has not changed acts on."
    },
    mixinStandardHelpOptions = true)
public final class RulesPublishCommand implements Callable<Integer> {
  private static final String LOG_ANALYTICS = "log-analytics";
  private static final String DEVICE_ALERT = "device-alert";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The rules, YAML or JSON.")
  private Path file;

  @Option(
      names = "--job",
      paramLabel = "NAME",
      defaultValue = LOG_ANALYTICS,
      description =
          "Whose rules: log-analytics (cleaning rules) or device-alert (default ${DEFAULT-VALUE}).")
  private String job;

  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The Kafka brokers.")
  private String bootstrap;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "Where the job reads its rules (default: cleaning-rules, of device-alert alert-rules).")
  private Optional<String> topic = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A property of the client, such as kafka.client.security.protocol=SASL_SSL; of"
              + " device-alert also a limit that the job has, such as rules.max-window=7d.")
  private List<String> assignments = List.of();

  @Mixin private RuleStatusOptions status;

  @Override
  public Integer call() throws Exception {
    return switch (job) {
      case LOG_ANALYTICS -> publishCleaningRules();
      case DEVICE_ALERT -> publishDeviceRules();
      default ->
          throw new ParameterException(
              spec.commandLine(),
              "--job: " + job + " has no rules, choose log-analytics or device-alert");
    };
  }

  private int publishCleaningRules() throws Exception {
    RulesArgument argument = new RulesArgument(spec, file);
    RuleSet<CleaningRule> set = argument.read();
    // Keyed by the set's id, so that a compacted topic keeps the newest of each.
    try (RuleTopic target = target("cleaning-rules", List.of())) {
      RecordMetadata sent = target.publish(set.id(), argument.document());
      say(
          String.format(
              "Version %d of '%s', %d rules, published as %s-%d-%d. The job says in the table"
                  + " cleaning_rule_set whether it took them.",
              set.version(),
              set.id(),
              set.rules().size(),
              sent.topic(),
              sent.partition(),
              sent.offset()));
    }
    return 0;
  }

  private int publishDeviceRules() throws Exception {
    RulesArgument argument = new RulesArgument(spec, file);
    argument.requireReadable("FILE", file);
    DeviceRulesArgument rules =
        DeviceRulesArgument.read(
            spec, file, argument.document(), settings(DeviceRulesArgument.SETTINGS));
    try (RuleTopic target = target("alert-rules", DeviceRulesArgument.SETTINGS)) {
      List<PublishedRule> published = rules.publish(target);
      say(published.size() + " rules published to " + topic.orElse("alert-rules"));
      return status.await(published, line()) ? 0 : 1;
    }
  }

  private RuleTopic target(String usual, List<Setting<?>> others) throws Exception {
    return new RuleTopic(KafkaConfig.from(settings(others)), topic.orElse(usual));
  }

  private Settings settings(List<Setting<?>> others) {
    List<String> all = new ArrayList<>(List.of("kafka.bootstrap-servers=" + bootstrap));
    all.addAll(assignments);
    List<Setting<?>> known = new ArrayList<>(KafkaConfig.SETTINGS);
    known.addAll(others);
    return Settings.loader(known).assignments(all).load();
  }

  private Consumer<String> line() {
    return Lines.to(spec.commandLine().getOut());
  }

  private void say(String text) {
    line().accept(text);
  }
}
