package io.sluice.playground.fleet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Numbers events and writes them down. Ids of generators with other seeds or starts never meet. */
final class Scribe {
  /** None of it is an event; the marks stand for the device and the number. */
  private static final List<String> GARBAGE =
      List.of(
          "gateway restarted, %s #%d",
          "{\"deviceId\":\"%s\",\"ts\":17",
          "[\"%s\",%d]",
          "{\"deviceId\":\"%s\",\"type\":\"EXPLODE\",\"ts\":1772438400000,\"seq\":%d}",
          "{\"deviceId\":\"%s\",\"type\":\"FAULT\",\"code\":\"A\",\"seq\":%d}",
          "{\"deviceId\":\"%s\",\"type\":\"FAULT\",\"code\":\"A\",\"ts\":-1,\"seq\":%d}",
          "{\"Message\":\"ERROR\",\"DeviceNumber\":\"%s\",\"Param\":{\"ErrCode\":\"A\",\"ID\":\"%d\"}}");

  private final String prefix;
  private long numbered;

  Scribe(long seed, long start) {
    prefix = "s" + Long.toString(seed, 36) + "-" + Long.toString(start / 1000, 36) + "-";
  }

  FleetEvent event(String deviceId, String type, String code, long ts) {
    long number = numbered++;
    return new FleetEvent(deviceId, type, code, ts, number, prefix + number);
  }

  DeviceRecord record(FleetEvent event, EventForm form) {
    return new DeviceRecord(event.deviceId(), form.write(event), event.number(), event.ts(), false);
  }

  DeviceRecord garbage(String deviceId, long at) {
    long number = numbered++;
    String text = GARBAGE.get((int) (number % GARBAGE.size()));
    byte[] value =
        String.format(Locale.ROOT, text, deviceId, number).getBytes(StandardCharsets.UTF_8);
    return new DeviceRecord(deviceId, value, number, at, true);
  }
}
