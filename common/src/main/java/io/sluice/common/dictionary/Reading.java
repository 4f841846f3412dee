package io.sluice.common.dictionary;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a record says, by the fields of its source; or why it says nothing. Reused by its reader:
 * take out what is needed before the next record.
 */
public final class Reading {
  /** Of a structure that says no time. */
  public static final long NO_TIMESTAMP = Long.MIN_VALUE;

  private final double[] numbers;
  private final long[] integers;
  private final Object[] objects;
  private final boolean[] present;
  private final Map<String, Object> unknown = new HashMap<>();
  private Structure structure;
  private long timestamp;
  private Unreadable problem;
  private String message;
  private boolean header;
  private int nulled;

  Reading(int fields) {
    numbers = new double[fields];
    integers = new long[fields];
    objects = new Object[fields];
    present = new boolean[fields];
  }

  void clear() {
    Arrays.fill(present, false);
    Arrays.fill(objects, null);
    unknown.clear();
    structure = null;
    timestamp = NO_TIMESTAMP;
    problem = null;
    message = null;
    header = false;
    nulled = 0;
  }

  /** Whether the record was understood; if not, only {@link #problem} and its message hold. */
  public boolean isRecord() {
    return problem == null && !header;
  }

  /** Whether it is the header of a CSV file, which says nothing and is no mistake. */
  public boolean isHeader() {
    return header;
  }

  /** Why the record was not understood, or null. */
  public Unreadable problem() {
    return problem;
  }

  public String message() {
    return message;
  }

  /** Which shape the record has. */
  public Structure structure() {
    return structure;
  }

  /** Epoch milliseconds, or {@link #NO_TIMESTAMP} where the structure has no times. */
  public long timestamp() {
    return timestamp;
  }

  public boolean has(int field) {
    return present[field];
  }

  /** The value of a NUMBER or INTEGER, NaN where it is missing. */
  public double number(int field) {
    return present[field] ? numbers[field] : Double.NaN;
  }

  /** The value of an INTEGER or TIMESTAMP; 0 where it is missing. */
  public long integer(int field) {
    return present[field] ? integers[field] : 0;
  }

  /** The value of a TEXT, null where it is missing. */
  public String text(int field) {
    return (String) objects[field];
  }

  /** The value of a DECIMAL, null where it is missing. */
  public BigDecimal decimal(int field) {
    return (BigDecimal) objects[field];
  }

  /** The value of a BOOLEAN, null where it is missing. */
  public Boolean flag(int field) {
    return (Boolean) objects[field];
  }

  /** The value of a LIST, null where it is missing. */
  @SuppressWarnings("unchecked") // put there by list()
  public List<String> list(int field) {
    return (List<String>) objects[field];
  }

  /** Values that were there and were left out: of another type, or out of range. */
  public int nulled() {
    return nulled;
  }

  /** Values that the entry does not name, by dotted path; only where the structure keeps them. */
  public Map<String, Object> unknown() {
    return unknown;
  }

  void of(Structure recognised) {
    structure = recognised;
  }

  void at(long millis) {
    timestamp = millis;
  }

  Reading refuse(Unreadable why, String what) {
    problem = why;
    message = why.message(what);
    return this;
  }

  Reading asHeader() {
    header = true;
    return this;
  }

  void leaveOut() {
    nulled++;
  }

  void number(int field, double value) {
    numbers[field] = value;
    present[field] = true;
  }

  void integer(int field, long value) {
    integers[field] = value;
    number(field, value);
  }

  void object(int field, Object value) {
    objects[field] = value;
    present[field] = true;
  }
}
