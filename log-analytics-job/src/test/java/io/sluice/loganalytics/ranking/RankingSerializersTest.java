package io.sluice.loganalytics.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.source.RecordOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RankingSerializersTest {
  @Test
  void eventsSurviveWhole() throws Exception {
    for (SearchEvent event : new RandomSearches(new SplittableRandom(5)).events(50)) {
      event.origin = new RecordOrigin("app-events", 3, 1L << 40, 2);

      assertThat(through(SearchEventSerializer.INSTANCE, event))
          .usingRecursiveComparison()
          .isEqualTo(event);
    }
  }

  @Test
  void aCohortSurvivesWholeAndTakesLittleRoom() throws Exception {
    Cohort cohort = new Cohort();
    int searches = 0;
    for (SearchEvent event : new RandomSearches(new SplittableRandom(6)).events(4_000)) {
      long hash = SearchHash.of(event.searchId);
      if (!event.click && cohort.find(hash) < 0) {
        int place = cohort.add(hash, searches % 300, event);
        searches++;
        if (searches % 2 == 0) {
          cohort.click(place, 1 + searches % 9, 1);
        }
        if (searches % 10 == 0) {
          cohort.click(place, 1_000_000, 2.5);
        }
      }
    }
    Cohort read = through(CohortSerializer.INSTANCE, cohort);

    assertThat(contents(read)).isEqualTo(contents(cohort)).hasSize(searches);
    assertThat(contents(CohortSerializer.INSTANCE.copy(cohort))).isEqualTo(contents(cohort));
    DataOutputSerializer out = new DataOutputSerializer(64);
    CohortSerializer.INSTANCE.serialize(cohort, out);
    assertThat(out.length() / searches).as("bytes of a search").isLessThan(18);
  }

  @Test
  void aFiredCohortKeepsItsIdsAlone() throws Exception {
    Cohort cohort = new Cohort();
    for (long id = 1; id <= 1000; id++) {
      cohort.addHash(SearchHash.of("s-" + id));
    }
    cohort.fire();
    Cohort read = through(CohortSerializer.INSTANCE, cohort);

    assertThat(read.hasFired()).isTrue();
    assertThat(read.sortedHashes()).isEqualTo(cohort.sortedHashes()).hasSize(1000);
    assertThat(read.find(SearchHash.of("s-7"))).isNotNegative();
    assertThat(read.find(SearchHash.of("s-0"))).isNegative();
  }

  @Test
  void aBucketSurvivesWhole() throws Exception {
    Bucket bucket = new Bucket();
    bucket.early.addAll(new RandomSearches(new SplittableRandom(7)).events(5));
    bucket.waiting.addAll(bucket.early.stream().filter(event -> event.click).toList());
    bucket.slots.addAll(List.of(0L, 300_000L, 600_000L));
    bucket.fired = 1;
    bucket.timer = 29_999;

    assertThat(through(Bucket.Serializer.INSTANCE, bucket))
        .usingRecursiveComparison()
        .isEqualTo(bucket);
  }

  @Test
  void scoresAndRowsAreWrittenFieldByField() {
    assertThat(TypeInformation.of(SearchScore.class)).isInstanceOf(PojoTypeInfo.class);
    assertThat(TypeInformation.of(NdcgRow.class)).isInstanceOf(PojoTypeInfo.class);
  }

  private static TreeMap<Long, String> contents(Cohort cohort) {
    TreeMap<Long, String> contents = new TreeMap<>();
    cohort.forEach(
        (hash, second, place) -> {
          List<String> gains = new ArrayList<>();
          Gains clicked = cohort.gains(place);
          for (int at = 0; clicked != null && at < clicked.size(); at++) {
            gains.add(clicked.rank(at) + "=" + clicked.value(at));
          }
          String values =
              cohort.region(place)
                  + cohort.city(place)
                  + cohort.channel(place)
                  + cohort.term(place);
          contents.put(hash, second + values + gains);
        });
    return contents;
  }

  private static <T> T through(TypeSerializer<T> serializer, T value) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T read = serializer.deserialize(in);
    assertThat(in.available()).as("bytes left").isZero();
    return read;
  }
}
