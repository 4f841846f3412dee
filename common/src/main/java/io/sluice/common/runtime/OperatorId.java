package io.sluice.common.runtime;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The fixed identity of one operator: the uid that binds it to its state in every savepoint, and
 * the name that the web UI and the metrics show. Jobs keep theirs in one append-only class {@code
 * OperatorIds}; a uid, once released, is never given to another operator.
 *
 * @param uid verb-noun in kebab-case, unique within the job
 * @param name the same words as prose
 */
public record OperatorId(String uid, String name) implements Serializable {
  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public OperatorId {
    Objects.requireNonNull(name, "name");
    if (!KEBAB_CASE.matcher(uid).matches()) {
      throw new IllegalArgumentException("An operator's uid is kebab-case, not '" + uid + "'");
    }
  }

  /** The id whose name is its uid with spaces for dashes. */
  public static OperatorId of(String uid) {
    return new OperatorId(uid, uid.replace('-', ' '));
  }
}
