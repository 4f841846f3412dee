package io.sluice.loganalytics.live;

/** One sampled request, as far as privacy lets people see it; null where a part is missing. */
public record RecentRequest(
    String eventId,
    long timestamp,
    String clientAddress,
    String countryIsoCode,
    String cityName,
    String asOrganization,
    String vhost,
    String method,
    String path,
    Integer status,
    Long bytes,
    Double latencyMs,
    String userAgentClass,
    String userAgentName) {}
