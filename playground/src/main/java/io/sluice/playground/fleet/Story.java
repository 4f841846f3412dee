package io.sluice.playground.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * What happens to one device, and what the job owes for it. Times are milliseconds after the start;
 * those of what follows the dispatch are after it has become known.
 *
 * @param steps what the device says
 * @param shelved whether an operator shelves the device at the start, until after the hold
 * @param afterwards what the device says once somebody was sent
 * @param orders what is said of the work once somebody was sent
 */
record Story(
    String name,
    List<Step> steps,
    boolean shelved,
    List<Step> afterwards,
    List<Order> orders,
    List<Owed> owed) {

  /**
   * @param happens event time
   * @param arrives when it is delivered
   * @param copies how often
   */
  record Step(String type, String code, long happens, long arrives, int copies) {}

  record Order(String state, long at) {}

  /**
   * An alert and its messages.
   *
   * @param opening the step that opens it; -1 for a deadline
   * @param deadline its time
   * @param messages action and reason, such as {@code RAISE:COMPLETED}
   */
  record Owed(String ruleId, int opening, long deadline, List<String> messages) {}

  static Writer named(String name) {
    return new Writer(name);
  }

  /** The codes that are raised in it. */
  List<String> faults() {
    return steps.stream()
        .filter(step -> step.type().equals("FAULT"))
        .map(Step::code)
        .distinct()
        .toList();
  }

  /** Writes a story from its beginning to its end. */
  static final class Writer {
    private final String name;
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> afterwards = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Owed> owed = new ArrayList<>();
    private List<Step> writing = steps;
    private boolean shelved;

    private Writer(String name) {
      this.name = name;
    }

    Writer fault(String code, long at) {
      return step("FAULT", code, at);
    }

    Writer recovery(String code, long at) {
      return step("RECOVERY", code, at);
    }

    Writer step(String type, String code, long at) {
      writing.add(new Step(type, code, at, at, 1));
      return this;
    }

    /** The last step is delivered then. */
    Writer arriving(long at) {
      Step last = writing.remove(writing.size() - 1);
      writing.add(new Step(last.type(), last.code(), last.happens(), at, last.copies()));
      return this;
    }

    /** The last step is delivered so often. */
    Writer times(int copies) {
      Step last = writing.remove(writing.size() - 1);
      writing.add(new Step(last.type(), last.code(), last.happens(), last.arrives(), copies));
      return this;
    }

    Writer shelved() {
      shelved = true;
      return this;
    }

    /** From here on, once somebody was sent. */
    Writer onceDispatched() {
      writing = afterwards;
      return this;
    }

    Writer order(String state, long at) {
      orders.add(new Order(state, at));
      return this;
    }

    /** An alert opened by a step, counted from 0. */
    Writer owes(String ruleId, int opening, String... messages) {
      owed.add(new Owed(ruleId, opening, 0, List.of(messages)));
      return this;
    }

    /** An alert opened by time. */
    Writer owesAt(String ruleId, long deadline, String... messages) {
      owed.add(new Owed(ruleId, -1, deadline, List.of(messages)));
      return this;
    }

    Story end() {
      return new Story(
          name,
          List.copyOf(steps),
          shelved,
          List.copyOf(afterwards),
          List.copyOf(orders),
          List.copyOf(owed));
    }
  }
}
