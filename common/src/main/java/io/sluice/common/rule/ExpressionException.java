package io.sluice.common.rule;

/** An expression that does not parse, does not fit the fields it names, or gives another type. */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * @param line of the expression, the first being 1
   * @param column within the line, the first being 1
   */
  ExpressionException(int line, int column, String message) {
    super(message);
    this.line = line;
    this.column = column;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
