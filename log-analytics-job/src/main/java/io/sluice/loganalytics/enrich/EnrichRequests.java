package io.sluice.loganalytics.enrich;

import io.sluice.common.geo.CachedGeoLookup;
import io.sluice.common.geo.MaxMindGeoLookup;
import io.sluice.common.runtime.Shared;
import io.sluice.common.runtime.StageMetrics;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Agent;
import io.sluice.loganalytics.event.RequestField;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Says of each request where it came from and what sent it. Changes the request it is given and
 * passes it on: one in, one out, in any order, without state. Nothing here rejects: what cannot be
 * found is a {@code MISS} or {@code UNKNOWN}, and counted.
 *
 * <p>Beside the counts of every stage: {@code geo-found}, {@code geo-misses}, {@code geo-private},
 * {@code geo-invalid}, {@code agent-cache-hits}, {@code agent-cache-misses}; {@code
 * geo-unavailable} is 1 while a configured geo file could not be opened, {@code
 * geo-damaged-records} counts for the whole TaskManager.
 */
public final class EnrichRequests extends ProcessFunction<AccessRequest, AccessRequest> {
  private static final long serialVersionUID = 1L;
  private static final String STAGE = "enrich";

  /** Addresses each subtask remembers: 1.5 MB, and more clients than most sites see in an hour. */
  private static final int ADDRESSES = 1 << 16;

  private final EnrichConfig config;

  private transient Shared<MaxMindGeoLookup> files;
  private transient Shared<AgentAnalyzer> analyzer;
  private transient CachedGeoLookup places;
  private transient UserAgents userAgents;
  private transient StageMetrics stage;
  private transient Counter[] geoByStatus;
  private transient Counter agentHits;
  private transient Counter agentMisses;

  public EnrichRequests(EnrichConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    files =
        Shared.acquire(
            MaxMindGeoLookup.class,
            Arrays.asList(config.cityFile(), config.asnFile()),
            () -> MaxMindGeoLookup.open(path(config.cityFile()), path(config.asnFile())));
    int remembered = config.userAgentCacheSize();
    analyzer =
        Shared.acquire(AgentAnalyzer.class, remembered, () -> YauaaAnalyzer.warmedUp(remembered));
    places = new CachedGeoLookup(files.get(), ADDRESSES);
    userAgents = new UserAgents(analyzer.get(), remembered);
    register(getRuntimeContext().getMetricGroup());
  }

  private void register(MetricGroup operator) {
    stage = new StageMetrics(operator, STAGE);
    MetricGroup metrics = operator.addGroup("sluice").addGroup("stage", STAGE);
    geoByStatus =
        new Counter[] {
          metrics.counter("geo-found"),
          metrics.counter("geo-misses"),
          metrics.counter("geo-private"),
          metrics.counter("geo-invalid")
        };
    agentHits = metrics.counter("agent-cache-hits");
    agentMisses = metrics.counter("agent-cache-misses");
    MaxMindGeoLookup geo = files.get();
    metrics.gauge("geo-unavailable", () -> geo.unavailable().isEmpty() ? 0 : 1);
    metrics.gauge("geo-damaged-records", geo::damagedRecords);
  }

  @Override
  public void processElement(AccessRequest request, Context context, Collector<AccessRequest> out) {
    stage.in();
    request.place = places.locate(request.addressHigh, request.addressLow);
    geoByStatus[request.place.status().ordinal()].inc();
    request.agent = agentOf(request);
    stage.out();
    out.collect(request);
  }

  private Agent agentOf(AccessRequest request) {
    if (!request.has(RequestField.USER_AGENT)) {
      return Agent.UNKNOWN;
    }
    int field = RequestField.USER_AGENT.ordinal();
    long missesBefore = userAgents.misses();
    Agent agent = userAgents.of(request.buffer, request.from[field], request.to[field]);
    (userAgents.misses() == missesBefore ? agentHits : agentMisses).inc();
    return agent;
  }

  @Override
  public void close() throws Exception {
    // Also called where open() failed half way.
    if (files != null) {
      files.close();
    }
    if (analyzer != null) {
      analyzer.close();
    }
  }

  private static Path path(String file) {
    return file == null ? null : Path.of(file);
  }
}
