package io.sluice.loganalytics.clean;

import io.sluice.common.rule.set.RuleSet;
import io.sluice.loganalytics.event.AccessRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One rule of a {@link DryRun}: its hits, examples of what it did, and its errors. */
public final class RuleTrial {
  private static final int MOST_ERRORS = 3;

  private final CleaningRule rule;
  private final RequestCleaner cleaner;
  private final RuleHits hits;
  private final Map<String, List<FieldChange>> examples = new LinkedHashMap<>();
  private final List<String> errors = new ArrayList<>();
  private boolean hadEffect;

  RuleTrial(RuleSet<CleaningRule> set, CleaningRule rule) {
    this.rule = rule;
    this.cleaner = new RequestCleaner(new RuleSet<>(set.id(), set.version(), List.of(rule)));
    this.hits = new RuleHits(0, rule.id(), set.version());
  }

  RequestCleaner.Verdict apply(AccessRequest request) {
    HitCounter counter = new HitCounter(0, hits.setVersion, cleaner.ruleIds());
    RequestCleaner.Verdict verdict = cleaner.clean(request, counter);
    hadEffect = false;
    counter.drain(
        hit -> {
          hits.merge(hit);
          hadEffect = hit.changed + hit.dropped > 0;
          if (hit.errors > 0 && errors.size() < MOST_ERRORS) {
            errors.add(request.eventId() + ": " + cleaner.lastError());
          }
        });
    return verdict;
  }

  boolean hadEffect() {
    return hadEffect;
  }

  void keep(String eventId, List<FieldChange> changes) {
    examples.put(eventId, changes);
  }

  public String id() {
    return rule.id();
  }

  public boolean enabled() {
    return rule.enabled();
  }

  /** Whether its condition runs in CEL's own runtime, which is some ten times slower. */
  public boolean slow() {
    return rule.when() != null && !rule.when().fast();
  }

  public RuleHits hits() {
    return hits;
  }

  /** By the event ids of the requests; of one that was left out only what it asked for. */
  public Map<String, List<FieldChange>> examples() {
    return examples;
  }

  /** The first few. */
  public List<String> errors() {
    return errors;
  }
}
