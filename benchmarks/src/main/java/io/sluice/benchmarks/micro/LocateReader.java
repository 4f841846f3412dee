package io.sluice.benchmarks.micro;

import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import io.sluice.benchmarks.contest.Task;
import io.sluice.common.geo.CityRecord;
import io.sluice.loganalytics.event.AccessRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** MaxMind's own reader into the fields needed, without a cache. */
public final class LocateReader extends RequestContender {
  private Reader reader;

  @Override
  void open(Task task) {
    super.open(task);
    try {
      reader = new Reader(task.path("geo").toFile(), FileMode.MEMORY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  long work(AccessRequest request) throws IOException {
    boolean ipv4 = request.addressHigh == 0 && request.addressLow >>> 32 == 0xFFFF;
    byte[] bytes =
        ipv4
            ? ByteBuffer.allocate(4).putInt((int) request.addressLow).array()
            : ByteBuffer.allocate(16)
                .putLong(request.addressHigh)
                .putLong(request.addressLow)
                .array();
    CityRecord found = reader.get(InetAddress.getByAddress(bytes), CityRecord.class);
    return found == null || found.country() == null ? 0 : found.country().isoCode().hashCode();
  }
}
