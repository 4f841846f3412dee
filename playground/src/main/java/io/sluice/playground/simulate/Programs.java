package io.sluice.playground.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Customers' programs at the interface: a few hundred of them, each with its key and address. */
final class Programs implements Actor {
  private static final int COUNT = 260;
  private static final byte[] PROTOCOL = Exchange.ascii(" HTTP/1.1");

  private final Site site;
  private final Server server;
  private final SplittableRandom random;
  private final Weighted<Program> programs;

  private record Program(byte[] address, byte[] agent, byte[] customer, double eagerness) {}

  Programs(
      Site site,
      Server server,
      AddressSpace addresses,
      AgentCatalogue agents,
      SplittableRandom random) {
    this.site = site;
    this.server = server;
    this.random = random;
    List<Program> all = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      all.add(
          new Program(
              addresses.visitor(12 * 3_600_000L, 0.01, random),
              agents.ofKind("tool").draw(random).text(),
              random.nextInt(12) == 0 ? Exchange.DASH : site.customer(random),
              server.logNormal(1, 1)));
    }
    programs = new Weighted<>(all, Program::eagerness);
  }

  @Override
  public void act(Exchange x, long now) {
    Program program = programs.draw(random);
    Page page = site.calls().draw(random);
    x.address = program.address();
    x.user = program.customer();
    x.agent = program.agent();
    x.forwardedFor = Exchange.DASH;
    x.referrer = Exchange.DASH;
    x.host = page.host;
    x.request.clear().add(page.method);
    page.target.write(x.request, random);
    x.request.add(PROTOCOL);
    if (program.customer() == Exchange.DASH && random.nextInt(3) == 0) {
      server.refuse(x, 401, now);
    } else if (random.nextInt(250) == 0) {
      server.refuse(x, 429, now);
    } else {
      server.answer(x, page, now, false);
    }
  }
}
