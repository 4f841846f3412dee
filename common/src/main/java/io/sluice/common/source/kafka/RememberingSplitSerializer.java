package io.sluice.common.source.kafka;

import java.io.IOException;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Writes the memory of a split behind the connector's own form of it. Savepoints that hold only the
 * latter are read too: their versions are the connector's, far below ours.
 */
final class RememberingSplitSerializer implements SimpleVersionedSerializer<KafkaPartitionSplit> {
  private static final int VERSION = 1_001;
  private static final int NOTHING = -1;

  private final SimpleVersionedSerializer<KafkaPartitionSplit> connector;

  RememberingSplitSerializer(SimpleVersionedSerializer<KafkaPartitionSplit> connector) {
    this.connector = connector;
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(KafkaPartitionSplit split) throws IOException {
    byte[] plain = connector.serialize(split);
    DataOutputSerializer out = new DataOutputSerializer(plain.length + 64);
    out.writeInt(connector.getVersion());
    out.writeInt(plain.length);
    out.write(plain);
    if (split instanceof RememberingSplit remembering) {
      out.writeInt(remembering.memory().length);
      out.write(remembering.memory());
    } else {
      out.writeInt(NOTHING);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public KafkaPartitionSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      return connector.deserialize(version, bytes);
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    int plainVersion = in.readInt();
    KafkaPartitionSplit split = connector.deserialize(plainVersion, read(in, in.readInt()));
    int length = in.readInt();
    return length == NOTHING ? split : new RememberingSplit(split, read(in, length));
  }

  private static byte[] read(DataInputDeserializer in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
