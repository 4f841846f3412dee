package io.sluice.common.config;

import java.io.Serializable;
import java.util.Objects;

/**
 * A value that must not be read by accident: it prints as {@value #MASK} wherever it is printed.
 * Only {@link #reveal()} gives the text, and a caller hands that straight to the client that needs
 * it.
 */
public final class Secret implements Serializable {

  /** What is shown in place of a secret. */
  public static final String MASK = "******";

  private static final long serialVersionUID = 1L;

  private final String text;

  private Secret(String text) {
    this.text = Objects.requireNonNull(text, "text");
  }

  public static Secret of(String text) {
    return new Secret(text);
  }

  public String reveal() {
    return text;
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && text.equals(secret.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return MASK;
  }
}
