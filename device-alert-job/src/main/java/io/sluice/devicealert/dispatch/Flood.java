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

  /** Alerts that were only ever summarised and are open still: nobody is to be called back. */
  public List<String> spared = new ArrayList<>();

  public boolean empty() {
    return summarised.isEmpty() && spared.isEmpty();
  }
}
