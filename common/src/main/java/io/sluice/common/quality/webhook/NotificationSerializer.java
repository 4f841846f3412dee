package io.sluice.common.quality.webhook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes what is owed into checkpoints. */
final class NotificationSerializer implements SimpleVersionedSerializer<Notification> {
  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(Notification notification) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(notification.key());
    byte[] body = notification.body().getBytes(StandardCharsets.UTF_8);
    out.writeInt(body.length);
    out.write(body);
    return bytes.toByteArray();
  }

  @Override
  public Notification deserialize(int version, byte[] serialized) throws IOException {
    if (version != 1) {
      throw new IOException("A notification of version " + version + ", of a newer job");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    String key = in.readUTF();
    byte[] body = new byte[in.readInt()];
    in.readFully(body);
    return new Notification(key, new String(body, StandardCharsets.UTF_8));
  }
}
