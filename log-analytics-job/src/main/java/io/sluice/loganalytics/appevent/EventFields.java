package io.sluice.loganalytics.appevent;

import io.sluice.common.dictionary.Field;
import io.sluice.common.dictionary.FieldType;
import io.sluice.common.dictionary.Reading;
import io.sluice.common.dictionary.Source;
import io.sluice.common.dictionary.Structure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Finds the fields of app events in the readings of one source of the data dictionary. */
final class EventFields {
  static final String TYPE = "type";
  static final String SEARCH_ID = "searchId";
  static final String ORDER_ID = "orderId";
  static final String QUERY = "query";
  static final String REGION = "region";
  static final String CITY = "city";
  static final String CHANNEL = "channel";
  static final String RESULTS = "results";
  static final String RANK = "rank";
  static final String GAIN = "gain";
  static final String AMOUNT = "amount";
  static final String CURRENCY = "currency";
  static final String QUANTITY = "quantity";
  static final String STATUS = "status";
  static final String CLIENT_IP = "clientIp";

  private static final List<String> TEXTS =
      List.of(TYPE, SEARCH_ID, ORDER_ID, QUERY, REGION, CITY, CHANNEL, CURRENCY, STATUS, CLIENT_IP);
  private static final List<String> NUMBERS = List.of(RANK, GAIN, AMOUNT, QUANTITY);

  private final Source source;
  private final int type;
  private final int searchId;
  private final int orderId;
  private final int query;
  private final int region;
  private final int city;
  private final int channel;
  private final int results;
  private final int rank;
  private final int gain;
  private final int amount;
  private final int currency;
  private final int quantity;
  private final int status;
  private final int clientIp;

  EventFields(Source source) {
    this.source = source;
    type = source.indexOf(TYPE);
    searchId = source.indexOf(SEARCH_ID);
    orderId = source.indexOf(ORDER_ID);
    query = source.indexOf(QUERY);
    region = source.indexOf(REGION);
    city = source.indexOf(CITY);
    channel = source.indexOf(CHANNEL);
    results = source.indexOf(RESULTS);
    rank = source.indexOf(RANK);
    gain = source.indexOf(GAIN);
    amount = source.indexOf(AMOUNT);
    currency = source.indexOf(CURRENCY);
    quantity = source.indexOf(QUANTITY);
    status = source.indexOf(STATUS);
    clientIp = source.indexOf(CLIENT_IP);
  }

  /** Throws IllegalArgumentException that says in one line what is wrong with the entry. */
  static void check(Source source) {
    for (Field field : source.fields()) {
      if (!TEXTS.contains(field.name())
          && !NUMBERS.contains(field.name())
          && !field.name().equals(RESULTS)) {
        List<String> names = new ArrayList<>(TEXTS);
        names.addAll(NUMBERS);
        names.add(RESULTS);
        throw wrong(source, field, "is nothing that an app event has: choose from " + names);
      }
      boolean text = field.type() == FieldType.TEXT;
      boolean number =
          field.type() == FieldType.INTEGER
              || field.type() == FieldType.NUMBER
              || field.type() == FieldType.DECIMAL;
      if (TEXTS.contains(field.name()) && !text) {
        throw wrong(source, field, "is a text: leave its type out");
      }
      if (NUMBERS.contains(field.name()) && !text && !number) {
        throw wrong(source, field, "is a number: leave its type out, or write type: decimal");
      }
      if (field.name().equals(RESULTS) && field.type() != FieldType.LIST) {
        throw wrong(source, field, "is a list: write type: list");
      }
    }
    for (Structure structure : source.structures()) {
      if (structure.csv() != null && structure.csv().header().isEmpty()) {
        throw new IllegalArgumentException(
            "source " + source.name() + ", structure " + structure.name() + ": write its header");
      }
    }
  }

  private static IllegalArgumentException wrong(Source source, Field field, String what) {
    return new IllegalArgumentException(
        "source " + source.name() + ", field " + field.name() + ": " + what);
  }

  String type(Reading reading) {
    return text(reading, type);
  }

  String searchId(Reading reading) {
    return text(reading, searchId);
  }

  String orderId(Reading reading) {
    return text(reading, orderId);
  }

  String query(Reading reading) {
    return text(reading, query);
  }

  String region(Reading reading) {
    return text(reading, region);
  }

  String city(Reading reading) {
    return text(reading, city);
  }

  String channel(Reading reading) {
    return text(reading, channel);
  }

  List<String> results(Reading reading) {
    return results < 0 ? null : reading.list(results);
  }

  String currency(Reading reading) {
    return text(reading, currency);
  }

  String status(Reading reading) {
    return text(reading, status);
  }

  String clientIp(Reading reading) {
    return text(reading, clientIp);
  }

  BigDecimal rank(Reading reading) throws Refused {
    return number(reading, rank, RANK);
  }

  BigDecimal gain(Reading reading) throws Refused {
    return number(reading, gain, GAIN);
  }

  BigDecimal amount(Reading reading) throws Refused {
    return number(reading, amount, AMOUNT);
  }

  BigDecimal quantity(Reading reading) throws Refused {
    return number(reading, quantity, QUANTITY);
  }

  /** Null where it is missing or blank. */
  private static String text(Reading reading, int field) {
    String text = field < 0 ? null : reading.text(field);
    return text == null || text.isBlank() ? null : text;
  }

  /** Null where it is missing; what is there and no number is refused as {@code bad-<name>}. */
  private BigDecimal number(Reading reading, int field, String name) throws Refused {
    if (field < 0 || !reading.has(field)) {
      return null;
    }
    return switch (source.fields().get(field).type()) {
      case INTEGER -> BigDecimal.valueOf(reading.integer(field));
      case NUMBER -> BigDecimal.valueOf(reading.number(field));
      case DECIMAL -> reading.decimal(field);
      default -> Decimal.of(text(reading, field), name);
    };
  }
}
