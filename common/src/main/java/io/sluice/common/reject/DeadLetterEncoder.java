package io.sluice.common.reject;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.common.sink.RecordEncoder;
import io.sluice.common.source.RawRecord;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;

/**
 * A reject as a dead letter: the value is the original bytes unchanged, the headers are those of
 * Kafka Connect (so that its tools read them) plus our own. The same reject always gives the same
 * letter, whichever subtask writes it, so {@value #EVENT_ID} tells doubles apart.
 *
 * <ul>
 *   <li>{@code task.id} is the partition of the original: the subtask that read it is an accident
 *       of the run.
 *   <li>The letter's timestamp is the time of sending, or letters about old records would fall to
 *       the topic's retention at once; the arrival of the original is in {@value #ARRIVAL}.
 *   <li>A record that was put back in and failed again tells how often, in {@code
 *       sluice.redrive-count}; topic, partition and offset are those of its first time.
 *   <li>There is no key: a key has no part in a {@link Rejected}.
 * </ul>
 *
 * <p>A payload larger than the topic takes is cut; the sink's header {@code sluice.truncated-from}
 * tells its full length, and the original still lies at the topic, partition and offset that the
 * headers name. Give the dead letters a {@code max.message.bytes} some kilobytes above that of the
 * inputs and this never happens.
 */
public final class DeadLetterEncoder implements RecordEncoder<Rejected> {
  public static final String CONNECT = "__connect.errors.";
  public static final String REASON = "sluice.reason";
  public static final String EVENT_ID = "sluice.event-id";
  public static final String ARRIVAL = "sluice.arrival";

  /** A message may quote the input; it must not make the letter too large by itself. */
  private static final int MAX_TEXT_CHARS = 300;

  private static final long serialVersionUID = 1L;

  private final String job;
  private final String executingClass;

  /**
   * @param job the connector's name in the headers
   * @param executing the class that refuses records
   */
  public DeadLetterEncoder(String job, Class<?> executing) {
    this.job = job;
    this.executingClass = executing.getName();
  }

  @Override
  public byte[] value(Rejected rejected) {
    return rejected.payload();
  }

  @Override
  public byte[] shortened(Rejected rejected, int maxBytes) {
    return Arrays.copyOf(rejected.payload(), Math.min(rejected.payload().length, maxBytes));
  }

  @Override
  public void headers(Rejected rejected, Headers headers) {
    add(headers, CONNECT + "topic", rejected.topic());
    add(headers, CONNECT + "partition", String.valueOf(rejected.partition()));
    add(headers, CONNECT + "offset", String.valueOf(rejected.offset()));
    add(headers, CONNECT + "connector.name", job);
    add(headers, CONNECT + "task.id", String.valueOf(rejected.partition()));
    add(headers, CONNECT + "stage", rejected.stage());
    add(headers, CONNECT + "class.name", executingClass);
    add(headers, CONNECT + "exception.class.name", rejected.exceptionClass());
    add(headers, CONNECT + "exception.message", rejected.message());
    add(headers, REASON, rejected.reason());
    add(headers, EVENT_ID, EventId.of(rejected.topic(), rejected.partition(), rejected.offset()));
    if (rejected.redrives() > 0) {
      add(headers, RedriveHeaders.COUNT, String.valueOf(rejected.redrives()));
    }
    if (rejected.arrival() != RawRecord.NO_ARRIVAL) {
      add(headers, ARRIVAL, String.valueOf(rejected.arrival()));
    }
  }

  /** Kafka Connect leaves a header out where it knows nothing. */
  private static void add(Headers headers, String name, String text) {
    if (text != null) {
      String shown = text.length() > MAX_TEXT_CHARS ? text.substring(0, MAX_TEXT_CHARS) : text;
      headers.add(name, shown.getBytes(UTF_8));
    }
  }
}
