package io.sluice.loganalytics.appevent;

/** Where an order stands, in the order that holds where two are said of one moment. */
public enum OrderStatus {
  PAID,
  CANCELLED,
  REFUNDED
}
