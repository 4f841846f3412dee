package io.sluice.common.quality;

/** How far the judging of one rule has come; lies in state. */
public final class RuleProgress {
  static final long NONE = Long.MIN_VALUE;

  /** End of the last window judged. */
  public long horizon = NONE;

  /** The first window judged; when it began nobody was looking yet. */
  public long firstWindow = NONE;

  /** Windows that start before it hold counts of windows of another length: not whole ones. */
  public long wholeFrom = NONE;

  /** Start of the first window of the violations in a row; NONE while there are none. */
  public long violatedSince = NONE;

  public int violatedInRow;
  public int fineInRow;
  public boolean open;

  public HourOfVolume hour = new HourOfVolume();

  /** When the state is looked at for whether anything still happens. */
  public long exitAt = NONE;
}
