package io.sluice.common.state;

import org.apache.flink.types.StringValue;

/** One thing to do for a key. Changed by the sender once it is sent, its key too. */
final class Step {
  /** What to do. */
  enum Kind {
    ADD,
    REPLACE,
    CLEAR,
    READ,
    PUT,
    MERGE,
    GET,
    HAS,
    REMOVE,
    LIST,
    EXPIRE,
    RAISE_ALL,
    WIPE,
    IS_EMPTY,
    SET_TIMER,
    UNSET_TIMER
  }

  final StringValue key = new StringValue();
  Kind kind;

  /** The key in the map, or the time of the timer. */
  long place;

  long amount;

  Step set(String newKey, Kind newKind, long newPlace, long newAmount) {
    key.setValue(newKey);
    kind = newKind;
    place = newPlace;
    amount = newAmount;
    return this;
  }
}
