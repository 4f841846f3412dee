package io.sluice.benchmarks.minute;

import io.sluice.common.serde.HandWrittenSerializer;
import io.sluice.common.serde.HandWrittenType;
import io.sluice.common.serde.Wire;
import io.sluice.loganalytics.traffic.DistinctClients;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The figures of one minute, country and status: a partial result before the shuffle, the row
 * behind it. Partial results merge in any order; each goes in once.
 */
public final class Cell {
  static final TypeInformation<Cell> TYPE = new HandWrittenType<>(Serializer.INSTANCE);

  /** See {@link CellKey}. */
  final long key;

  long requests;
  long bytes;
  long maxBytes;
  DistinctClients clients = new DistinctClients();

  Cell(long key) {
    this.key = key;
  }

  void add(long bodyBytes, long client) {
    requests++;
    if (bodyBytes > 0) {
      bytes += bodyBytes;
      maxBytes = Math.max(maxBytes, bodyBytes);
    }
    if (client != 0) {
      clients.add(client);
    }
  }

  void merge(Cell other) {
    requests += other.requests;
    bytes += other.bytes;
    maxBytes = Math.max(maxBytes, other.maxBytes);
    clients.merge(other.clients);
  }

  /** {@code minute country status requests bytes distinct max}; minutes since 1970. */
  String row() {
    return CellKey.text(key)
        + ' '
        + requests
        + ' '
        + bytes
        + ' '
        + clients.count()
        + ' '
        + maxBytes;
  }

  /** Writes a cell for network and state. */
  static final class Serializer extends HandWrittenSerializer<Cell> {
    static final Serializer INSTANCE = new Serializer();
    private static final long serialVersionUID = 1L;

    private Serializer() {
      super(Cell.class);
    }

    @Override
    public Cell createInstance() {
      return null;
    }

    @Override
    public Cell copy(Cell from) {
      Cell copy = new Cell(from.key);
      copy.merge(from);
      return copy;
    }

    @Override
    public void serialize(Cell cell, DataOutputView out) throws IOException {
      out.writeLong(cell.key);
      Wire.writeUnsigned(cell.requests, out);
      Wire.writeUnsigned(cell.bytes, out);
      Wire.writeUnsigned(cell.maxBytes, out);
      cell.clients.write(out);
    }

    @Override
    public Cell deserialize(DataInputView in) throws IOException {
      Cell cell = new Cell(in.readLong());
      cell.requests = Wire.readUnsigned(in);
      cell.bytes = Wire.readUnsigned(in);
      cell.maxBytes = Wire.readUnsigned(in);
      cell.clients = DistinctClients.read(in);
      return cell;
    }

    @Override
    public TypeSerializerSnapshot<Cell> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** What a checkpoint keeps of the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Cell> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
