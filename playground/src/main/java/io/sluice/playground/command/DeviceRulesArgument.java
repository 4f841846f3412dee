package io.sluice.playground.command;

import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.rule.set.RuleSetException;
import io.sluice.devicealert.DeviceAlertConfig;
import io.sluice.devicealert.rule.RuleDocuments;
import io.sluice.devicealert.rule.RuleLimits;
import io.sluice.playground.cluster.PublishedRule;
import io.sluice.playground.cluster.RuleTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;

/** A file of device rules that was named on the command line, each rule checked by itself. */
final class DeviceRulesArgument {
  /** The limits of the job, as far as they can be told without it. */
  static final List<Setting<?>> SETTINGS =
      List.of(
          DeviceAlertConfig.MAX_WINDOW,
          DeviceAlertConfig.MAX_LOG_EVENTS,
          DeviceAlertConfig.CATALOGUE);

  private final List<RuleDocuments.Entry> rules;

  private DeviceRulesArgument(List<RuleDocuments.Entry> rules) {
    this.rules = rules;
  }

  /** Every mistake is told, a line each; with one, nothing is published. */
  static DeviceRulesArgument read(CommandSpec spec, Path file, String document, Settings settings) {
    RuleLimits limits =
        new RuleLimits(
            settings.get(DeviceAlertConfig.MAX_WINDOW).toMillis(),
            settings.get(DeviceAlertConfig.MAX_LOG_EVENTS) / 2,
            Set.copyOf(settings.get(DeviceAlertConfig.CATALOGUE)));
    List<RuleDocuments.Entry> rules = entries(spec, file, document, limits);
    List<String> problems =
        rules.stream()
            .filter(rule -> rule.problem() != null)
            .map(rule -> file + ": rule " + rule.id() + ": " + rule.problem().replace('\n', ' '))
            .toList();
    if (!problems.isEmpty()) {
      problems.stream()
          .limit(problems.size() - 1L)
          .forEach(problem -> spec.commandLine().getErr().println(problem));
      throw new ExecutionException(spec.commandLine(), problems.get(problems.size() - 1));
    }
    return new DeviceRulesArgument(rules);
  }

  private static List<RuleDocuments.Entry> entries(
      CommandSpec spec, Path file, String document, RuleLimits limits) {
    try {
      return new RuleDocuments(limits).read(document);
    } catch (RuleSetException wrong) {
      throw new ExecutionException(spec.commandLine(), file + ": " + wrong.getMessage(), wrong);
    }
  }

  List<PublishedRule> publish(RuleTopic topic) throws Exception {
    return topic.publish(rules);
  }
}
