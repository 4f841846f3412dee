package io.sluice.common.rule;

import dev.cel.common.CelErrorCode;

/**
 * An expression has no value for this record: a division by zero, a label that is not there, a text
 * that is no number. Data does that, so it is cheap (no stack trace) and its code is one of a few.
 */
public final class EvaluationError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final CelErrorCode code;

  EvaluationError(CelErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** What kind of error it is, such as {@code DIVIDE_BY_ZERO}. */
  public String code() {
    return code.name();
  }
}
