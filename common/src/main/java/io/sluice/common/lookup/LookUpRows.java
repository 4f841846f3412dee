package io.sluice.common.lookup;

import java.util.List;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamElement;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Completes each record with the row of its key: one in, one out.
 *
 * <p>A record whose key is remembered passes straight through, on this thread and without a copy.
 * One whose key is not waits, as a copy, for at most the table's timeout, and then goes on with the
 * last known row or none. Records that need not wait overtake it; watermarks do not, so nothing
 * becomes late by waiting.
 *
 * <p>Without state: nobody waits over a barrier, which is held back for at most the timeout, nor at
 * the end of input. When {@value #MOST_WAITING} wait, the input waits too.
 *
 * @param <T> records, changed in place by the enrichment
 * @param <R> rows
 */
public final class LookUpRows<T, R> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final int MOST_WAITING = 10_000;

  private final String stage;
  private final LookupTable<R> table;
  private final Enrichment<T, R> enrichment;

  private transient MailboxExecutor mailbox;
  private transient LookupTable.Dimensions<R> share;
  private transient Dimension<R> rows;
  private transient WaitingRoom<StreamRecord<T>, StreamElement> waiting;
  private transient TypeSerializer<T> serializer;
  private transient LookupMetrics metrics;
  private transient boolean timerSet;

  /**
   * @param stage what metrics call it, a step of the job's flow in kebab-case
   */
  public LookUpRows(String stage, LookupTable<R> table, Enrichment<T, R> enrichment) {
    this.stage = stage;
    this.table = table;
    this.enrichment = enrichment;
  }

  @Override
  public void setMailboxExecutor(MailboxExecutor executor) {
    super.setMailboxExecutor(executor);
    mailbox = executor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    share = table.acquire();
    rows = share.dimension();
    waiting = new WaitingRoom<>();
    serializer = getOperatorConfig().getTypeSerializerIn(0, getUserCodeClassloader());
    metrics = new LookupMetrics(getMetricGroup(), stage, rows, waiting);
  }

  @Override
  public void processElement(StreamRecord<T> element) throws Exception {
    metrics.in();
    String key = enrichment.key(element.getValue());
    Answer<R> answer = key == null ? Answer.keyless() : rows.now(key);
    if (answer == null) {
      await(key, element);
    } else {
      emit(element, answer, true);
    }
  }

  private void await(String key, StreamRecord<T> element) throws Exception {
    while (waiting.size() >= MOST_WAITING) {
      mailbox.yield();
    }
    long deadline =
        getProcessingTimeService().getCurrentProcessingTime() + table.patience().toMillis();
    StreamRecord<T> copy = element.copy(serializer.copy(element.getValue()));
    if (waiting.add(key, copy, deadline)) {
      rows.ask(key, answer -> mailbox.execute(() -> answered(key, answer), "answer to a lookup"));
      setTimer();
    }
  }

  private void answered(String key, Answer<R> answer) {
    for (StreamRecord<T> record : waiting.leave(key)) {
      emit(record, answer, false);
    }
    forwardMarks();
  }

  private void emit(StreamRecord<T> record, Answer<R> answer, boolean atOnce) {
    enrichment.apply(record.getValue(), answer);
    metrics.out(answer.kind(), atOnce);
    output.collect(record);
  }

  private void setTimer() {
    if (!timerSet && !waiting.isEmpty()) {
      timerSet = true;
      getProcessingTimeService().registerTimer(waiting.nextDeadline(), this::giveUp);
    }
  }

  private void giveUp(long now) {
    timerSet = false;
    for (String key = waiting.overdue(now); key != null; key = waiting.overdue(now)) {
      metrics.timedOut();
      rows.overdue();
      answered(key, rows.lastKnown(key));
    }
    setTimer();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (waiting.isEmpty()) {
      super.processWatermark(mark);
    } else {
      waiting.addMark(mark);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (waiting.isEmpty()) {
      super.processWatermarkStatus(status);
    } else {
      waiting.addMark(status);
    }
  }

  private void forwardMarks() {
    List<StreamElement> marks = waiting.freedMarks();
    try {
      for (StreamElement mark : marks) {
        if (mark instanceof Watermark watermark) {
          super.processWatermark(watermark);
        } else {
          super.processWatermarkStatus((WatermarkStatus) mark);
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException("Cannot hand on a watermark", e);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    awaitAll();
  }

  @Override
  public void endInput() throws Exception {
    awaitAll();
  }

  private void awaitAll() throws Exception {
    while (!waiting.isEmpty()) {
      mailbox.yield();
    }
  }

  @Override
  public void close() throws Exception {
    if (share != null) {
      share.share().close();
    }
    super.close();
  }
}
