package io.sluice.loganalytics.enrich;

import io.sluice.common.geo.CachedGeoLookup;
import io.sluice.common.geo.MaxMindGeoLookup;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Agent;
import io.sluice.loganalytics.event.RequestField;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Says of each request where it came from and what sent it. Changes the request it is given and
 * passes it on: one in, one out, in any order, without state. Nothing here rejects: what cannot be
 * found is a {@code MISS} or {@code UNKNOWN}, and counted.
 */
public final class EnrichRequests extends ProcessFunction<AccessRequest, AccessRequest> {
  private static final long serialVersionUID = 1L;

  /** Addresses each subtask remembers: 1.5 MB, and more clients than most sites see in an hour. */
  private static final int ADDRESSES = 1 << 16;

  private final EnrichConfig config;

  private transient MaxMindGeoLookup files;
  private transient CachedGeoLookup places;
  private transient UserAgents userAgents;
  private transient Counter[] byStatus;
  private transient Counter agentHits;
  private transient Counter agentMisses;

  public EnrichRequests(EnrichConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    files = MaxMindGeoLookup.open(path(config.cityFile()), path(config.asnFile()));
    places = new CachedGeoLookup(files, ADDRESSES);
    userAgents = new UserAgents(new YauaaAnalyzer(), config.userAgentCacheSize());
    register(getRuntimeContext().getMetricGroup());
  }

  private void register(MetricGroup metrics) {
    byStatus =
        new Counter[] {
          metrics.counter("geoFound"),
          metrics.counter("geoMisses"),
          metrics.counter("geoPrivate"),
          metrics.counter("geoInvalid")
        };
    agentHits = metrics.counter("agentCacheHits");
    agentMisses = metrics.counter("agentCacheMisses");
    metrics.gauge("geoUnavailable", () -> files.unavailable().isEmpty() ? 0 : 1);
    metrics.gauge("geoDamagedRecords", files::damagedRecords);
  }

  @Override
  public void processElement(AccessRequest request, Context context, Collector<AccessRequest> out) {
    request.place = places.locate(request.addressHigh, request.addressLow);
    byStatus[request.place.status().ordinal()].inc();
    request.agent = agent(request);
    out.collect(request);
  }

  private Agent agent(AccessRequest request) {
    if (!request.has(RequestField.USER_AGENT)) {
      return Agent.UNKNOWN;
    }
    int field = RequestField.USER_AGENT.ordinal();
    long missesBefore = userAgents.misses();
    Agent agent = userAgents.of(request.buffer, request.from[field], request.to[field]);
    (userAgents.misses() == missesBefore ? agentHits : agentMisses).inc();
    return agent;
  }

  private static Path path(String file) {
    return file == null ? null : Path.of(file);
  }
}
