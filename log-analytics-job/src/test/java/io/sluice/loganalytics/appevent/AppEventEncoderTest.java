package io.sluice.loganalytics.appevent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.source.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class AppEventEncoderTest {
  @Test
  void writesWhatItCameWithAndWhoItIsButNoAddress() {
    AppEvent search =
        decode(
            "{\"type\":\"search\",\"searchId\":\"s\",\"ts\":1,\"query\":\"q\",\"channel\":\"app\","
                + "\"clientIp\":\"81.2.69.142\",\"results\":[\"a\"]}");
    search.region = "GB-ENG";
    search.late = true;

    assertThat(new String(new AppEventEncoder().value(search), UTF_8))
        .isEqualTo(
            "{\"type\":\"search\",\"searchId\":\"s\",\"ts\":\"1970-01-01T00:00:00.001Z\","
                + "\"query\":\"q\",\"region\":\"GB-ENG\",\"channel\":\"app\",\"results\":[\"a\"],"
                + "\"eventId\":\"in.jsonl-0-40\",\"late\":true}");
  }

  /** Another deployment may read the clean topic: it must understand the same. */
  @Test
  void whatItWritesIsUnderstoodAsTheSame() {
    for (String record :
        List.of(
            "{\"type\":\"click\",\"searchId\":\"s\",\"ts\":1,\"rank\":7,\"gain\":0.5}",
            "{\"type\":\"order\",\"orderId\":\"o\",\"ts\":1,\"amount\":\"1.10\","
                + "\"currency\":\"EUR\",\"quantity\":3,\"status\":\"PAID\",\"city\":\"Berlin\"}",
            "{\"type\":\"order\",\"orderId\":\"o\",\"ts\":1,\"status\":\"CANCELLED\"}")) {
      AppEvent event = decode(record);
      AppEvent again = decode(new String(new AppEventEncoder().value(event), UTF_8));

      assertThat(again).usingRecursiveComparison().isEqualTo(event);
    }
  }

  private static AppEvent decode(String record) {
    List<AppEvent> out = new ArrayList<>();
    new AppEventDecoder(null)
        .decode(
            new RawRecord(record.getBytes(UTF_8), "in.jsonl", 0, 40, RawRecord.NO_ARRIVAL),
            new ListCollector<>(out));
    return out.get(0);
  }
}
