package io.sluice.common.quality.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.common.quality.Violation;
import io.sluice.common.quality.ViolationEncoder;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.SinkPort;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A webhook as the output of violations: posted in order, at least once, by a thread of its own, so
 * that a server that is down or slow never holds up the job or its checkpoints. What is owed lies
 * in the checkpoints and is posted after a restart, maybe again, under the same Idempotency-Key
 * ({@link Violation#idempotencyKey}). At the end of input it is given ten seconds.
 */
public final class WebhookSink
    implements SinkPort<Violation>, Sink<Violation>, SupportsWriterState<Violation, Notification> {
  private static final long serialVersionUID = 1L;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_CHANCE = Duration.ofSeconds(10);

  private final WebhookConfig config;
  private final Duration firstPause;

  private WebhookSink(WebhookConfig config, Duration firstPause) {
    this.config = config;
    this.firstPause = firstPause;
  }

  public static WebhookSink to(WebhookConfig config) {
    return new WebhookSink(config, FIRST_PAUSE);
  }

  /** How long to wait after the first failure. */
  WebhookSink tryingAgainAfter(Duration pause) {
    return new WebhookSink(config, pause);
  }

  @Override
  public void attach(DataStream<Violation> violations, OperatorId id) {
    violations.sinkTo(this).setParallelism(1).uid(id.uid()).name(id.name());
  }

  @Override
  public Writer createWriter(WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public Writer restoreWriter(WriterInitContext context, Collection<Notification> owed) {
    return new Writer(owed, config, firstPause, context.metricGroup());
  }

  @Override
  public SimpleVersionedSerializer<Notification> getWriterStateSerializer() {
    return new NotificationSerializer();
  }

  /** Puts violations into the outbox; never waits. */
  static final class Writer implements StatefulSinkWriter<Violation, Notification> {
    private final ViolationEncoder encoder = new ViolationEncoder();
    private final Outbox outbox;

    Writer(
        Collection<Notification> owed,
        WebhookConfig config,
        Duration firstPause,
        MetricGroup operator) {
      MetricGroup metrics = operator.addGroup("sluice");
      outbox = new Outbox(owed, new HttpDelivery(config), new Counts(metrics), firstPause);
      metrics.gauge("webhook-owed", outbox::size);
    }

    @Override
    public void write(Violation violation, Context context) {
      String body = new String(encoder.value(violation), UTF_8);
      outbox.add(new Notification(violation.idempotencyKey(), body));
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
      if (endOfInput) {
        outbox.await(LAST_CHANCE);
      }
    }

    @Override
    public List<Notification> snapshotState(long checkpointId) {
      return outbox.owed();
    }

    @Override
    public void close() {
      outbox.close();
    }
  }

  /** Under the outbox's lock or by its thread, so that no increment is lost. */
  private static final class Counts implements Outbox.Listener {
    private final Counter delivered;
    private final Counter retries;
    private final Counter givenUp;

    Counts(MetricGroup metrics) {
      delivered = metrics.counter("webhook-delivered");
      retries = metrics.counter("webhook-retries");
      givenUp = metrics.counter("webhook-given-up");
    }

    @Override
    public void delivered() {
      delivered.inc();
    }

    @Override
    public void failed() {
      retries.inc();
    }

    @Override
    public void givenUp() {
      givenUp.inc();
    }
  }
}
