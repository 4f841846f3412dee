package io.sluice.devicealert.dispatch;

/** Who takes what was decided. */
public interface Decisions {
  void send(Dispatch dispatch);

  void explain(Explanation explanation);

  /** An alert that somebody was sent for is over, and nothing is owed: nobody is told. */
  default void settled(Dispatch unsaid) {}
}
