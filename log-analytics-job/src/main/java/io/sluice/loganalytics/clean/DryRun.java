package io.sluice.loganalytics.clean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.rule.set.RuleSet;
import io.sluice.common.source.RawRecord;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.event.Privacy;
import io.sluice.loganalytics.event.RequestJson;
import io.sluice.loganalytics.parse.AccessLogDecoder;
import io.sluice.loganalytics.parse.ParseConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.util.Collector;

/**
 * What a set of rules would do: parses lines, applies rule after rule and keeps counts and the
 * first few examples of each. Writes nothing. For one thread.
 */
public final class DryRun implements Collector<ParsedLine> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_EXAMPLES = 3;

  private final AccessLogDecoder decoder;
  private final RequestJson json = new RequestJson(Privacy.KEEP_ALL);
  private final List<RuleTrial> rules = new ArrayList<>();
  private AccessRequest request;
  private long lines;
  private long requests;
  private long passed;
  private long dropped;
  private long rejected;

  public DryRun(RuleSet<CleaningRule> set, ParseConfig parse) {
    decoder = new AccessLogDecoder(parse);
    for (CleaningRule rule : set.rules()) {
      rules.add(new RuleTrial(set, rule));
    }
  }

  /** Takes the next line. */
  public void line(RawRecord raw) {
    lines++;
    request = null;
    decoder.decode(raw, this);
    if (request == null) {
      return;
    }
    requests++;
    switch (clean()) {
      case PASSED -> passed++;
      case DROPPED -> dropped++;
      case REJECTED -> rejected++;
    }
  }

  private RequestCleaner.Verdict clean() {
    for (RuleTrial rule : rules) {
      Map<String, String> before = rule.examples().size() < MOST_EXAMPLES ? fields() : Map.of();
      RequestCleaner.Verdict verdict = rule.apply(request);
      if (rule.hadEffect() && rule.examples().size() < MOST_EXAMPLES) {
        rule.keep(
            request.eventId(),
            verdict == RequestCleaner.Verdict.PASSED
                ? FieldChange.between(before, fields())
                : List.of(new FieldChange("url.original", before.get("url.original"), null)));
      }
      if (verdict != RequestCleaner.Verdict.PASSED) {
        return verdict;
      }
    }
    return RequestCleaner.Verdict.PASSED;
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    try {
      flatten("", JSON.readTree(json.toBytes(request)), fields);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return fields;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> fields) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              member ->
                  flatten(
                      path.isEmpty() ? member.getKey() : path + '.' + member.getKey(),
                      member.getValue(),
                      fields));
    } else {
      fields.put(path, node.asText());
    }
  }

  public List<RuleTrial> rules() {
    return rules;
  }

  public long lines() {
    return lines;
  }

  /** Lines that were understood. */
  public long requests() {
    return requests;
  }

  public long passed() {
    return passed;
  }

  public long dropped() {
    return dropped;
  }

  public long rejected() {
    return rejected;
  }

  @Override
  public void collect(ParsedLine line) {
    request = line.request;
  }

  @Override
  public void close() {}
}
