package io.sluice.loganalytics.clean;

import io.sluice.common.reject.Rejected;
import io.sluice.common.rule.set.RuleSetFollower;
import io.sluice.common.runtime.StageMetrics;
import io.sluice.common.source.RecordOrigin;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.quality.StageCounts;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Applies the cleaning rules that act to each request: changes it in place and passes it on, or
 * leaves it out. Counts by stage and by rule go out beside, before each watermark and barrier, each
 * second and at the end; without rules a request costs one comparison and a count.
 *
 * <p>State: the document of the rules, replaced by the next one; see {@link RuleSetFollower}.
 */
public final class CleanRequests extends AbstractStreamOperator<AccessRequest>
    implements OneInputStreamOperator<AccessRequest, AccessRequest>, BoundedOneInput {
  public static final String STAGE = "clean";

  /** Requests over which a rule had no answer, where it wants them rejected. */
  public static final OutputTag<Rejected> REJECTED =
      new OutputTag<>("rejected-requests", TypeInformation.of(Rejected.class));

  public static final OutputTag<StageCounts> COUNTS =
      new OutputTag<>("clean-counts", TypeInformation.of(StageCounts.class));

  public static final OutputTag<RuleHits> HITS =
      new OutputTag<>("rule-hits", TypeInformation.of(RuleHits.class));

  private static final long serialVersionUID = 1L;
  private static final String REASON = "cleaning-rule-error";
  private static final long INTERVAL = 1000;

  private final CleanConfig config;

  private transient RuleSetFollower<CleaningRule> followed;
  private transient RequestCleaner cleaner;
  private transient CleanedMinutes minutes;
  private transient StageMetrics metrics;

  public CleanRequests(CleanConfig config) {
    this.config = config;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    followed =
        new RuleSetFollower<>(
            config.setId(),
            CleanConfig.reader(),
            config.initial(),
            context.getOperatorStateStore(),
            getRuntimeContext());
    takeUp();
  }

  @Override
  public void open() throws Exception {
    super.open();
    metrics = new StageMetrics(getMetricGroup(), STAGE);
    scheduleFlush();
  }

  private void takeUp() {
    cleaner = followed.rules() == null ? null : new RequestCleaner(followed.rules());
    minutes = new CleanedMinutes(cleaner);
  }

  @Override
  public void processElement(StreamRecord<AccessRequest> element) {
    if (followed.moved()) {
      flush();
      takeUp();
    }
    AccessRequest request = element.getValue();
    CleanedMinutes.Minute minute = minutes.of(request);
    metrics.in();
    minute.counts.in++;
    RequestCleaner.Verdict verdict =
        cleaner == null ? RequestCleaner.Verdict.PASSED : cleaner.clean(request, minute.hits);
    switch (verdict) {
      case PASSED -> {
        metrics.out();
        minute.counts.out++;
        output.collect(element);
      }
      case DROPPED -> minute.counts.drop(cleaner.lastRule());
      case REJECTED -> {
        metrics.rejected(REASON);
        minute.counts.reject(REASON);
        output.collect(REJECTED, new StreamRecord<>(reject(request)));
      }
    }
  }

  private Rejected reject(AccessRequest request) {
    RecordOrigin first = request.identity();
    return new Rejected(
        STAGE,
        REASON,
        "rule '" + cleaner.lastRule() + "': " + cleaner.lastError(),
        first.topic(),
        first.partition(),
        first.offset(),
        request.arrival,
        null,
        Arrays.copyOf(request.buffer, request.lineLength),
        first.redrives());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    flush();
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    followed.snapshot();
  }

  private void scheduleFlush() {
    long next = getProcessingTimeService().getCurrentProcessingTime() + INTERVAL;
    getProcessingTimeService()
        .registerTimer(
            next,
            at -> {
              flush();
              scheduleFlush();
            });
  }

  private void flush() {
    minutes.drain(
        counts -> output.collect(COUNTS, new StreamRecord<>(counts)),
        hits -> output.collect(HITS, new StreamRecord<>(hits)));
  }

  @Override
  public void close() throws Exception {
    if (followed != null) {
      followed.close();
    }
    super.close();
  }
}
