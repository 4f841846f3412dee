package io.sluice.loganalytics.enrich;

import io.sluice.loganalytics.event.Agent;
import java.nio.charset.StandardCharsets;
import nl.basjes.parse.useragent.UserAgent;
import nl.basjes.parse.useragent.UserAgentAnalyzerDirect;

/**
 * Names the known senders by {@link KnownAgents} and analyses the others with yauaa.
 *
 * <p>The yauaa engine takes seconds and 100 to 280 MB to build: one a process, built off the path
 * of the first record. It analyses one user agent at a time, however many threads ask.
 */
final class YauaaAnalyzer implements AgentAnalyzer {
  private final KnownAgents known = KnownAgents.shipped();
  private final UserAgentAnalyzerDirect engine =
      UserAgentAnalyzerDirect.newBuilder()
          .withFields(
              UserAgent.DEVICE_CLASS,
              UserAgent.DEVICE_NAME,
              UserAgent.OPERATING_SYSTEM_NAME,
              UserAgent.OPERATING_SYSTEM_VERSION,
              UserAgent.AGENT_CLASS,
              UserAgent.AGENT_NAME,
              UserAgent.AGENT_VERSION)
          .hideMatcherLoadStats()
          .dropTests()
          .immediateInitialization()
          .build();

  @Override
  public Agent analyze(byte[] text, int from, int to) {
    if (to <= from || (to - from == 1 && text[from] == '-')) {
      return Agent.UNKNOWN;
    }
    Agent named = known.find(text, from, to);
    return named != null
        ? named
        : analyze(new String(text, from, to - from, StandardCharsets.UTF_8));
  }

  private Agent analyze(String text) {
    UserAgent found = engine.parse(text);
    return new Agent(
        AgentKind.of(found.getValue(UserAgent.AGENT_CLASS), found.getValue(UserAgent.DEVICE_CLASS)),
        known(found, UserAgent.AGENT_NAME),
        known(found, UserAgent.AGENT_VERSION),
        known(found, UserAgent.OPERATING_SYSTEM_NAME),
        known(found, UserAgent.OPERATING_SYSTEM_VERSION),
        known(found, UserAgent.DEVICE_NAME));
  }

  /** Null for yauaa's "Unknown" and "??", which it gives as default values. */
  private static String known(UserAgent found, String field) {
    return found.get(field).isDefaultValue() ? null : found.getValue(field);
  }
}
