package io.sluice.common.source.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes the one split of a file source. */
final class FilesSplitSerializer implements SimpleVersionedSerializer<FilesSplit> {
  private static final int VERSION = 2;
  private static final int WITHOUT_MEMORY = 1;
  private static final byte[] NOTHING = {};

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(FilesSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    out.writeInt(split.files().size());
    for (ReplayFile file : split.files()) {
      out.writeUTF(file.path());
      out.writeUTF(file.name());
      out.writeLong(file.firstEvent());
    }
    out.writeInt(split.current());
    out.writeLong(split.position());
    byte[] memory = split.memory() == null ? NOTHING : split.memory();
    out.writeInt(memory.length);
    out.write(memory);
    return out.getCopyOfBuffer();
  }

  @Override
  public FilesSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION && version != WITHOUT_MEMORY) {
      throw new IOException("A files split of version " + version + "; this release reads 1 and 2");
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    List<ReplayFile> files = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      files.add(new ReplayFile(in.readUTF(), in.readUTF(), in.readLong()));
    }
    return new FilesSplit(
        files, in.readInt(), in.readLong(), version == WITHOUT_MEMORY ? null : memory(in));
  }

  private static byte[] memory(DataInputDeserializer in) throws IOException {
    byte[] memory = new byte[in.readInt()];
    in.readFully(memory);
    return memory.length == 0 ? null : memory;
  }
}
