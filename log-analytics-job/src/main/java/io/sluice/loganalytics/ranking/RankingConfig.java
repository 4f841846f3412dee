package io.sluice.loganalytics.ranking;

import io.sluice.common.state.StateConfig;
import io.sluice.loganalytics.traffic.Granularity;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How searches are judged.
 *
 * @param clickMemory how long after its firing a search is remembered; a multiple of five minutes
 * @param finest the finest level of the roll-up, a second or a minute; null for no roll-up
 * @param zone whose clock the windows of the roll-up follow
 * @param finalRowsOnly give a row of the roll-up out once, when its window is over: for replays
 * @param state of the rows in heap
 */
public record RankingConfig(
    Engine engine,
    GainScale gain,
    Duration clickMemory,
    Granularity finest,
    ZoneId zone,
    boolean finalRowsOnly,
    StateConfig state)
    implements Serializable {

  /** How searches are kept until they are judged. Each has a state of its own in a savepoint. */
  public enum Engine {
    /** In heap, by bucket and five minutes of their start, packed; what changed is written. */
    COHORT,
    /** In Flink's sliding windows of fifteen minutes by five: three copies of everything. */
    SLIDING
  }

  /** The finest level of the roll-up. */
  public enum RollUp {
    SECOND(Granularity.SECOND),
    MINUTE(Granularity.MINUTE),
    NONE(null);

    private final Granularity finest;

    RollUp(Granularity finest) {
      this.finest = finest;
    }

    public Granularity finest() {
      return finest;
    }
  }

  public RankingConfig {
    if (clickMemory.isNegative() || clickMemory.toMillis() % Firings.STEP != 0) {
      throw new IllegalArgumentException("Not a multiple of five minutes: " + clickMemory);
    }
  }
}
