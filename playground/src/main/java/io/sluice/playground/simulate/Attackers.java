package io.sluice.playground.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A few attackers at a time: each keeps to one kind of attack for a while (scanning, injection,
 * traversal, guessing passwords alone or from many addresses), then another one comes.
 */
final class Attackers implements Actor {
  private static final int AT_ONCE = 3;
  private static final double UNKNOWN = 0.12;
  private static final List<String> KINDS =
      List.of("scan", "scan", "sqli", "traversal", "login", "login");
  private static final byte[] SHOP = Exchange.ascii("shop.example");
  private static final byte[] API = Exchange.ascii("api.shop.example");

  private final Server server;
  private final AddressSpace addresses;
  private final AgentCatalogue agents;
  private final SplittableRandom random;
  private final Map<String, List<Attack>> attacks = new HashMap<>();
  private final Campaign[] campaigns = new Campaign[AT_ONCE];

  private record Attack(byte[] request, int status, byte[] host) {}

  /** One attacker at work. */
  private static final class Campaign {
    final String kind;
    final List<byte[]> addresses = new ArrayList<>();
    final byte[] agent;
    int requestsLeft;
    int step;

    Campaign(String kind, byte[] agent, int requests) {
      this.kind = kind;
      this.agent = agent;
      this.requestsLeft = requests;
    }
  }

  Attackers(Server server, AddressSpace addresses, AgentCatalogue agents, SplittableRandom random) {
    this.server = server;
    this.addresses = addresses;
    this.agents = agents;
    this.random = random;
    for (List<String> row : Resource.table("attacks.txt", 3)) {
      boolean api = row.get(1).contains("/v1/") || row.get(1).contains("/oauth/");
      attacks
          .computeIfAbsent(row.get(0), kind -> new ArrayList<>())
          .add(
              new Attack(
                  Exchange.ascii(row.get(1)), Integer.parseInt(row.get(2)), api ? API : SHOP));
    }
  }

  @Override
  public void act(Exchange x, long now) {
    int slot = random.nextInt(AT_ONCE);
    if (campaigns[slot] == null || campaigns[slot].requestsLeft == 0) {
      campaigns[slot] = begin(now);
    }
    Campaign campaign = campaigns[slot];
    campaign.requestsLeft--;
    List<Attack> repertoire = attacks.get(campaign.kind);
    Attack attack = repertoire.get(campaign.step++ % repertoire.size());
    x.address = campaign.addresses.get(random.nextInt(campaign.addresses.size()));
    x.user = Exchange.DASH;
    x.agent = campaign.agent;
    x.forwardedFor = Exchange.DASH;
    x.referrer = Exchange.DASH;
    x.host = attack.host();
    x.request.clear().add(attack.request());
    boolean guessed = campaign.kind.equals("login") && random.nextInt(900) == 0;
    server.refuse(x, guessed ? 302 : attack.status(), now);
  }

  private Campaign begin(long now) {
    String kind = KINDS.get(random.nextInt(KINDS.size()));
    byte[] agent = agents.ofKind("attacker").draw(random).text();
    Campaign campaign = new Campaign(kind, agent, 30 + (int) server.logNormal(120, 0.8));
    campaign.step = random.nextInt(50);
    int many = kind.equals("login") && random.nextBoolean() ? 40 : 1;
    for (int i = 0; i < many; i++) {
      campaign.addresses.add(addresses.visitor(now, UNKNOWN, random));
    }
    return campaign;
  }
}
