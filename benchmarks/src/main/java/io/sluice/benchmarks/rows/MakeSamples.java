package io.sluice.benchmarks.rows;

import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * The sample of a number, always the same. Each of the two readers, who take a half of the numbers
 * each, has devices of its own: a device's samples come in order of time however the readers race.
 */
final class MakeSamples extends RichMapFunction<Long, Sample> {
  private static final long serialVersionUID = 1L;
  static final int DEVICES = 100_000;

  private final long half;
  private transient String[] devices;
  private transient Sample reused;

  MakeSamples(long samples) {
    this.half = (samples + 1) / 2;
  }

  @Override
  public void open(OpenContext context) {
    reused = new Sample();
    devices = new String[DEVICES];
    for (int number = 0; number < DEVICES; number++) {
      devices[number] = String.format(Locale.ROOT, "device-%05d", number);
    }
  }

  @Override
  public Sample map(Long number) {
    int reader = number < half ? 0 : 1;
    long place = number - reader * half;
    long mixed = mix(place);
    reused.device = devices[(int) ((mixed >>> 1) % (DEVICES / 2)) * 2 + reader];
    reused.time = place * 2 + reader;
    reused.value = mixed >>> 40;
    return reused;
  }

  /** The finalizer of SplitMix64: neighbours get far apart. */
  static long mix(long number) {
    long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
