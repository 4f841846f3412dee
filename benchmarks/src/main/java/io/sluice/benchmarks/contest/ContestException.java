package io.sluice.benchmarks.contest;

/** A contender failed, or contenders disagree about the result: there is no figure. */
public final class ContestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ContestException(String message, Throwable cause) {
    super(message, cause);
  }
}
