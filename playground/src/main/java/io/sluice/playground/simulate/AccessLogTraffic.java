package io.sluice.playground.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * The access log of a shop that sells all over the world, line by line: people in sessions,
 * customers' programs, search and AI crawlers, a few attackers, and what is no line at all.
 *
 * <p>The caller owns time: it asks for the line of an instant, never going back, and paces itself
 * by {@link #intensity}. The same seed, profile, database and instants give the same lines on every
 * machine. One thread; several generators with different seeds run side by side, and their request
 * ids never meet as long as the seeds differ.
 */
public final class AccessLogTraffic {
  private static final double PROGRAMS = 0.12;
  private static final double CRAWLERS = 0.11;
  private static final double ATTACKERS = 0.014;

  private final long seed;
  private final TrafficProfile profile;
  private final AddressSpace addresses;
  private final Rhythm rhythm;
  private final SplittableRandom random;
  private final Actor visitors;
  private final Actor programs;
  private final Actor crawlers;
  private final Actor attackers;
  private final Garbage garbage;
  private final Exchange exchange = new Exchange();
  private final LineBuffer line = new LineBuffer();
  private final LineFormat.Clock clock = new LineFormat.Clock();
  private long made;

  /** Addresses from the database that ships with the suite. */
  public AccessLogTraffic(long seed, TrafficProfile profile) {
    this(seed, AddressSpace.shipped(), profile);
  }

  /**
   * Addresses from a database of one's own.
   *
   * @param cityMmdb a GeoIP2 or GeoLite2 City or Country database
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it holds no country
   */
  public AccessLogTraffic(long seed, Path cityMmdb, TrafficProfile profile) throws IOException {
    this(seed, AddressSpace.of(cityMmdb), profile);
  }

  private AccessLogTraffic(long seed, AddressSpace addresses, TrafficProfile profile) {
    this.seed = seed;
    this.profile = profile;
    this.addresses = addresses;
    this.random = new SplittableRandom(Rhythm.mix(seed));
    this.rhythm = new Rhythm(seed);
    Site site = new Site();
    AgentCatalogue agents = new AgentCatalogue();
    Server server = new Server(rhythm, random.split());
    this.visitors =
        new Visitors(site, server, addresses, agents, profile.balancedShare(), random.split());
    this.programs = new Programs(site, server, addresses, agents, random.split());
    this.crawlers = new Crawlers(site, server, agents, random.split());
    this.attackers = new Attackers(server, addresses, agents, random.split());
    this.garbage = new Garbage(random.split());
  }

  /** The next line, of that instant; instants do not go back. */
  public LogLine next(long epochMillis) {
    // The low half is a bijection of the count: no two lines of a generator share an id.
    long idHigh = Rhythm.mix(Rhythm.mix(seed) ^ made);
    long idLow = Rhythm.mix(seed * 0x9E3779B97F4A7C15L + made++);
    line.clear();
    boolean noise = random.nextDouble() < profile.garbageShare();
    if (noise) {
      garbage.write(line, idHigh, idLow);
    } else {
      actor().act(exchange, epochMillis);
      format().write(line, exchange, clock, epochMillis, idHigh, idLow);
    }
    return new LogLine(line.toBytes(), hex(idHigh, idLow), epochMillis, noise);
  }

  /**
   * How busy the site is: mean 1 over a week. A day's curve of people all over the world, the
   * weekend, some restlessness, and the bursts of the profile.
   */
  public double intensity(long epochMillis) {
    double bursts = profile.bursts() ? Rhythm.burst(epochMillis) : 1;
    return (0.25 + 0.75 * addresses.awake(epochMillis))
        * Rhythm.weekday(epochMillis)
        * rhythm.restlessness(epochMillis)
        * bursts;
  }

  private Actor actor() {
    double who = random.nextDouble();
    if (who < PROGRAMS) {
      return programs;
    }
    if (who < PROGRAMS + CRAWLERS) {
      return crawlers;
    }
    return who < PROGRAMS + CRAWLERS + ATTACKERS ? attackers : visitors;
  }

  private LineFormat format() {
    if (profile.otherFormatShare() > 0 && random.nextDouble() < profile.otherFormatShare()) {
      return LineFormat.OTHERS.get(random.nextInt(LineFormat.OTHERS.size()));
    }
    return profile.format();
  }

  private static String hex(long high, long low) {
    return new String(
        new LineBuffer().addHex(high).addHex(low).toBytes(), StandardCharsets.US_ASCII);
  }
}
