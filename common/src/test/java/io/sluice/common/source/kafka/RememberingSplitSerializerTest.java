package io.sluice.common.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RememberingSplitSerializerTest {
  private static final KafkaPartitionSplit SPLIT =
      new KafkaPartitionSplit(new TopicPartition("access-logs", 3), 42, 99);

  private final KafkaPartitionSplitSerializer connector = new KafkaPartitionSplitSerializer();
  private final RememberingSplitSerializer serializer = new RememberingSplitSerializer(connector);

  @Test
  void keepsTheMemoryBesideTheOffset() throws Exception {
    KafkaPartitionSplit read = copied(new RememberingSplit(SPLIT, new byte[] {7, 8}));

    assertThat(read).isInstanceOf(RememberingSplit.class).isEqualTo(SPLIT);
    assertThat(((RememberingSplit) read).memory()).containsExactly(7, 8);
    assertThat(read.getStoppingOffset()).contains(99L);
  }

  @Test
  void aSplitWithoutMemoryStaysOne() throws Exception {
    KafkaPartitionSplit endless = new KafkaPartitionSplit(new TopicPartition("access-logs", 3), 42);

    assertThat(copied(SPLIT)).isNotInstanceOf(RememberingSplit.class).isEqualTo(SPLIT);
    assertThat(copied(new RememberingSplit(endless, new byte[0]))).isEqualTo(endless);
  }

  @Test
  void readsSavepointsOfTheConnectorAlone() throws Exception {
    assertThat(serializer.getVersion()).isGreaterThan(connector.getVersion());
    assertThat(serializer.deserialize(connector.getVersion(), connector.serialize(SPLIT)))
        .isEqualTo(SPLIT);
  }

  private KafkaPartitionSplit copied(KafkaPartitionSplit split) throws Exception {
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
  }
}
