package io.sluice.loganalytics.appevent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.JsonEncoder;
import java.io.IOException;

/**
 * A clean event as a record of search-clean or orders-clean: the fields it came with, region and
 * city completed, and who it is by {@code eventId}; never the client's address. The key is the
 * search or the order, so that what belongs together lies in one partition.
 */
public final class AppEventEncoder extends JsonEncoder<AppEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  protected void fields(AppEvent event, JsonGenerator json) throws IOException {
    json.writeStringField(EventFields.TYPE, event.type.label());
    boolean order = event.type == AppEventType.ORDER;
    json.writeStringField(order ? EventFields.ORDER_ID : EventFields.SEARCH_ID, event.id);
    json.writeStringField("ts", time(event.ts));
    switch (event.type) {
      case SEARCH -> search(event, json);
      case CLICK -> {
        json.writeNumberField(EventFields.RANK, event.rank);
        json.writeNumberField(EventFields.GAIN, event.gain);
      }
      case ORDER -> order(event, json);
    }
    json.writeStringField("eventId", event.eventId());
    if (event.late) {
      json.writeBooleanField("late", true);
    }
    if (event.future) {
      json.writeBooleanField("future", true);
    }
  }

  private static void search(AppEvent event, JsonGenerator json) throws IOException {
    text(EventFields.QUERY, event.query, json);
    place(event, json);
    if (event.results != null) {
      json.writeArrayFieldStart(EventFields.RESULTS);
      for (String result : event.results) {
        json.writeString(result);
      }
      json.writeEndArray();
    }
  }

  /** The amount as a text, as it came: no reader shall make a double of it. */
  private static void order(AppEvent event, JsonGenerator json) throws IOException {
    text(EventFields.AMOUNT, event.amount == null ? null : event.amount.toPlainString(), json);
    text(EventFields.CURRENCY, event.currency, json);
    if (event.quantity != null) {
      json.writeNumberField(EventFields.QUANTITY, event.quantity);
    }
    place(event, json);
    json.writeStringField(EventFields.STATUS, event.status.name());
  }

  private static void place(AppEvent event, JsonGenerator json) throws IOException {
    text(EventFields.REGION, event.region, json);
    text(EventFields.CITY, event.city, json);
    text(EventFields.CHANNEL, event.channel, json);
  }

  private static void text(String name, String value, JsonGenerator json) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  @Override
  public byte[] key(AppEvent event) {
    return event.id.getBytes(UTF_8);
  }
}
