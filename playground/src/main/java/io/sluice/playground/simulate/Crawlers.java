package io.sluice.playground.simulate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Search engines, AI companies, checkers of links and of uptime, from their home networks. */
final class Crawlers implements Actor {
  private static final int ADDRESSES_EACH = 12;
  private static final byte[] PROTOCOL = Exchange.ascii(" HTTP/1.1");

  /** Shares of the kinds among the crawlers' requests. */
  private static final Map<String, Double> KINDS =
      Map.of("search-crawler", 0.50, "ai-crawler", 0.31, "bot", 0.19);

  private final Server server;
  private final SplittableRandom random;
  private final Weighted<Crawler> crawlers;
  private final Weighted<Page> pages;
  private final Page health;

  private record Crawler(AgentCatalogue.UserAgent agent, List<byte[]> addresses, double weight) {
    boolean monitor() {
      return new String(agent.text(), StandardCharsets.ISO_8859_1).contains("Uptime");
    }
  }

  Crawlers(Site site, Server server, AgentCatalogue agents, SplittableRandom random) {
    this.server = server;
    this.random = random;
    List<Crawler> all = new ArrayList<>();
    for (String kind : KINDS.keySet().stream().sorted().toList()) {
      List<AgentCatalogue.UserAgent> ofKind = agents.ofKind(kind).items();
      double sum = ofKind.stream().mapToDouble(AgentCatalogue.UserAgent::weight).sum();
      for (AgentCatalogue.UserAgent agent : ofKind) {
        all.add(new Crawler(agent, addresses(agent), KINDS.get(kind) * agent.weight() / sum));
      }
    }
    crawlers = new Weighted<>(all, Crawler::weight);
    pages = pages(site);
    health = site.page("health");
  }

  private List<byte[]> addresses(AgentCatalogue.UserAgent agent) {
    return Stream.generate(() -> agent.networks().get(random.nextInt(agent.networks().size())))
        .limit(ADDRESSES_EACH)
        .map(network -> NetworkAddress.of(NetworkAddress.within(network, random)))
        .toList();
  }

  private static Weighted<Page> pages(Site site) {
    Map<String, Double> shares = new HashMap<>();
    shares.put("product", 46.0);
    shares.put("category-page", 14.0);
    shares.put("category", 9.0);
    shares.put("post", 12.0);
    shares.put("reviews", 6.0);
    shares.put("reference", 4.0);
    shares.put("docs", 3.0);
    shares.put("home", 2.0);
    shares.put("robots", 2.2);
    shares.put("sitemap", 0.8);
    shares.put("feed", 1.0);
    List<Page> pages = shares.keySet().stream().sorted().map(site::page).toList();
    return new Weighted<>(pages, page -> shares.get(page.name));
  }

  @Override
  public void act(Exchange x, long now) {
    Crawler crawler = crawlers.draw(random);
    Page page = crawler.monitor() ? health : pages.draw(random);
    x.address = crawler.addresses().get(random.nextInt(ADDRESSES_EACH));
    x.user = Exchange.DASH;
    x.agent = crawler.agent().text();
    x.forwardedFor = Exchange.DASH;
    x.referrer = Exchange.DASH;
    x.host = page.host;
    x.request.clear().add(page.method);
    page.target.write(x.request, random);
    x.request.add(PROTOCOL);
    if (random.nextInt(22) == 0 && page.next != null) {
      server.refuse(x, 404, now); // yesterday's links
    } else {
      server.answer(x, page, now, false);
    }
  }
}
