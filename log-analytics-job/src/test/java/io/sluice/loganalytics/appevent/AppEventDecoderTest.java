package io.sluice.loganalytics.appevent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.dictionary.Dictionary;
import io.sluice.common.dictionary.Source;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordOrigin;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppEventDecoderTest {
  private static final String CLICK = "{\"type\":\"click\",\"searchId\":\"s-1\",\"ts\":5,%s}";
  private static final String PAID =
      "{\"type\":\"order\",\"orderId\":\"o-1\",\"ts\":5,\"status\":\"PAID\",%s}";

  @Test
  void readsASearchWithAllItSays() {
    AppEvent search =
        understood(
            "{\"type\":\"search\",\"searchId\":\"s-1\",\"ts\":\"2026-01-01T00:00:00.250Z\","
                + "\"query\":\"red shoes\",\"region\":\"GB-ENG\",\"city\":\"London\","
                + "\"channel\":\"web\",\"results\":[\"p-1\",2],\"page\":{\"size\":20}}");

    assertThat(search.type).isEqualTo(AppEventType.SEARCH);
    assertThat(search.id).isEqualTo("s-1");
    assertThat(search.ts).isEqualTo(1_767_225_600_250L);
    assertThat(search.query).isEqualTo("red shoes");
    assertThat(search.region).isEqualTo("GB-ENG");
    assertThat(search.city).isEqualTo("London");
    assertThat(search.channel).isEqualTo("web");
    assertThat(search.results).containsExactly("p-1", "2");
  }

  @Test
  void whatASearchDoesNotSayIsMissing() {
    AppEvent search =
        understood("{\"type\":\"search\",\"searchId\":\"s\",\"ts\":1,\"query\":\" \"}");

    assertThat(search.query).isNull();
    assertThat(search.region).isNull();
    assertThat(search.results).isNull();
  }

  @Test
  void aClickIsWorthOneUnlessItSaysOtherwise() {
    assertThat(understood(String.format(CLICK, "\"rank\":3")).gain).isEqualTo(1.0);
    assertThat(understood(String.format(CLICK, "\"rank\":3,\"gain\":2.5")).gain).isEqualTo(2.5);
    assertThat(understood(String.format(CLICK, "\"rank\":3,\"gain\":0")).gain).isZero();
  }

  @Test
  void anyRankFromOneOnIsOne() {
    assertThat(understood(String.format(CLICK, "\"rank\":1000000")).rank).isEqualTo(1_000_000);
    assertThat(understood(String.format(CLICK, "\"rank\":\"10\"")).rank).isEqualTo(10);
    assertThat(understood(String.format(CLICK, "\"rank\":2.0")).rank).isEqualTo(2);
  }

  @Test
  void keepsEveryDigitOfAnAmount() {
    AppEvent order =
        understood(String.format(PAID, "\"amount\":\"12.30\",\"currency\":\"EUR\",\"quantity\":2"));

    assertThat(order.amount).isEqualTo(new BigDecimal("12.30"));
    assertThat(order.currency).isEqualTo("EUR");
    assertThat(order.quantity).isEqualTo(2);
    assertThat(order.status).isEqualTo(OrderStatus.PAID);
    AppEvent number =
        understood(String.format(PAID, "\"amount\":0.1000,\"currency\":\"JPY\",\"quantity\":1"));
    assertThat(number.amount).isEqualTo(new BigDecimal("0.1000"));
  }

  @Test
  void aLaterStatusNeedNotRepeatTheAmount() {
    AppEvent order =
        understood("{\"type\":\"order\",\"orderId\":\"o-1\",\"ts\":5,\"status\":\"REFUNDED\"}");

    assertThat(order.status).isEqualTo(OrderStatus.REFUNDED);
    assertThat(order.amount).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "missing-type       | {'ts':1}",
        "unknown-type       | {'type':'view','ts':1}",
        "unknown-type       | {'type':'view'}",
        "bad-timestamp      | {'type':'search','searchId':'s'}",
        "bad-timestamp      | {'type':'search','searchId':'s','ts':'2026-01-01T00:00:00'}",
        "bad-timestamp      | {'type':'search','searchId':'s','ts':-1}",
        "bad-timestamp      | {'type':'search','searchId':'s','ts':9000000000000000000}",
        "missing-search-id  | {'type':'search','ts':1}",
        "missing-search-id  | {'type':'click','ts':1,'searchId':'','rank':1}",
        "missing-rank       | {'type':'click','ts':1,'searchId':'s'}",
        "bad-rank           | {'type':'click','ts':1,'searchId':'s','rank':0}",
        "bad-rank           | {'type':'click','ts':1,'searchId':'s','rank':-3}",
        "bad-rank           | {'type':'click','ts':1,'searchId':'s','rank':1.5}",
        "bad-rank           | {'type':'click','ts':1,'searchId':'s','rank':'first'}",
        "bad-rank           | {'type':'click','ts':1,'searchId':'s','rank':1e30}",
        "negative-gain      | {'type':'click','ts':1,'searchId':'s','rank':1,'gain':-0.5}",
        "bad-gain           | {'type':'click','ts':1,'searchId':'s','rank':1,'gain':'much'}",
        "bad-gain           | {'type':'click','ts':1,'searchId':'s','rank':1,'gain':1e90}",
        "missing-order-id   | {'type':'order','ts':1}",
        "missing-status     | {'type':'order','ts':1,'orderId':'o'}",
        "unknown-status     | {'type':'order','ts':1,'orderId':'o','status':'SHIPPED'}",
        "not-an-object      | [1]",
        "truncated-json     | {'type':'search'",
        "malformed-json     | {'type' 'search'}",
        "empty-record       | §§",
      })
  void refusesWithAReason(String reason, String record) {
    assertThat(refused(record.replace('\'', '"'))).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing-amount   | 'currency':'EUR','quantity':1",
        "bad-amount       | 'amount':'12,30','currency':'EUR','quantity':1",
        "bad-amount       | 'amount':'-1','currency':'EUR','quantity':1",
        "bad-amount       | 'amount':'1e15','currency':'EUR','quantity':1",
        "bad-amount       | 'amount':'1e999999999','currency':'EUR','quantity':1",
        "bad-amount       | 'amount':'0.00000001','currency':'EUR','quantity':1",
        "missing-currency | 'amount':'1','quantity':1",
        "unknown-currency | 'amount':'1','currency':'EURO','quantity':1",
        "unknown-currency | 'amount':'1','currency':'eur','quantity':1",
        "missing-quantity | 'amount':'1','currency':'EUR'",
        "bad-quantity     | 'amount':'1','currency':'EUR','quantity':-1",
        "bad-quantity     | 'amount':'1','currency':'EUR','quantity':0.5",
      },
      quoteCharacter = '§')
  void refusesOrdersWithAReason(String reason, String members) {
    assertThat(refused(String.format(PAID, members.replace('\'', '"')))).isEqualTo(reason);
  }

  @Test
  void aRejectKeepsItsBytesAndWhereItLayFirst() {
    RecordOrigin first = new RecordOrigin("app-events", 2, 17, 1);
    AppEvent event =
        decode(
            null,
            new RawRecord("{}".getBytes(UTF_8), "app-events", 0, 99, 7, Long.MAX_VALUE, first));

    assertThat(event.rejected.stage()).isEqualTo("parse-events");
    assertThat(event.rejected.payload()).isEqualTo("{}".getBytes(UTF_8));
    assertThat(event.rejected.offset()).isEqualTo(17);
    assertThat(event.timestamp()).isEqualTo(AppEvent.NO_TIMESTAMP);
  }

  @Test
  void theDictionaryReadsEventsWithOtherNamesAndLeavesTheRestToThePresets() {
    Source source =
        source(
            """
            sources:
              - name: app-events
                structures:
                  - name: shop
                    recognisedBy: {exists: sid}
                    timestamp: {field: at, unit: s}
                    constants: {type: click}
                    fields:
                      searchId: sid
                      rank: {path: position.n, type: integer}
                      gain: {path: worth, type: number}
            """);
    AppEventDecoder.checkSource(source);

    AppEvent own = decode(source, "{\"sid\":\"s-9\",\"at\":7,\"position\":{\"n\":4},\"worth\":3}");
    AppEvent usual = decode(source, "{\"type\":\"search\",\"searchId\":\"s-9\",\"ts\":7}");

    assertThat(own.type).isEqualTo(AppEventType.CLICK);
    assertThat(own.ts).isEqualTo(7000);
    assertThat(own.rank).isEqualTo(4);
    assertThat(own.gain).isEqualTo(3.0);
    assertThat(usual.type).isEqualTo(AppEventType.SEARCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour: ",
        "region: {type: integer}",
        "amount: {type: boolean}",
        "results: {type: text}"
      })
  void aDictionaryThatMakesNoSenseStopsTheStart(String field) {
    Source source =
        source("sources: [{name: app-events, structures: [{name: a, fields: {" + field + "}}]}]");

    assertThatThrownBy(() -> AppEventDecoder.checkSource(source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("source app-events, field");
  }

  /** Generic types are off, so that nothing of them may need Kryo. */
  @Test
  void eventsAndOrdersAreWrittenFieldByField() {
    assertThat(TypeInformation.of(AppEvent.class)).isInstanceOf(PojoTypeInfo.class);
    assertThat(TypeInformation.of(Order.class)).isInstanceOf(PojoTypeInfo.class);
  }

  private static Source source(String text) {
    return Dictionary.read("sources.yaml", new StringReader(text)).sources().get(0);
  }

  private static AppEvent understood(String record) {
    AppEvent event = decode(null, record);
    assertThat(event.rejected).as("why it was refused").isNull();
    return event;
  }

  private static String refused(String record) {
    return decode(null, record).rejected.reason();
  }

  private static AppEvent decode(Source source, String record) {
    byte[] bytes = Objects.requireNonNullElse(record, "").getBytes(UTF_8);
    return decode(source, new RawRecord(bytes, "events.jsonl", 0, 0, RawRecord.NO_ARRIVAL));
  }

  private static AppEvent decode(Source source, RawRecord raw) {
    List<AppEvent> out = new ArrayList<>();
    new AppEventDecoder(source).decode(raw, new ListCollector<>(out));
    assertThat(out).hasSize(1);
    return out.get(0);
  }
}
