package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.event.Severity;
import java.util.ArrayList;
import java.util.List;

/** What a site has had within one window, and whom it was spared. A POJO for Flink. */
public final class Flood {
  /** Of the window that is counted now; windows are aligned to the epoch. */
  public long windowStart = Long.MIN_VALUE;

  public int dispatched;

  /** Alerts whose dispatch went into the summary of this window. */
  public List<String> summarised = new ArrayList<>();

  /** The worst of them. */
  public Severity severity;

  /**
   * Alerts that were only ever summarised: nobody is to be called back. Each goes when the dispatch
   * says that it is over, whatever was owed for it.
   */
  public List<String> spared = new ArrayList<>();

  /** How many summaries of this window went out: more than one only where the wall clock closed. */
  public int summaries;

  /** When the wall clock's timer rings, 0 for none. */
  public long wallTimer;

  public boolean empty() {
    return summarised.isEmpty() && spared.isEmpty();
  }
}
