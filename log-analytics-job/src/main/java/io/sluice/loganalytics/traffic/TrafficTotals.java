package io.sluice.loganalytics.traffic;

import io.sluice.common.serde.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The figures of some requests: additive counts and mergeable sketches. Merging is commutative and
 * associative, so partial totals may meet in any order; it is not idempotent, so each request and
 * each partial total goes in once.
 */
public final class TrafficTotals {
  /** The first release wrote 1, with sketches of another form; those tell themselves apart. */
  private static final int FORMAT = 2;

  public long requests;
  public long bytes;
  public long errors4xx;
  public long errors5xx;
  public long bots;
  public final DistinctClients clients;
  public final LatencyQuantiles latency;

  public TrafficTotals() {
    this(new DistinctClients(), new LatencyQuantiles());
  }

  private TrafficTotals(DistinctClients clients, LatencyQuantiles latency) {
    this.clients = clients;
    this.latency = latency;
  }

  /** Counts one request, but not its client. */
  void add(RequestFigures request) {
    requests++;
    bytes += request.bytes;
    errors4xx += request.errors4xx;
    errors5xx += request.errors5xx;
    bots += request.bots;
    if (request.latency >= 0) {
      latency.add(request.latency);
    }
  }

  public void merge(TrafficTotals other) {
    requests += other.requests;
    bytes += other.bytes;
    errors4xx += other.errors4xx;
    errors5xx += other.errors5xx;
    bots += other.bots;
    clients.merge(other.clients);
    latency.merge(other.latency);
  }

  public TrafficTotals copy() {
    TrafficTotals copy = new TrafficTotals(clients.copy(), latency.copy());
    copy.requests = requests;
    copy.bytes = bytes;
    copy.errors4xx = errors4xx;
    copy.errors5xx = errors5xx;
    copy.bots = bots;
    return copy;
  }

  public void write(DataOutputView out) throws IOException {
    out.writeByte(FORMAT);
    Wire.writeUnsigned(requests, out);
    Wire.writeUnsigned(bytes, out);
    Wire.writeUnsigned(errors4xx, out);
    Wire.writeUnsigned(errors5xx, out);
    Wire.writeUnsigned(bots, out);
    clients.write(out);
    latency.write(out);
  }

  public static TrafficTotals read(DataInputView in) throws IOException {
    int format = in.readByte();
    if (format < 1 || format > FORMAT) {
      throw new IOException(
          "Traffic totals of format " + format + "; this release reads 1 to " + FORMAT);
    }
    long requests = Wire.readUnsigned(in);
    long bytes = Wire.readUnsigned(in);
    long errors4xx = Wire.readUnsigned(in);
    long errors5xx = Wire.readUnsigned(in);
    long bots = Wire.readUnsigned(in);
    TrafficTotals totals = new TrafficTotals(DistinctClients.read(in), LatencyQuantiles.read(in));
    totals.requests = requests;
    totals.bytes = bytes;
    totals.errors4xx = errors4xx;
    totals.errors5xx = errors5xx;
    totals.bots = bots;
    return totals;
  }
}
