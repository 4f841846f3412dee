package io.sluice.loganalytics.appevent;

import io.sluice.common.source.RecordOrigin;
import java.math.BigDecimal;

/**
 * What an app said of an order, cleaned and completed: the same order comes several times, with
 * other statuses, or repeated. Late ones come like all others, marked.
 *
 * @param timestamp event time, epoch milliseconds
 * @param amount exact; never null for PAID, nor are the next two
 * @param currency ISO 4217
 * @param region null where nobody knows it, as are city and channel
 * @param late beyond the tolerance, see {@code Lateness}
 * @param future too far ahead of its arrival
 * @param origin where the record lay first; its identity
 */
public record Order(
    String orderId,
    long timestamp,
    OrderStatus status,
    BigDecimal amount,
    String currency,
    Long quantity,
    String region,
    String city,
    String channel,
    boolean late,
    boolean future,
    RecordOrigin origin) {

  static Order of(AppEvent event) {
    return new Order(
        event.id,
        event.ts,
        event.status,
        event.amount,
        event.currency,
        event.quantity,
        event.region,
        event.city,
        event.channel,
        event.late,
        event.future,
        event.identity());
  }
}
