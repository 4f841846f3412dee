package io.sluice.dashboard.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * What somebody did to a device, a rule or an alert.
 *
 * @param at when, which the job takes for event time
 * @param until when a shelving ends, null for the other kinds
 */
public record Action(String actor, Instant at, Kind kind, Target target, String id, Instant until) {

  /** What can be done. */
  public enum Kind {
    ACK,
    SHELVE,
    UNSHELVE
  }

  /** What it can be done to, with the member of the record that names it. */
  public enum Target {
    DEVICE("deviceId"),
    RULE("ruleId"),
    ALERT("alertId");

    private final String member;

    Target(String member) {
      this.member = member;
    }

    /** The word in the page's script. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int LONGEST_NAME = 200;

  /**
   * Reads what the page asks for.
   *
   * @throws IllegalArgumentException with a sentence for the viewer
   */
  public static Action asked(JsonNode request, String actor, Instant now) {
    Kind kind = kind(request.path("action").asText());
    Target target = target(request.path("target"));
    String id = request.path("target").path(target.member).asText();
    if (id.isBlank() || id.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("target names a device, a rule or an alert.");
    }
    Instant until = kind == Kind.SHELVE ? until(request.path("until").asText(), now) : null;
    return new Action(actor, now, kind, target, id, until);
  }

  /** Reads a record of the topic; null where it is none that the job would understand. */
  public static Action published(String record) {
    try {
      JsonNode node = Json.parse(record);
      Target target = target(node.path("target"));
      Kind kind = kind(node.path("action").asText());
      return new Action(
          node.path("actor").asText(null),
          time(node.path("ts").asText()),
          kind,
          target,
          node.path("target").path(target.member).asText(),
          kind == Kind.SHELVE ? time(node.path("until").asText()) : null);
    } catch (RuntimeException notAnAction) {
      return null;
    }
  }

  /** As the job reads it. */
  public ObjectNode json() {
    ObjectNode record =
        Json.object().put("actor", actor).put("ts", at.toString()).put("action", kind.name());
    record.putObject("target").put(target.member, id);
    if (until != null) {
      record.put("until", until.toString());
    }
    return record;
  }

  private static Kind kind(String word) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("action is ACK, SHELVE or UNSHELVE.");
  }

  private static Target target(JsonNode named) {
    Target found = null;
    for (Target target : Target.values()) {
      if (named.hasNonNull(target.member)) {
        if (found != null) {
          throw new IllegalArgumentException(
              "target names one device, rule or alert, not several.");
        }
        found = target;
      }
    }
    if (found == null) {
      throw new IllegalArgumentException("target names a device, a rule or an alert.");
    }
    return found;
  }

  private static Instant until(String text, Instant now) {
    Instant until = time(text);
    if (!until.isAfter(now)) {
      throw new IllegalArgumentException("A shelving ends after now.");
    }
    if (until.isAfter(now.plus(ActionLog.REACH))) {
      throw new IllegalArgumentException(
          "A shelving lasts at most " + ActionLog.REACH.toDays() + " days; shelve it again then.");
    }
    return until;
  }

  private static Instant time(String text) {
    try {
      boolean millis = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
      return millis
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "until is a time with its zone, such as 2026-01-31T08:00:00Z.", e);
    }
  }
}
