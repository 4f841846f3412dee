package io.sluice.common.source.kafka;

import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Where a source begins that has no checkpoint to begin from. With a checkpoint or a savepoint the
 * offsets in it hold, whatever stands here.
 */
public enum StartingOffsets {
  /** What the group committed at its last checkpoint, else the oldest record. */
  COMMITTED {
    @Override
    @SuppressWarnings("deprecation") // the connector still asks for it
    OffsetsInitializer initializer() {
      return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    }
  },
  EARLIEST {
    @Override
    OffsetsInitializer initializer() {
      return OffsetsInitializer.earliest();
    }
  },
  LATEST {
    @Override
    OffsetsInitializer initializer() {
      return OffsetsInitializer.latest();
    }
  };

  abstract OffsetsInitializer initializer();
}
