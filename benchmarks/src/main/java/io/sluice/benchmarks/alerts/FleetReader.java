package io.sluice.benchmarks.alerts;

import io.sluice.common.source.RawRecord;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.EventType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * The events of one partition, as the job's decoder would give them. Behind the end of the file it
 * goes on from its beginning, as long after it as the file lasts: other events of the same devices.
 */
final class FleetReader {
  /** Between the last event of the file and the first one again. */
  private static final long GAP = 3_600_000;

  private static final int RADIX = 36;
  private static final String[] CODES = codes();

  private final ByteBuffer records;
  private final long inFile;
  private final long end;
  private final long span;
  private final int partition;
  private final String[] devices;
  private long position;

  /**
   * @param position how many events of the partition were read before
   * @param end how many it gives in all
   */
  FleetReader(FleetFiles files, int partition, long position, long end) throws IOException {
    this.partition = partition;
    this.position = position;
    this.end = end;
    try (FileChannel file = FileChannel.open(files.partition(partition), StandardOpenOption.READ)) {
      records = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
    }
    inFile = records.capacity() / FleetFiles.BYTES;
    long lasts = records.getLong((int) ((inFile - 1) * FleetFiles.BYTES)) - records.getLong(0);
    span = (lasts + GAP) / Fleet.CODES * Fleet.CODES;
    devices = new String[files.devices()];
    for (int device = 0; device < devices.length; device++) {
      devices[device] = String.format(Locale.ROOT, "device-%05d", device);
    }
  }

  private static String[] codes() {
    String[] codes = new String[Fleet.CODES];
    for (int code = 0; code < codes.length; code++) {
      codes[code] = code(code);
    }
    return codes;
  }

  /** What a code is called. */
  static String code(int number) {
    return String.valueOf(number + 1);
  }

  long position() {
    return position;
  }

  boolean hasNext() {
    return position < end;
  }

  /** A new event. */
  DeviceEvent next() {
    int at = (int) (position % inFile) * FleetFiles.BYTES;
    DeviceEvent event = new DeviceEvent();
    event.arrival = RawRecord.NO_ARRIVAL;
    event.topic = "device-events";
    event.partition = partition;
    event.offset = position;
    event.ts = records.getLong(at) + position / inFile * span;
    event.deviceId = devices[records.getInt(at + 8)];
    event.code = CODES[records.getShort(at + 12)];
    event.type = records.getShort(at + 14) == 1 ? EventType.FAULT : EventType.RECOVERY;
    event.eventId = id(position * FleetFiles.PARTITIONS + partition);
    position++;
    return event;
  }

  /** The number in base 36, a unique text of up to eight characters. */
  private static String id(long number) {
    byte[] text = new byte[13];
    int from = text.length;
    long rest = number;
    do {
      text[--from] = (byte) Character.forDigit((int) (rest % RADIX), RADIX);
      rest /= RADIX;
    } while (rest > 0);
    return new String(text, from, text.length - from, StandardCharsets.ISO_8859_1);
  }
}
