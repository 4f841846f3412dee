package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.AlertAction;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.rule.Rule;
import io.sluice.devicealert.rule.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One device on a detector, with a watermark and restarts, and what was said of its alerts. */
public final class Bench {
  final List<Alert> said = new ArrayList<>();
  private final List<String> overflows = new ArrayList<>();
  private final List<String> unknowns = new ArrayList<>();
  private final int maxLogEvents;
  private DeviceDetector detector;
  private DeviceRow row = new DeviceRow();
  private RuleBook book = RuleBook.empty();
  private long largest = Long.MIN_VALUE;

  public Bench(int maxLogEvents, List<Rule> rules) {
    this.maxLogEvents = maxLogEvents;
    book = book.with(rules);
    detector = detector();
  }

  private DeviceDetector detector() {
    DeviceDetector fresh =
        new DeviceDetector(
            RandomDevice.L,
            maxLogEvents,
            new Findings() {
              @Override
              public void alert(Alert alert) {
                said.add(alert);
              }

              @Override
              public void attributesUnknown(
                  String deviceId, Rule rule, long ts, List<String> unknown, boolean first) {
                if (first) {
                  unknowns.add(rule.id() + "@" + ts + unknown);
                }
              }

              @Override
              public void overflowed(String deviceId, long dropped) {
                overflows.add(deviceId + "@" + dropped);
              }
            });
    fresh.use(book);
    return fresh;
  }

  /** What was said of alerts, in order. */
  public List<Alert> said() {
    return said;
  }

  List<String> unknowns() {
    return unknowns;
  }

  List<String> overflows() {
    return overflows;
  }

  DeviceRow row() {
    return row;
  }

  public DeviceDetector.Outcome event(DeviceEvent event) {
    if (!event.late && !event.future) {
      largest = Math.max(largest, event.ts);
    }
    long ts = event.future ? event.arrival : event.ts;
    return detector.event(row, event, ts, Long.MIN_VALUE);
  }

  /** The watermark that what has been heard allows. */
  public long reached() {
    return largest == Long.MIN_VALUE ? Long.MIN_VALUE : largest - RandomDevice.L - 1;
  }

  /** Everything that the event time reached so far brings, as timers would. */
  public void watermark() {
    timersUpTo(reached());
  }

  public void end() {
    timersUpTo(largest + RandomDevice.L - 1);
  }

  private void timersUpTo(long watermark) {
    while (largest != Long.MIN_VALUE
        && row.nextDeadline != DeviceRow.NEVER
        && row.nextDeadline - 1 <= watermark) {
      long before = row.nextDeadline;
      detector.timePassed(RandomDevice.ID, row, row.nextDeadline, Long.MIN_VALUE);
      if (row.nextDeadline == before) {
        throw new AssertionError("A deadline that was judged stands again: " + before);
      }
    }
  }

  void change(Rule rule) {
    book = book.with(List.of(rule));
    detector.use(book);
    detector.rulesChanged(
        RandomDevice.ID, row, Set.of(rule.id()), rule.effectiveFrom(), Long.MIN_VALUE);
  }

  public void restart() {
    row = DeviceRowSerializer.INSTANCE.copy(row);
    detector = detector();
  }

  /** The alerts as the last message about each leaves them, as the reference writes them. */
  Map<String, String> finalAlerts() {
    Map<String, Alert> last = new HashMap<>();
    Map<String, Long> opened = new HashMap<>();
    for (Alert alert : said) {
      Alert before = last.put(alert.alertId(), alert);
      if (before != null && before.revision() + 1 != alert.revision()) {
        throw new AssertionError("Revisions do not follow: " + before + " " + alert);
      }
      if (alert.action() == AlertAction.RAISE) {
        opened.put(alert.alertId(), alert.ts());
      }
    }
    Map<String, String> alerts = new TreeMap<>();
    last.forEach(
        (id, alert) -> {
          if (alert.action() == AlertAction.RAISE) {
            alerts.put(id, alert.ts() + " open");
          } else if (!alert.reason().equals(Alert.LATE_EVIDENCE)) {
            alerts.put(id, opened.get(id) + " to " + alert.ts());
          }
        });
    return alerts;
  }
}
