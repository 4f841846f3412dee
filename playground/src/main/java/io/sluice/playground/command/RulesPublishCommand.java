package io.sluice.playground.command;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.Settings;
import io.sluice.common.rule.set.RuleSet;
import io.sluice.common.sink.kafka.BrokerLimits;
import io.sluice.loganalytics.clean.CleaningRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a set of cleaning rules and sends it to the topic that running jobs read. */
@Command(
    name = "publish",
    description = "Check the rules and send them to the topic that running jobs read.",
    mixinStandardHelpOptions = true)
public final class RulesPublishCommand implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 30;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The rules, YAML or JSON.")
  private Path file;

  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The Kafka brokers.")
  private String bootstrap;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "cleaning-rules",
      description = "Where the job reads its rules (default ${DEFAULT-VALUE}).")
  private String topic;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A property of the client, such as kafka.client.security.protocol=SASL_SSL.")
  private List<String> assignments = List.of();

  @Override
  public Integer call() throws Exception {
    RulesArgument argument = new RulesArgument(spec, file);
    RuleSet<CleaningRule> set = argument.read();
    RecordMetadata sent = send(kafka(), set.id(), argument.document());
    Lines.to(spec.commandLine().getOut())
        .accept(
            String.format(
                "Version %d of '%s', %d rules, published as %s-%d-%d. The job says in the table"
                    + " cleaning_rule_set whether it took them.",
                set.version(),
                set.id(),
                set.rules().size(),
                sent.topic(),
                sent.partition(),
                sent.offset()));
    return 0;
  }

  private KafkaConfig kafka() {
    List<String> all = new ArrayList<>(List.of("kafka.bootstrap-servers=" + bootstrap));
    all.addAll(assignments);
    return KafkaConfig.from(Settings.loader(KafkaConfig.SETTINGS).assignments(all).load());
  }

  /** Keyed by the set's id, so that a compacted topic keeps the newest of each. */
  private RecordMetadata send(KafkaConfig kafka, String id, String document) throws Exception {
    try (BrokerLimits broker = BrokerLimits.ask(kafka)) {
      broker.requireTopic(topic);
    }
    Properties properties = kafka.clientProperties();
    properties.putIfAbsent("acks", "all");
    StringSerializer texts = new StringSerializer();
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties, texts, texts)) {
      return producer
          .send(new ProducerRecord<>(topic, id, document))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
