package io.sluice.common.reject;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where the letters of a redrive go. */
interface LetterSender extends AutoCloseable {
  /** For a dry run. */
  LetterSender NOBODY =
      new LetterSender() {
        @Override
        public void send(DeadLetter letter, Optional<String> target) {
          // nowhere
        }

        @Override
        public void commit(Map<TopicPartition, OffsetAndMetadata> progress) {
          // of nothing
        }
      };

  /**
   * @param target where it goes; to the topic it came from where empty
   */
  void send(DeadLetter letter, Optional<String> target);

  /** What was sent since the last time and this progress become true together, or neither. */
  void commit(Map<TopicPartition, OffsetAndMetadata> progress);

  @Override
  default void close() {}
}
