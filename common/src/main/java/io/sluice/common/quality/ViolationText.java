package io.sluice.common.quality;

import io.sluice.common.quality.Violation.Action;
import java.util.Locale;

/** A violation in one sentence for people. */
final class ViolationText {
  private ViolationText() {}

  static String of(Violation violation, String reasons) {
    String beginning = violation.action == Action.CLOSE ? "back in order: " : "";
    return beginning + observed(violation) + expected(violation) + because(reasons);
  }

  private static String observed(Violation v) {
    return switch (v.type) {
      case VOLUME, USUAL_VOLUME ->
          v.records == 0
              ? "no records at all in " + v.subject
              : count(v.records) + " in " + v.subject;
      case REJECT_SHARE -> share(v) + " rejected by " + v.subject;
      case DROPPED_SHARE -> share(v) + " left out by cleaning rules";
      case LATE_SHARE -> share(v) + " late in " + v.subject;
      case NULL_SHARE -> share(v) + " without " + v.subject;
      case DISTINCT_VALUES ->
          String.format(Locale.ROOT, "%,.0f different values of %s", v.observed, v.subject);
      case BALANCE -> balance(v);
    };
  }

  /** All of them is said in words: it is the case where nothing is left to look at. */
  private static String share(Violation v) {
    if (v.observed == 1) {
      return "every one of " + count(v.records);
    }
    return String.format(Locale.ROOT, "%s of %s", number(v.observed, true), count(v.records));
  }

  private static String balance(Violation v) {
    return v.observed == 0
        ? v.subject + " accounts for every record"
        : String.format(
            Locale.ROOT,
            "%s took in %,.0f records %s than it accounts for",
            v.subject,
            Math.abs(v.observed),
            v.observed > 0 ? "more" : "fewer");
  }

  private static String count(long records) {
    return String.format(Locale.ROOT, "%,d record%s", records, records == 1 ? "" : "s");
  }

  private static String expected(Violation v) {
    if (v.type == RuleType.BALANCE) {
      return "";
    }
    if (v.usual != null) {
      return String.format(
          Locale.ROOT, ", usual are %,.0f (%,.0f to %,.0f)", v.usual, v.atLeast, v.atMost);
    }
    boolean share = v.type.isShare();
    StringBuilder text = new StringBuilder(", expected");
    if (v.atLeast != null) {
      text.append(" at least ").append(number(v.atLeast, share));
    }
    if (v.atMost != null) {
      text.append(v.atLeast == null ? "" : " and")
          .append(" at most ")
          .append(number(v.atMost, share));
    }
    return text.toString();
  }

  private static String number(double value, boolean share) {
    return share
        ? String.format(Locale.ROOT, "%.1f %%", value * 100)
        : String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String because(String reasons) {
    return reasons == null || reasons.isEmpty() ? "" : ": " + reasons;
  }
}
