package io.sluice.loganalytics.enrich;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.loganalytics.event.Agent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.basjes.parse.useragent.UserAgent;
import nl.basjes.parse.useragent.UserAgentAnalyzerDirect;

/**
 * Names the known senders by {@link KnownAgents} and analyses the others with yauaa.
 *
 * <p>The yauaa engine takes seconds and more than 100 MB to build: one a process, built and warmed
 * up off the path of the first record. It analyses one user agent at a time, however many threads
 * ask, so that what one thread had analysed is kept for the others.
 */
final class YauaaAnalyzer implements AgentAnalyzer {
  /** Enough for what browsers and their in-app variants say of themselves. */
  static final int ANALYZED = 512;

  private static final int WARM_UP_ROUNDS = 12;

  private static final Agent NOT_UNDERSTOOD =
      new Agent(Agent.Kind.OTHER, null, null, null, null, null);
  private static final Agent ATTACKER =
      new Agent(Agent.Kind.ATTACKER, null, null, null, null, null);

  private final KnownAgents known = KnownAgents.shipped();
  private final Cache<String, Agent> analyzed;
  private final UserAgentAnalyzerDirect engine =
      UserAgentAnalyzerDirect.newBuilder()
          .withFields(
              UserAgent.DEVICE_CLASS,
              UserAgent.DEVICE_NAME,
              UserAgent.OPERATING_SYSTEM_NAME,
              UserAgent.OPERATING_SYSTEM_VERSION,
              UserAgent.AGENT_CLASS,
              UserAgent.AGENT_NAME,
              UserAgent.AGENT_VERSION,
              UserAgent.HACKER_TOOLKIT,
              UserAgent.HACKER_ATTACK_VECTOR)
          .hideMatcherLoadStats()
          .dropTests()
          .immediateInitialization()
          .build();

  /**
   * @param remembered user agents kept for all threads together
   */
  YauaaAnalyzer(int remembered) {
    // The common pool of the JVM outlives the job and must not hold its classes.
    analyzed = Caffeine.newBuilder().maximumSize(remembered).executor(Runnable::run).build();
  }

  /** One that has analysed enough to be fast: the first analysis ever costs a quarter second. */
  static YauaaAnalyzer warmedUp(int remembered) {
    YauaaAnalyzer analyzer = new YauaaAnalyzer(remembered);
    List<String> userAgents = ResourceLines.of("warm-up-agents.txt");
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      userAgents.forEach(analyzer::analyze);
    }
    return analyzer;
  }

  @Override
  public Agent analyze(byte[] text, int from, int to) {
    if (to <= from || (to - from == 1 && text[from] == '-')) {
      return Agent.UNKNOWN;
    }
    Agent named = known.find(text, from, to);
    if (named != null) {
      return named;
    }
    int end = Math.min(to, from + ANALYZED);
    if (!AgentShape.plausible(text, from, end)) {
      return NOT_UNDERSTOOD;
    }
    return analyzed.get(new String(text, from, end - from, StandardCharsets.UTF_8), this::analyze);
  }

  private Agent analyze(String text) {
    UserAgent found = engine.parse(text);
    Agent.Kind kind =
        AgentKind.of(found.getValue(UserAgent.AGENT_CLASS), found.getValue(UserAgent.DEVICE_CLASS));
    if (kind == Agent.Kind.ATTACKER) {
      return attacks(found) ? ATTACKER : NOT_UNDERSTOOD;
    }
    return new Agent(
        kind,
        known(found, UserAgent.AGENT_NAME),
        known(found, UserAgent.AGENT_VERSION),
        known(found, UserAgent.OPERATING_SYSTEM_NAME),
        known(found, UserAgent.OPERATING_SYSTEM_VERSION),
        known(found, UserAgent.DEVICE_NAME));
  }

  /**
   * yauaa calls every syntax error a hacker, "Maui Browser" among them. It is an attack only where
   * it recognises the tool or the attack.
   */
  private static boolean attacks(UserAgent found) {
    return known(found, UserAgent.HACKER_TOOLKIT) != null
        || known(found, UserAgent.HACKER_ATTACK_VECTOR) != null;
  }

  /** Null for the "Unknown" and "??" that yauaa gives for want of an answer. */
  private static String known(UserAgent found, String field) {
    String value = found.getValue(field);
    boolean unknown =
        UserAgent.UNKNOWN_VALUE.equals(value) || UserAgent.UNKNOWN_VERSION.equals(value);
    return unknown || found.get(field).isDefaultValue() ? null : value;
  }
}
