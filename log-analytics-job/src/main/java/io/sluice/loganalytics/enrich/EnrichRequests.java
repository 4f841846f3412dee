package io.sluice.loganalytics.enrich;

import io.sluice.common.runtime.Shared;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Agent;
import io.sluice.loganalytics.event.RequestField;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Says of each request where it came from and what sent it. Changes the request it is given and
 * passes it on: one in, one out, in any order, without state. Nothing here rejects: what cannot be
 * found is a {@code MISS} or {@code UNKNOWN}, and counted.
 *
 * <p>The geo files and the analysis of user agents are shared by all subtasks of a TaskManager, the
 * caches in front of them belong to the subtask. Places remembered from a geo file are forgotten
 * when a new version takes its place.
 */
public final class EnrichRequests extends ProcessFunction<AccessRequest, AccessRequest> {
  private static final long serialVersionUID = 1L;

  private final EnrichConfig config;

  private transient SharedPlaces places;
  private transient Shared<AgentAnalyzer> analyzer;
  private transient UserAgents userAgents;
  private transient EnrichMetrics metrics;

  public EnrichRequests(EnrichConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    places = SharedPlaces.open(config);
    int remembered = config.userAgentCacheSize();
    analyzer =
        Shared.acquire(AgentAnalyzer.class, remembered, () -> YauaaAnalyzer.warmedUp(remembered));
    userAgents = new UserAgents(analyzer.get(), remembered);
    metrics = new EnrichMetrics(getRuntimeContext().getMetricGroup(), places.files());
  }

  @Override
  public void processElement(AccessRequest request, Context context, Collector<AccessRequest> out) {
    metrics.in();
    request.place = places.locate(request.addressHigh, request.addressLow);
    metrics.located(request.place);
    request.agent = agentOf(request);
    metrics.out();
    out.collect(request);
  }

  private Agent agentOf(AccessRequest request) {
    if (!request.has(RequestField.USER_AGENT)) {
      return Agent.UNKNOWN;
    }
    int field = RequestField.USER_AGENT.ordinal();
    long missesBefore = userAgents.misses();
    Agent agent = userAgents.of(request.buffer, request.from[field], request.to[field]);
    metrics.agentFound(userAgents.misses() == missesBefore);
    return agent;
  }

  @Override
  public void close() throws Exception {
    // Also called where open() failed half way.
    if (places != null) {
      places.close();
    }
    if (analyzer != null) {
      analyzer.close();
    }
  }
}
