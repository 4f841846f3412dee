package io.sluice.common.config;

import java.util.regex.Pattern;

/**
 * Hides what looks like a secret in text that is about to be shown. The second line of defence: a
 * password belongs in a secret setting, but people also write it into URLs and login modules.
 */
public final class Redaction {

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "password|passwd|passphrase|pwd|secret|token|jaas|credential|private.?key|keystore.key"
              + "|access.?key|api.?key",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ASSIGNED_SECRET =
      Pattern.compile(
          "((?:password|passwd|passphrase|pwd|secret|token|[a-z]*key)\\s*=\\s*)"
              + "(\"[^\"]*\"?|'[^']*'?|[^&;\\s,]+)",
          Pattern.CASE_INSENSITIVE);

  /** Greedy up to the last {@code @} of the authority: a password may hold one itself. */
  private static final Pattern USER_INFO = Pattern.compile("(//[^/:@\\s]*:)[^/\\s]*@");

  private Redaction() {}

  /** Whether an option of this name usually holds a secret, e.g. {@code ssl.key.password}. */
  public static boolean namesSecret(String name) {
    return SECRET_NAME.matcher(name).find();
  }

  /** The text with passwords in assignments and in the user part of URLs masked. */
  public static String mask(String text) {
    String assigned = ASSIGNED_SECRET.matcher(text).replaceAll("$1" + Secret.MASK);
    return USER_INFO.matcher(assigned).replaceAll("$1" + Secret.MASK + "@");
  }
}
