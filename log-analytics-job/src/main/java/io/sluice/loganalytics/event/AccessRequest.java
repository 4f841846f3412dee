package io.sluice.loganalytics.event;

import io.sluice.common.geo.Place;
import io.sluice.common.reject.EventId;
import io.sluice.common.source.RecordOrigin;
import io.sluice.common.time.EventTimed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One request of an access log, bytes all the way: fields are slices of {@link #buffer}, and a
 * String is made only when somebody asks. Mutable and reused by the parser ({@link #reset}); an
 * operator that keeps one copies it.
 *
 * <p>Identity is (topic, partition, offset), or those of {@link #origin} for a request that was put
 * back in: equal lines are distinct requests. Missing fields: a slice that {@link #has} denies,
 * {@link #MISSING} for numbers.
 */
@TypeInfo(AccessRequestTypeInfo.class)
public final class AccessRequest {
  public static final long MISSING = -1;
  public static final int WHOLE_ADDRESS = 128;
  static final int FIELDS = RequestField.values().length;

  /** The line, followed by the unescaped form of fields that held escapes. */
  public byte[] buffer = {};

  /** Slice bounds by RequestField ordinal; from = -1 where the field is missing. */
  public final int[] from = new int[FIELDS];

  public final int[] to = new int[FIELDS];

  public String topic = "";
  public int partition;
  public long offset;

  /** Where it lay first, if it was put back in from the dead letters; else null. */
  public RecordOrigin origin;

  /** How far its partition has come, see EventTimed#progress. */
  public long progress = EventTimed.NO_TIMESTAMP;

  /** When the broker took it in, epoch milliseconds; RawRecord.NO_ARRIVAL in a replay. */
  public long arrival;

  /** Event time, epoch milliseconds. */
  public long timestamp;

  /** Response status; 0 for the 000 of a connection that ended early, MISSING if not logged. */
  public int status = (int) MISSING;

  /** Bytes of the response body; MISSING for "-". */
  public long bodyBytes = MISSING;

  /** Time to serve in microseconds; MISSING if not logged. */
  public long durationMicros = MISSING;

  /**
   * The client's address as a number, IPv4 mapped into IPv6 (::ffff:a.b.c.d). Both 0 if the address
   * could not be read.
   */
  public long addressHigh;

  public long addressLow;

  /** Of the 128 bits of the address so many are written; fewer than all where a rule cut it. */
  public int shownAddressBits = WHOLE_ADDRESS;

  /**
   * Bytes of {@link #buffer} that are the record as it came: the line, or the envelope around it.
   */
  public int lineLength;

  /** What an envelope says beside the line, and fields of a rule's own making; null if none. */
  public Map<String, String> labels;

  public boolean late;
  public boolean future;

  /** Set by the enrichment, null before. */
  public Place place;

  /** Set by the enrichment, null before. */
  public Agent agent;

  /** Set by the lookup, null where there is none. */
  public Customer customer;

  public AccessRequest() {
    reset();
  }

  /** Forgets everything of the request before. */
  public void reset() {
    Arrays.fill(from, -1);
    Arrays.fill(to, -1);
    status = (int) MISSING;
    bodyBytes = MISSING;
    durationMicros = MISSING;
    addressHigh = 0;
    addressLow = 0;
    shownAddressBits = WHOLE_ADDRESS;
    lineLength = 0;
    labels = null;
    late = false;
    future = false;
    origin = null;
    progress = EventTimed.NO_TIMESTAMP;
    place = null;
    agent = null;
    customer = null;
  }

  public void set(RequestField field, int start, int end) {
    from[field.ordinal()] = start;
    to[field.ordinal()] = end;
  }

  /** Gives the field a value that the line does not hold: behind the line, in a longer copy. */
  public void set(RequestField field, byte[] text) {
    int start = buffer.length;
    buffer = Arrays.copyOf(buffer, start + text.length);
    System.arraycopy(text, 0, buffer, start, text.length);
    set(field, start, buffer.length);
  }

  public void remove(RequestField field) {
    set(field, -1, -1);
  }

  /** Gives the request a field of a rule's own making, or takes it away if the value is null. */
  public void label(String name, String value) {
    if (value == null) {
      if (labels != null) {
        labels.remove(name);
      }
      return;
    }
    if (labels == null) {
      labels = new LinkedHashMap<>();
    }
    labels.put(name, value);
  }

  public boolean has(RequestField field) {
    return from[field.ordinal()] >= 0;
  }

  public int length(RequestField field) {
    return to[field.ordinal()] - from[field.ordinal()];
  }

  /** The field as text (malformed UTF-8 replaced), or null where it is missing. */
  public String text(RequestField field) {
    int start = from[field.ordinal()];
    return start < 0
        ? null
        : new String(buffer, start, to[field.ordinal()] - start, StandardCharsets.UTF_8);
  }

  /** Where it lay first: what tells it from every other request. */
  public RecordOrigin identity() {
    return origin == null ? new RecordOrigin(topic, partition, offset, 0) : origin;
  }

  /**
   * {@code topic-partition-offset} of where it lay first: the same for the same request, however
   * often it is read or put back in.
   */
  public String eventId() {
    return origin == null
        ? EventId.of(topic, partition, offset)
        : EventId.of(origin.topic(), origin.partition(), origin.offset());
  }
}
