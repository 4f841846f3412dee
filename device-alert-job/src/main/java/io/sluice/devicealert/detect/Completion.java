package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.rule.EventPattern;
import io.sluice.devicealert.rule.Match;
import io.sluice.devicealert.rule.RuleSpan;
import java.util.Arrays;
import java.util.List;

/**
 * Whether an event completes a rule: one walk back through the log, which ends where the window
 * does, where something cancels all that lies before, or where nothing is wanting any more.
 *
 * <p>Of several events that would do, the latest is taken. That is no loss: what is later is
 * cancelled by less and lies nearer.
 */
final class Completion {
  private final DeviceLog log;
  private final RuleSpan span;
  private final List<EventPattern> items;
  private final long after;

  private Completion(DeviceLog log, RuleSpan span, int at) {
    this.log = log;
    this.span = span;
    this.items = span.match().items();
    this.after = log.ts(at) - span.match().window();
  }

  /** The places in the log of the matched events, in order; null if the rule is not completed. */
  static int[] at(int at, DeviceLog log, RuleSpan span) {
    Match match = span.match();
    if (log.ts(at) < span.lifeStart()) {
      return null;
    }
    Completion completion = new Completion(log, span, at);
    return switch (match.kind()) {
      case ALL_OF -> completion.allOf(at);
      case SEQUENCE -> completion.sequence(at);
      case COUNT -> completion.count(at, match.atLeast());
      case ABSENCE, DURATION -> null;
    };
  }

  private int[] allOf(int at) {
    int own = matched(at);
    if (own == 0) {
      return null;
    }
    int[] found = new int[items.size()];
    int missing = (1 << items.size()) - 1;
    int cancelled = 0;
    for (int back = at - 1; back >= 0 && reaches(back); back--) {
      int fresh = matched(back) & missing & ~cancelled;
      missing &= ~fresh;
      fill(found, fresh, back);
      if (onlyOneMissing(missing, own)) {
        return evidence(found, missing == 0 ? own : missing, at);
      }
      cancelled |= span.cancels(log.type(back), log.code(back));
      if ((missing & ~own & cancelled) != 0) {
        return null;
      }
    }
    return null;
  }

  /** The event itself can stand for one item only: all others need an earlier one. */
  private static boolean onlyOneMissing(int missing, int own) {
    return (missing & ~own) == 0 && Integer.bitCount(missing) <= 1;
  }

  private static void fill(int[] found, int items, int at) {
    for (int rest = items; rest != 0; rest &= rest - 1) {
      found[Integer.numberOfTrailingZeros(rest)] = at;
    }
  }

  private static int[] evidence(int[] found, int own, int at) {
    int[] matched = found.clone();
    matched[Integer.numberOfTrailingZeros(own)] = at;
    Arrays.sort(matched);
    return Arrays.stream(matched).distinct().toArray();
  }

  /** Whether an event lies in the window and in the life of the rule. */
  private boolean reaches(int back) {
    return log.ts(back) > after && log.ts(back) >= span.lifeStart();
  }

  private int[] sequence(int at) {
    int wanted = items.size() - 1;
    if (!is(wanted, at)) {
      return null;
    }
    int[] found = new int[items.size()];
    found[wanted--] = at;
    int cancelled = 0;
    for (int back = at - 1; back >= 0 && reaches(back); back--) {
      if (is(wanted, back) && (cancelled & (1 << wanted)) == 0) {
        found[wanted--] = back;
        if (wanted < 0) {
          return found;
        }
      }
      cancelled |= span.cancels(log.type(back), log.code(back));
      if ((cancelled & (1 << wanted)) != 0) {
        return null;
      }
    }
    return null;
  }

  private int[] count(int at, int atLeast) {
    if (!is(0, at)) {
      return null;
    }
    int[] found = new int[atLeast];
    int wanting = atLeast - 1;
    found[wanting] = at;
    for (int back = at - 1; wanting > 0 && back >= 0 && reaches(back); back--) {
      if (is(0, back)) {
        found[--wanting] = back;
      }
      if (span.cancels(log.type(back), log.code(back)) != 0) {
        break;
      }
    }
    return wanting == 0 ? found : null;
  }

  private int matched(int at) {
    EventType type = log.type(at);
    String code = log.code(at);
    int mask = 0;
    for (int item = 0; item < items.size(); item++) {
      mask |= items.get(item).matches(type, code) ? 1 << item : 0;
    }
    return mask;
  }

  private boolean is(int item, int at) {
    return items.get(item).matches(log.type(at), log.code(at));
  }
}
