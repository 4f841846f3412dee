package io.sluice.benchmarks.micro;

import io.sluice.benchmarks.contest.Task;
import java.nio.charset.StandardCharsets;
import nl.basjes.parse.core.Field;
import nl.basjes.parse.core.Parser.SetterPolicy;
import nl.basjes.parse.httpdlog.HttpdLoglineParser;

/** The library that reads log formats from the web server's own configuration. */
public final class ParseLogparser extends LineContender {
  private HttpdLoglineParser<Fields> parser;
  private final Fields fields = new Fields();

  /** What the library fills in. */
  public static final class Fields {
    long timestamp;
    long status;
    long bytes;

    @Field(value = "TIME.EPOCH:request.receive.time.epoch")
    public void setTimestamp(Long millis) {
      timestamp = millis;
    }

    @Field(value = "STRING:request.status.last")
    public void setStatus(String text) {
      status = Long.parseLong(text);
    }

    @Field(value = "BYTES:response.body.bytes", setterPolicy = SetterPolicy.ALWAYS)
    public void setBytes(Long count) {
      bytes = count == null ? 0 : count;
    }

    @Field("IP:connection.client.host")
    public void setAddress(String ignored) {}

    @Field("HTTP.URI:request.firstline.uri")
    public void setTarget(String ignored) {}

    @Field("HTTP.USERAGENT:request.user-agent")
    public void setAgent(String ignored) {}
  }

  @Override
  void open(Task task) {
    parser = new HttpdLoglineParser<>(Fields.class, "combined");
  }

  @Override
  long work(byte[] line) throws Exception {
    fields.bytes = 0;
    parser.parse(fields, new String(line, StandardCharsets.ISO_8859_1));
    return fields.timestamp / 1000 + fields.status + fields.bytes;
  }
}
