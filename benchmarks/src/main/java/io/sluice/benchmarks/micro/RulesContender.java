package io.sluice.benchmarks.micro;

import io.sluice.benchmarks.contest.Task;
import io.sluice.common.rule.set.RuleSet;
import io.sluice.loganalytics.clean.CleanConfig;
import io.sluice.loganalytics.clean.CleaningRule;
import io.sluice.loganalytics.clean.HitCounter;
import io.sluice.loganalytics.clean.RequestCleaner;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.AccessRequestSerializer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Ten cleaning rules over parsed requests, which are put back as they were each time. */
abstract class RulesContender extends RecordContender<AccessRequest> {
  private static final String RULES = "ten-rules.yaml";

  private final Parser parser = new Parser();
  private final AccessRequest before = new AccessRequest();
  private RequestCleaner cleaner;
  private HitCounter hits;

  abstract CleaningRule rule(CleaningRule rule);

  @Override
  final void open(Task task) throws Exception {
    try (InputStream in = RulesContender.class.getResourceAsStream(RULES)) {
      String document = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      RuleSet<CleaningRule> set = CleanConfig.reader().read(document);
      List<CleaningRule> rules = set.rules().stream().map(this::rule).toList();
      cleaner = new RequestCleaner(new RuleSet<>(set.id(), set.version(), rules));
      hits = new HitCounter(0, set.version(), cleaner.ruleIds());
    }
  }

  @Override
  final AccessRequest prepare(byte[] line) {
    return AccessRequestSerializer.INSTANCE.copy(parser.parse(line));
  }

  @Override
  final long work(AccessRequest request) {
    byte[] buffer = request.buffer;
    System.arraycopy(request.from, 0, before.from, 0, before.from.length);
    System.arraycopy(request.to, 0, before.to, 0, before.to.length);
    long verdict = cleaner.clean(request, hits).ordinal();
    long sum =
        verdict + request.buffer.length + (request.labels == null ? 0 : request.labels.size());
    request.buffer = buffer;
    System.arraycopy(before.from, 0, request.from, 0, before.from.length);
    System.arraycopy(before.to, 0, request.to, 0, before.to.length);
    request.labels = null;
    return sum;
  }
}
