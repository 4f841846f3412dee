package io.sluice.devicealert.dispatch;

/** Who takes what was decided. */
public interface Decisions {
  void send(Dispatch dispatch);

  void explain(Explanation explanation);
}
