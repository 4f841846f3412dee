package io.sluice.loganalytics.parse;

import io.sluice.common.dictionary.Source;
import io.sluice.common.reject.Rejected;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/**
 * Makes one {@link ParsedLine} of every record: the request, or a reject with its reason and the
 * original bytes of the whole record. One record is one line, bare or in an envelope; line ends at
 * its end are not part of it. Nothing comes out for the directives of W3C logs alone, which are
 * counted.
 *
 * <p>Never throws on what a record holds. Hands out the same ParsedLine and AccessRequest again and
 * again; the request's buffer is the record's own array, unless the line lay in an envelope, or
 * escapes or an upper-case host were rewritten: then a copy of it with those behind.
 */
public final class AccessLogDecoder implements RecordDecoder<ParsedLine> {
  /** What rejects call this step. */
  public static final String STAGE = "parse";

  private static final long serialVersionUID = 1L;

  private final ParseConfig config;
  private final Source source;
  private transient W3cHeaders headers;
  private transient LineParser parser;
  private transient AccessRequest request;
  private transient ParsedLine parsed;
  private transient ParseMetrics metrics;

  public AccessLogDecoder(ParseConfig config) {
    this(config, null);
  }

  /**
   * @param source what the data dictionary says of the lines; null for nothing
   */
  public AccessLogDecoder(ParseConfig config, Source source) {
    this.config = config;
    this.source = source;
  }

  @Override
  public void open(MetricGroup group) {
    prepare();
    metrics = new ParseMetrics(group);
  }

  private void prepare() {
    headers = config.newHeaders();
    parser = config.newParser(headers, source);
    request = new AccessRequest();
    parsed = new ParsedLine();
  }

  @Override
  public void decode(RawRecord raw, Collector<ParsedLine> out) {
    if (parser == null) {
      prepare();
    }
    Outcome outcome = parse(raw);
    if (outcome == Outcome.DIRECTIVE) {
      countDirective();
      return;
    }
    boolean understood = outcome == Outcome.REQUEST;
    if (understood) {
      countRequest();
    }
    parsed.request = understood ? request : null;
    parsed.rejected = understood ? null : reject(raw, outcome);
    parsed.pendingFrom = raw.pendingFrom();
    out.collect(parsed);
  }

  private Outcome parse(RawRecord raw) {
    byte[] line = raw.value();
    if (line.length > config.maxLineBytes()) {
      return Outcome.LINE_TOO_LONG;
    }
    request.reset();
    request.buffer = line;
    request.lineLength = line.length;
    request.topic = raw.topic();
    request.partition = raw.partition();
    request.offset = raw.offset();
    request.arrival = raw.arrival();
    request.origin = raw.origin();
    return parser.parse(request);
  }

  private void countRequest() {
    if (metrics != null) {
      metrics.request(parser.recognised(), parser.opened());
    }
  }

  private void countDirective() {
    if (metrics != null) {
      metrics.directive();
    }
  }

  private Rejected reject(RawRecord raw, Outcome outcome) {
    return Rejected.of(raw, STAGE, outcome.reason(), outcome.message(parser.name()), null);
  }

  @Override
  public byte[] memory(String topic, int partition) {
    return headers == null ? null : headers.memory(topic, partition);
  }

  @Override
  public void recall(String topic, int partition, byte[] memory) {
    headers.recall(topic, partition, memory);
  }

  @Override
  public TypeInformation<ParsedLine> producedType() {
    return TypeInformation.of(ParsedLine.class);
  }
}
