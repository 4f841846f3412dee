package io.sluice.loganalytics.appevent;

import io.sluice.common.dictionary.Reading;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes what a reading says into an event, and refuses what cannot be: the rules of each type of
 * event are here. What is missing and need not be there is null.
 */
final class EventContent {
  /** The largest 64-bit number, which ranks and quantities lie far below. */
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  /** No order is worth as much in any currency: beyond it somebody's units are wrong. */
  private static final BigDecimal ABSURD = new BigDecimal("1e15");

  /** Gains beyond are no grades; their squares and powers would be out of bounds. */
  private static final BigDecimal LARGEST_GAIN = new BigDecimal("1e9");

  /** No currency has more than four; three more for those who keep parts of a cent. */
  private static final int MOST_DECIMALS = 7;

  private static final Set<String> CURRENCIES = new HashSet<>();

  static {
    Currency.getAvailableCurrencies().forEach(each -> CURRENCIES.add(each.getCurrencyCode()));
  }

  private EventContent() {}

  static void take(EventFields fields, Reading reading, AppEvent event) throws Refused {
    String label = fields.type(reading);
    if (label == null) {
      throw new Refused("missing-type", "an app event needs a type");
    }
    AppEventType type = AppEventType.labelled(label);
    if (type == null) {
      throw new Refused("unknown-type", "no such type of app event: " + Refused.quote(label));
    }
    if (reading.timestamp() < 0) {
      throw new Refused("bad-timestamp", "the event has no time, or one before 1970");
    }
    event.ts = reading.timestamp();
    switch (type) {
      case SEARCH -> search(fields, reading, event);
      case CLICK -> click(fields, reading, event);
      case ORDER -> order(fields, reading, event);
    }
    event.type = type;
  }

  private static void search(EventFields fields, Reading reading, AppEvent event) throws Refused {
    event.id = searchId(fields, reading, AppEventType.SEARCH);
    event.query = fields.query(reading);
    event.results = fields.results(reading);
    place(fields, reading, event);
  }

  private static void click(EventFields fields, Reading reading, AppEvent event) throws Refused {
    event.id = searchId(fields, reading, AppEventType.CLICK);
    BigDecimal rank = fields.rank(reading);
    if (rank == null) {
      throw Refused.missing("missing-rank", "rank", AppEventType.CLICK);
    }
    event.rank = whole(rank, 1, "rank");
    BigDecimal gain = fields.gain(reading);
    if (gain != null && gain.signum() < 0) {
      throw new Refused("negative-gain", "gain is below 0: " + gain);
    }
    if (gain != null && gain.compareTo(LARGEST_GAIN) > 0) {
      throw new Refused("bad-gain", "gain is above a billion: " + gain);
    }
    event.gain = gain == null ? 1 : gain.doubleValue();
  }

  private static void order(EventFields fields, Reading reading, AppEvent event) throws Refused {
    event.id = fields.orderId(reading);
    if (event.id == null) {
      throw Refused.missing("missing-order-id", "orderId", AppEventType.ORDER);
    }
    event.status = status(fields.status(reading));
    event.amount = amount(fields.amount(reading));
    event.currency = currency(fields.currency(reading));
    BigDecimal quantity = fields.quantity(reading);
    event.quantity = quantity == null ? null : whole(quantity, 0, "quantity");
    if (event.status == OrderStatus.PAID) {
      requireAmount(event);
    }
    place(fields, reading, event);
  }

  /** A later status may say no more than that it holds; what was paid is known from the first. */
  private static void requireAmount(AppEvent event) throws Refused {
    if (event.amount == null) {
      throw Refused.missing("missing-amount", "amount", AppEventType.ORDER);
    }
    if (event.currency == null) {
      throw Refused.missing("missing-currency", "currency", AppEventType.ORDER);
    }
    if (event.quantity == null) {
      throw Refused.missing("missing-quantity", "quantity", AppEventType.ORDER);
    }
  }

  private static void place(EventFields fields, Reading reading, AppEvent event) {
    event.region = fields.region(reading);
    event.city = fields.city(reading);
    event.channel = fields.channel(reading);
    event.clientIp = fields.clientIp(reading);
  }

  private static String searchId(EventFields fields, Reading reading, AppEventType type)
      throws Refused {
    String id = fields.searchId(reading);
    if (id == null) {
      throw Refused.missing("missing-search-id", "searchId", type);
    }
    return id;
  }

  private static OrderStatus status(String text) throws Refused {
    if (text == null) {
      throw Refused.missing("missing-status", "status", AppEventType.ORDER);
    }
    List<OrderStatus> all = Arrays.asList(OrderStatus.values());
    for (OrderStatus status : all) {
      if (status.name().equals(text)) {
        return status;
      }
    }
    throw new Refused("unknown-status", Refused.quote(text) + " is none of " + all);
  }

  private static BigDecimal amount(BigDecimal amount) throws Refused {
    if (amount == null) {
      return null;
    }
    if (amount.signum() < 0) {
      throw new Refused("bad-amount", "amount is below 0: " + amount);
    }
    if (amount.compareTo(ABSURD) >= 0 || amount.stripTrailingZeros().scale() > MOST_DECIMALS) {
      throw new Refused("bad-amount", "amount is absurd: " + amount);
    }
    return amount;
  }

  private static String currency(String code) throws Refused {
    if (code != null && !CURRENCIES.contains(code)) {
      throw new Refused("unknown-currency", "no currency of ISO 4217: " + Refused.quote(code));
    }
    return code;
  }

  private static long whole(BigDecimal number, long least, String name) throws Refused {
    boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    if (!whole || number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(MOST) > 0) {
      throw new Refused(
          "bad-" + name, name + " is no whole number from " + least + " on: " + number);
    }
    return number.longValue();
  }
}
