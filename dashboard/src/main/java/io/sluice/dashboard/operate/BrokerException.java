package io.sluice.dashboard.operate;

/** The broker did not take a record; the message is a sentence for the viewer. */
public final class BrokerException extends Exception {

  private static final long serialVersionUID = 1L;

  public BrokerException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
