package io.sluice.loganalytics.enrich;

import io.sluice.loganalytics.event.Agent;

/** Decides the class that traffic is counted by, from what the analysis of a user agent said. */
final class AgentKind {
  private AgentKind() {}

  /**
   * @param agentClass yauaa's AgentClass
   * @param deviceClass yauaa's DeviceClass
   */
  static Agent.Kind of(String agentClass, String deviceClass) {
    Agent.Kind byAgent = byAgent(agentClass);
    Agent.Kind byDevice = byDevice(deviceClass);
    // An attack or a robot shows in either of the two, whatever device it pretends to be.
    if (byAgent == Agent.Kind.ATTACKER || byDevice == Agent.Kind.ATTACKER) {
      return Agent.Kind.ATTACKER;
    }
    if (byAgent == Agent.Kind.BOT || byDevice == Agent.Kind.BOT) {
      return Agent.Kind.BOT;
    }
    return byAgent != null ? byAgent : byDevice;
  }

  /** Null where the device decides. */
  private static Agent.Kind byAgent(String agentClass) {
    return switch (agentClass) {
      case "Hacker" -> Agent.Kind.ATTACKER;
      case "Robot", "Robot Mobile" -> Agent.Kind.BOT;
      case "Testclient" -> Agent.Kind.TOOL;
      case "Mobile App", "Email Client", "Cloud Application" -> Agent.Kind.APP;
      default -> null;
    };
  }

  private static Agent.Kind byDevice(String deviceClass) {
    return switch (deviceClass) {
      case "Hacker" -> Agent.Kind.ATTACKER;
      case "Robot", "Robot Mobile", "Robot Imitator", "Spy" -> Agent.Kind.BOT;
      case "Desktop" -> Agent.Kind.DESKTOP;
      case "Phone", "Mobile" -> Agent.Kind.PHONE;
      case "Tablet", "eReader" -> Agent.Kind.TABLET;
      case "TV", "Set-top box" -> Agent.Kind.TV;
      default -> Agent.Kind.OTHER; // consoles, watches, cars, and what yauaa does not know
    };
  }
}
