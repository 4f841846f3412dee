package io.sluice.loganalytics.traffic;

import io.sluice.common.geo.Place;
import io.sluice.common.state.PreAggregation;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Agent;
import io.sluice.loganalytics.event.Privacy;
import io.sluice.loganalytics.event.RequestField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.Collector;

/**
 * Counts requests per second, dimension and value before the shuffle. Every request counts once in
 * every dimension; those beyond the tolerance or flagged as future count in none. Deltas come out
 * in the order in which their values first appeared, so that the cap on values does not depend on
 * when a flush happens.
 */
public final class AggregateTraffic implements PreAggregation<AccessRequest, TrafficDelta> {
  private static final long serialVersionUID = 1L;
  private static final int STATUSES = 1000;

  /** The slot of a request whose client has no readable address. */
  private static final int NOBODY = -1;

  /** Which totals a value of a dimension counts into, within one second. */
  private final class Second {
    final long start;
    final TrafficTotals all;
    final ClientTable clients = new ClientTable(expectedClients);
    final Map<String, TrafficTotals> countries = new HashMap<>();
    final Map<String, TrafficTotals> cities = new HashMap<>();
    final Map<String, TrafficTotals> namedCustomers = new HashMap<>();
    final ValueTable vhosts = new ValueTable();
    final ValueTable paths = new ValueTable();
    final ValueTable customers = new ValueTable();
    final TrafficTotals[] statuses = new TrafficTotals[STATUSES + 1];
    final TrafficTotals[] agents = new TrafficTotals[Agent.Kind.values().length];

    Second(long start) {
      this.start = start;
      this.all = create(Dimension.ALL, start, "all");
    }

    void add(AccessRequest request) {
      figures.take(request);
      long client = ClientHash.of(request.addressHigh, request.addressLow);
      int slot = client == 0 ? NOBODY : clients.slot(client);
      count(Dimension.ALL, all, slot, client);
      place(request.place, slot, client);
      count(
          Dimension.VHOST,
          sliced(Dimension.VHOST, vhosts, request, RequestField.HOST),
          slot,
          client);
      count(
          Dimension.PATH, sliced(Dimension.PATH, paths, request, RequestField.PATH), slot, client);
      count(Dimension.CUSTOMER, customer(request), slot, client);
      count(Dimension.STATUS, status(request.status), slot, client);
      count(Dimension.USER_AGENT_CLASS, agent(request.agent), slot, client);
    }

    private void count(Dimension dimension, TrafficTotals totals, int slot, long client) {
      totals.add(figures);
      if (slot != NOBODY && clients.latest(slot, dimension) != totals) {
        totals.clients.add(client);
        clients.counted(slot, dimension, totals);
      }
    }

    private void place(Place place, int slot, long client) {
      if (slot != NOBODY && place != null && clients.isAt(slot, place)) {
        clients.latest(slot, Dimension.COUNTRY).add(figures);
        clients.latest(slot, Dimension.CITY).add(figures);
        return;
      }
      count(Dimension.COUNTRY, country(place), slot, client);
      count(Dimension.CITY, city(place), slot, client);
      if (slot != NOBODY) {
        clients.moveTo(slot, place);
      }
    }

    private TrafficTotals country(Place place) {
      return named(Dimension.COUNTRY, countries, place == null ? null : place.countryIsoCode());
    }

    private TrafficTotals city(Place place) {
      return named(Dimension.CITY, cities, place == null ? null : place.cityName());
    }

    private TrafficTotals named(
        Dimension dimension, Map<String, TrafficTotals> table, String value) {
      String name = value == null ? Dimension.UNKNOWN : value;
      TrafficTotals totals = table.get(name);
      if (totals == null) {
        totals = create(dimension, start, name);
        table.put(name, totals);
      }
      return totals;
    }

    private TrafficTotals sliced(
        Dimension dimension, ValueTable table, AccessRequest request, RequestField field) {
      int from = request.from[field.ordinal()];
      int to = request.to[field.ordinal()];
      return to > from
          ? table.get(request.buffer, from, to, value -> create(dimension, start, value))
          : table.missing(value -> create(dimension, start, value));
    }

    /**
     * The customer looked up, if customers are; else the authenticated user, named only as far as
     * users may be.
     */
    private TrafficTotals customer(AccessRequest request) {
      if (request.customer != null) {
        return named(Dimension.CUSTOMER, namedCustomers, request.customer.name());
      }
      if (privacy.user() == Privacy.UserRule.KEEP) {
        return sliced(Dimension.CUSTOMER, customers, request, RequestField.USER);
      }
      return named(Dimension.CUSTOMER, namedCustomers, privacy.userOf(request));
    }

    private TrafficTotals status(int status) {
      boolean known = status >= 0 && status < STATUSES;
      int slot = known ? status : STATUSES;
      if (statuses[slot] == null) {
        String value = known ? threeDigits(status) : Dimension.UNKNOWN;
        statuses[slot] = create(Dimension.STATUS, start, value);
      }
      return statuses[slot];
    }

    private TrafficTotals agent(Agent agent) {
      Agent.Kind kind = agent == null ? Agent.Kind.UNKNOWN : agent.kind();
      if (agents[kind.ordinal()] == null) {
        agents[kind.ordinal()] = create(Dimension.USER_AGENT_CLASS, start, kind.label());
      }
      return agents[kind.ordinal()];
    }
  }

  private final Privacy privacy;

  private transient Map<Long, Second> seconds;
  private transient List<TrafficDelta> deltas;
  private transient Second latest;
  private transient RequestFigures figures;
  private transient int expectedClients;

  public AggregateTraffic(Privacy privacy) {
    this.privacy = privacy;
  }

  private static String threeDigits(int status) {
    return status < 100 ? String.valueOf(1000 + status).substring(1) : String.valueOf(status);
  }

  private TrafficTotals create(Dimension dimension, long second, String value) {
    TrafficTotals totals = new TrafficTotals();
    deltas.add(new TrafficDelta(dimension, value, second, totals));
    return totals;
  }

  @Override
  public void add(AccessRequest request) {
    if (request.late || request.future) {
      return;
    }
    if (deltas == null) {
      figures = new RequestFigures();
      forget();
    }
    second(Math.floorDiv(request.timestamp, 1000) * 1000).add(request);
  }

  private Second second(long start) {
    if (latest == null || latest.start != start) {
      latest = seconds.computeIfAbsent(start, Second::new);
    }
    return latest;
  }

  private void forget() {
    seconds = new HashMap<>();
    deltas = new ArrayList<>();
    latest = null;
  }

  @Override
  public int size() {
    return deltas == null ? 0 : deltas.size();
  }

  @Override
  public void drain(Collector<TrafficDelta> out) {
    List<TrafficDelta> drained = deltas;
    expectedClients =
        seconds.values().stream().mapToInt(second -> second.clients.size()).max().orElse(0);
    forget();
    for (TrafficDelta delta : drained) {
      out.collect(delta);
    }
  }
}
