package io.sluice.playground.part;

/** A part of the embedded world did not do what it was asked; the message is fit for a user. */
public final class PartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PartException(String message) {
    super(message);
  }

  public PartException(String message, Throwable cause) {
    super(cause == null ? message : message + ": " + cause, cause);
  }
}
