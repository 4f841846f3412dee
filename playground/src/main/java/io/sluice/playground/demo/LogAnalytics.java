package io.sluice.playground.demo;

import io.sluice.playground.cluster.JobArguments;
import io.sluice.playground.part.SluiceHome;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How log analytics is told to run in the embedded world. */
public final class LogAnalytics {
  public static final String NAME = "log-analytics";
  public static final String MODULE = "log-analytics-job";

  /** What the simulator writes, as the nginx log_format that an operator would copy over. */
  public static final String LOG_FORMAT =
      "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
          + " \"$http_referer\" \"$http_user_agent\" \"$http_x_forwarded_for\" $host"
          + " $request_time $request_id $msec";

  private LogAnalytics() {}

  /** The job's arguments; {@code settings} win over what the world gives. */
  public static List<String> arguments(
      SluiceHome home, World world, Places places, int parallelism, Map<String, String> settings) {
    Path geo = home.root().resolve("src-test-data/log-analytics/geo");
    Map<String, String> all = new LinkedHashMap<>();
    all.put("kafka.bootstrap-servers", world.broker().bootstrapServers());
    all.putAll(places.settings(world.postgres()));
    all.put("parse.format", LOG_FORMAT);
    all.put("parse.trusted-proxies", "10.0.2.0/24,10.0.3.0/24");
    all.put("geo.city-file", geo.resolve("sluice-city.mmdb").toString());
    all.put("geo.asn-file", geo.resolve("sluice-asn.mmdb").toString());
    all.put("parallelism", Integer.toString(parallelism));
    all.put("checkpoint.interval", "2s");
    // A minute of the history stands for its hour, so minutes stay as long as the history reaches.
    all.put("retention.minute", "31d");
    all.put("checkpoint.directory", world.cluster().checkpoints().toUri().toString());
    all.putAll(settings);
    return JobArguments.of(List.of(), all);
  }
}
