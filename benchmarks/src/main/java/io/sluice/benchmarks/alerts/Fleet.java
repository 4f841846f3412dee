package io.sluice.benchmarks.alerts;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What a fleet of devices says, in the order in which it arrives: faults and their recoveries,
 * always the same for the same numbers.
 *
 * <p>A fault recovers after half a second to two, one in a hundred after twenty seconds to two
 * minutes; a code that is up does not come again before it has recovered. Twenty of the forty codes
 * make up nine tenths. Arrival takes up to a fifth of a second, for one event in twenty up to
 * twenty seconds: less than the tolerance, more than most faults last, so that such a fault comes
 * behind its own recovery.
 *
 * <p>No two events of a device have the same millisecond: each code has its own out of forty.
 */
final class Fleet {
  static final int CODES = 40;
  static final int POPULAR = 20;

  private static final int QUICK_ARRIVAL = 200;
  private static final int SLOW_ARRIVAL = 20_000;

  private final int devices;
  private final long first;
  private final double millisPerIncident;
  private final long[] upUntil;
  private final PriorityQueue<Event> underWay =
      new PriorityQueue<>(
          Comparator.comparingLong(Event::arrival).thenComparingLong(Event::number));

  private long incidents;
  private long events;

  /**
   * @param number in the order in which the fleet made it
   * @param arrival epoch milliseconds, as ts
   */
  record Event(long number, long arrival, long ts, int device, int code, boolean fault) {}

  /**
   * @param first when it begins, epoch milliseconds
   * @param pace seconds between two events of a device
   */
  Fleet(int devices, long first, double pace) {
    this.devices = devices;
    this.first = first;
    this.millisPerIncident = 2_000 * pace / devices;
    this.upUntil = new long[devices * CODES];
    Arrays.fill(upUntil, Long.MIN_VALUE);
  }

  /** The event that arrives next. */
  Event next() {
    long begins = begins();
    while (underWay.isEmpty() || underWay.peek().arrival() >= begins) {
      incident(begins);
      begins = begins();
    }
    return underWay.remove();
  }

  /** When the next incident begins; each is two events. */
  private long begins() {
    return first + (long) (incidents * millisPerIncident);
  }

  private void incident(long begins) {
    long dice = mix(incidents++);
    int device = (int) (Long.remainderUnsigned(dice, devices));
    int code = free(device, code(mix(dice)), begins);
    long raised = begins / CODES * CODES + code;
    long lasts = lasts(mix(dice + 1));
    long recovered = raised + lasts / CODES * CODES;
    upUntil[device * CODES + code] = recovered + CODES;
    say(raised, device, code, true, mix(dice + 2));
    say(recovered, device, code, false, mix(dice + 3));
  }

  private static int code(long dice) {
    int within = (int) (dice >>> 40) % POPULAR;
    return Long.remainderUnsigned(dice, 10) == 0 ? POPULAR + within : within;
  }

  /** That code, or the next one that is not up. */
  private int free(int device, int code, long begins) {
    int free = code;
    while (upUntil[device * CODES + free] > begins) {
      free = (free + 1) % CODES;
    }
    return free;
  }

  private static long lasts(long dice) {
    return Long.remainderUnsigned(dice, 100) == 0
        ? 20_000 + (dice >>> 40) % 100_000
        : 500 + (dice >>> 40) % 1_500;
  }

  private void say(long ts, int device, int code, boolean fault, long dice) {
    int slowest = Long.remainderUnsigned(dice, 20) == 0 ? SLOW_ARRIVAL : QUICK_ARRIVAL;
    long arrival = ts + (dice >>> 40) % slowest;
    underWay.add(new Event(events++, arrival, ts, device, code, fault));
  }

  /** The finalizer of SplitMix64: neighbours get far apart. */
  static long mix(long number) {
    long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
