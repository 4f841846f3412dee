package io.sluice.dashboard.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.operate.OperatorTopics.Role;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where people act: takes what they ask for, and publishes it to the job with who and when.
 *
 * @param topics null where there is no broker, and nobody can act
 * @param door who may
 * @param actorHeader the header in which a proxy with a login says who it is; null where people say
 *     so themselves
 */
public record Desk(OperatorTopics topics, Door door, String actorHeader) {

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int LONGEST_NAME = 100;
  private static final String CLOSED =
      "Start the dashboard with --bootstrap HOST:PORT of the job's Kafka to acknowledge, shelve and"
          + " edit rules here.";

  /** Nobody can act. */
  public static Desk closed() {
    return new Desk(null, Door.forWhoeverLooks(), null);
  }

  public boolean open() {
    return topics != null;
  }

  /** What a page has to know to act, or why it cannot. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("open", open());
    if (!open()) {
      return json.put("why", CLOSED);
    }
    return json.put("token", door.given())
        .put("askToken", door.given() == null)
        .put("askName", actorHeader == null);
  }

  /** Why nobody can act; null if somebody can. */
  public String why() {
    return open() ? null : CLOSED;
  }

  /**
   * The name of who acts.
   *
   * @param said by themselves
   * @param proved by the proxy, null without one
   * @throws IllegalArgumentException with a sentence for the viewer
   */
  public String actor(String said, String proved) {
    String actor = actorHeader == null ? said : proved;
    if (actor == null || actor.isBlank()) {
      throw new IllegalArgumentException(
          actorHeader == null
              ? "Say who you are: it is recorded with what you do."
              : "The proxy does not say who you are in the header " + actorHeader + ".");
    }
    if (actor.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("A name has at most " + LONGEST_NAME + " characters.");
    }
    return actor.strip();
  }

  /** Publishes an act; the answer says what was published. */
  public ObjectNode act(JsonNode request, String actor, Clock clock) throws BrokerException {
    Action action = Action.asked(request, actor, clock.instant());
    ObjectNode record = action.json();
    Published published = topics.publish(Role.ACTIONS, action.id(), Json.text(record), actor);
    LOG.info("{}: {} {} {}", actor, action.kind(), action.target().word(), action.id());
    return answer(published).set("published", record);
  }

  /** Publishes a rule, which the job checks; it answers in the table alert_rule. */
  public ObjectNode publishRule(JsonNode request, String actor) throws BrokerException {
    RuleText rule = RuleText.asked(request);
    Published published = topics.publish(Role.RULES, rule.id(), rule.text(), actor);
    LOG.info("{}: published rule {} as {}", actor, rule.id(), published.origin());
    return answer(published).put("ruleId", rule.id());
  }

  /** What has been done; nothing without a broker. */
  public ActionLog log() {
    return ActionLog.of(open() ? topics.known(Role.ACTIONS) : List.of());
  }

  /** The newest document of each rule that was published; none without a broker. */
  public List<Published> rules() {
    return open() ? topics.known(Role.RULES) : List.of();
  }

  private static ObjectNode answer(Published published) {
    return Json.object().put("origin", published.origin()).put("at", published.at().toEpochMilli());
  }
}
