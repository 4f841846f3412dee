package io.sluice.common.state;

/** What a row holds of one state. */
interface RowState {

  /** Writes what changed to the keyed state, whose current key is the row's. */
  void write() throws Exception;
}
