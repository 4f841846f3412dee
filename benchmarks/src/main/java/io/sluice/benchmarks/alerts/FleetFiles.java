package io.sluice.benchmarks.alerts;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * What a {@link Fleet} says, as a file per partition, {@value #BYTES} bytes an event: made once and
 * kept in the folder of temporary files. A device is in one partition, as the job asks.
 *
 * @param path what the names of the partitions begin with
 * @param devices in all partitions
 * @param events likewise, in the files
 */
public record FleetFiles(String path, int devices, long events) implements Serializable {
  static final int PARTITIONS = 2;
  static final int BYTES = 16;

  private static final long FIRST = Instant.parse("2025-11-20T06:00:00Z").toEpochMilli();

  /**
   * So many devices and events, made if they are not there.
   *
   * @param pace seconds between two events of a device, on the average
   */
  public static FleetFiles of(Path folder, int devices, long events, int pace) throws IOException {
    String name = "fleet-" + devices + "-" + events + "-" + pace;
    FleetFiles files = new FleetFiles(folder.resolve(name).toString(), devices, events);
    if (!Files.exists(files.partition(PARTITIONS - 1))) {
      Files.createDirectories(folder);
      files.make(folder, pace);
    }
    return files;
  }

  Path partition(int number) {
    return Path.of(path + "-" + number + ".bin");
  }

  private void make(Path folder, int pace) throws IOException {
    Path[] unfinished = new Path[PARTITIONS];
    DataOutputStream[] out = new DataOutputStream[PARTITIONS];
    for (int each = 0; each < PARTITIONS; each++) {
      unfinished[each] = Files.createTempFile(folder, "fleet-", ".part");
      out[each] =
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(unfinished[each]), 1 << 18));
    }
    write(new Fleet(devices, FIRST, pace), out);
    for (int each = 0; each < PARTITIONS; each++) {
      out[each].close();
      Files.move(unfinished[each], partition(each), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** As many into each, whatever the devices of the other do. */
  private void write(Fleet fleet, DataOutputStream[] out) throws IOException {
    long[] left = new long[PARTITIONS];
    for (int each = 0; each < PARTITIONS; each++) {
      left[each] = inPartition(events, each);
    }
    for (long all = events; all > 0; ) {
      Fleet.Event event = fleet.next();
      int partition = event.device() % PARTITIONS;
      if (left[partition] > 0) {
        left[partition]--;
        all--;
        out[partition].writeLong(event.ts());
        out[partition].writeInt(event.device());
        out[partition].writeShort(event.code());
        out[partition].writeShort(event.fault() ? 1 : 0);
      }
    }
  }

  /** How many of so many events are in a partition. */
  static long inPartition(long events, int partition) {
    return (events + PARTITIONS - 1 - partition) / PARTITIONS;
  }
}
