package io.sluice.playground.simulate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * People in sessions: they arrive (some of them again), look from page to page, their browsers
 * fetch what a page needs, and they leave. So many are there at once that one looks at a page every
 * few seconds, whatever the rate of requests.
 */
final class Visitors implements Actor {
  private static final double SECONDS_BETWEEN_REQUESTS = 7;
  private static final int MOST_AT_ONCE = 30_000;
  private static final int REMEMBERED = 20_000;
  private static final double RETURNING = 0.34;
  private static final double UNKNOWN = 0.014;
  private static final byte[] PROTOCOL = Exchange.ascii(" HTTP/2.0");
  private static final byte[] OLD_PROTOCOL = Exchange.ascii(" HTTP/1.1");
  private static final List<byte[]> REFERRERS =
      Stream.of(
              "-",
              "https://www.google.com/",
              "-",
              "https://www.google.com/",
              "https://www.bing.com/",
              "https://duckduckgo.com/",
              "-",
              "https://www.instagram.com/",
              "https://chatgpt.com/",
              "https://www.reddit.com/r/bicycling/")
          .map(Exchange::ascii)
          .toList();

  private final Site site;
  private final Server server;
  private final AddressSpace addresses;
  private final Weighted<AgentCatalogue.UserAgent> agents;
  private final double balancedShare;
  private final SplittableRandom random;
  private final List<Session> present = new ArrayList<>();
  private final ArrayDeque<Session> fetching = new ArrayDeque<>();
  private final List<Person> remembered = new ArrayList<>();
  private long before = Long.MIN_VALUE;
  private double millisBetween = 5;

  /** Who comes back: address, browser and account stay. */
  private record Person(byte[] address, byte[] agent, byte[] user, byte[] forwardedFor) {}

  /** A visit under way. */
  private static final class Session {
    final Person person;
    final boolean returning;
    Page page;
    byte[] referrer;
    int viewsLeft;
    final ArrayDeque<Page> fetches = new ArrayDeque<>();

    Session(Person person, boolean returning) {
      this.person = person;
      this.returning = returning;
    }
  }

  Visitors(
      Site site,
      Server server,
      AddressSpace addresses,
      AgentCatalogue agents,
      double balancedShare,
      SplittableRandom random) {
    this.site = site;
    this.server = server;
    this.addresses = addresses;
    this.agents = agents.people();
    this.balancedShare = balancedShare;
    this.random = random;
  }

  @Override
  public void act(Exchange x, long now) {
    measure(now);
    if (!fetching.isEmpty() && (fetching.size() > 200 || random.nextInt(10) < 7)) {
      fetch(x, now);
      return;
    }
    int wanted = wanted();
    if (present.size() < wanted) {
      present.add(arrive(now));
      view(x, present.get(present.size() - 1), now);
      return;
    }
    int at = random.nextInt(present.size());
    Session session = present.get(at);
    if (session.viewsLeft == 0) {
      leave(session);
      if (present.size() > wanted) {
        present.set(at, present.get(present.size() - 1));
        present.remove(present.size() - 1);
        act(x, now);
        return;
      }
      session = arrive(now);
      present.set(at, session);
    }
    view(x, session, now);
  }

  private void measure(long now) {
    if (before != Long.MIN_VALUE) {
      double gap = Math.min(60_000, Math.max(0, now - before));
      millisBetween += (gap - millisBetween) * 0.001;
    }
    before = now;
  }

  private int wanted() {
    double wanted = 1_000 * SECONDS_BETWEEN_REQUESTS / Math.max(0.05, millisBetween);
    return (int) Math.max(12, Math.min(MOST_AT_ONCE, wanted));
  }

  private Session arrive(long now) {
    boolean returning = !remembered.isEmpty() && random.nextDouble() < RETURNING;
    Person person = returning ? remembered.get(random.nextInt(remembered.size())) : stranger(now);
    Session session = new Session(person, returning);
    session.page = site.entries().draw(random);
    session.referrer = REFERRERS.get(random.nextInt(REFERRERS.size()));
    session.viewsLeft = 1 + (int) server.logNormal(3.2, 0.9);
    return session;
  }

  private Person stranger(long now) {
    byte[] address = addresses.visitor(now, UNKNOWN, random);
    byte[] agent = agents.draw(random).text();
    byte[] user = random.nextDouble() < 0.12 ? site.customer(random) : Exchange.DASH;
    double way = random.nextDouble();
    if (way < balancedShare) {
      byte[] balancer = Exchange.ascii("10.0.3." + (10 + random.nextInt(4)));
      String list = new String(address, StandardCharsets.ISO_8859_1);
      String inner = random.nextBoolean() ? ", 10.0.2." + (20 + random.nextInt(4)) : "";
      return new Person(balancer, agent, user, Exchange.ascii(list + inner));
    }
    if (way > 0.96) { // a company's own proxy tells where inside the request came from
      byte[] inside =
          Exchange.ascii("192.168." + random.nextInt(32) + "." + random.nextInt(1, 255));
      return new Person(address, agent, user, inside);
    }
    return new Person(address, agent, user, Exchange.DASH);
  }

  private void leave(Session session) {
    if (session.returning) {
      return;
    }
    if (remembered.size() < REMEMBERED) {
      remembered.add(session.person);
    } else {
      remembered.set(random.nextInt(REMEMBERED), session.person);
    }
  }

  private void view(Exchange x, Session session, long now) {
    Page page = session.page;
    write(x, session, page, session.referrer, now);
    session.viewsLeft--;
    if (x.status == 200) {
      LineBuffer url = new LineBuffer().add(page.origin).add(targetOf(x, page));
      session.referrer = url.toBytes();
    }
    if (x.status < 400) {
      boolean idle = session.fetches.isEmpty();
      queue(session, page);
      if (idle && !session.fetches.isEmpty()) {
        fetching.add(session);
      }
      session.page = page.next == null ? page : page.next.draw(random);
    }
  }

  private static byte[] targetOf(Exchange x, Page page) {
    byte[] request = x.request.toBytes();
    int end = request.length - PROTOCOL.length;
    return Arrays.copyOfRange(request, page.method.length, end);
  }

  private void queue(Session session, Page page) {
    for (Page.Cause cause : page.causes) {
      if (cause.always() || random.nextBoolean()) {
        session.fetches.add(cause.page());
      }
    }
  }

  private void fetch(Exchange x, long now) {
    Session session = fetching.poll();
    Page page = session.fetches.poll();
    write(x, session, page, session.referrer, now);
    if (page.next != null && x.status < 400) {
      queue(session, page);
    }
    if (!session.fetches.isEmpty()) {
      fetching.add(session);
    }
  }

  private void write(Exchange x, Session session, Page page, byte[] referrer, long now) {
    x.address = session.person.address();
    x.user = session.person.user();
    x.agent = session.person.agent();
    x.forwardedFor = session.person.forwardedFor();
    x.referrer = referrer;
    x.host = page.host;
    x.request.clear().add(page.method);
    page.target.write(x.request, random);
    x.request.add(session.person.agent().length % 9 == 0 ? OLD_PROTOCOL : PROTOCOL);
    server.answer(x, page, now, session.returning);
  }
}
