package io.sluice.playground.connector;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.lookup.Answer;
import io.sluice.common.lookup.Enrichment;
import io.sluice.common.lookup.LookUpRows;
import io.sluice.common.lookup.LookupConfig;
import io.sluice.common.lookup.LookupTable;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/** What the lookup tests look customers up for. */
public final class Visit {
  public String key;

  /** How the customer is known, and the name. */
  public String customer;

  /** When it was read and when it was done, milliseconds. */
  public long read;

  public long done;

  public Visit() {}

  Visit(String key) {
    this.key = key;
  }

  /** Hands the same object out again and again, as a job's decoder does. */
  static final class Decoder implements RecordDecoder<Visit> {
    private static final long serialVersionUID = 1L;

    private transient Visit reused;

    @Override
    public void decode(RawRecord raw, Collector<Visit> out) {
      if (reused == null) {
        reused = new Visit();
      }
      reused.key = new String(raw.value(), StandardCharsets.UTF_8);
      reused.customer = null;
      reused.read = System.currentTimeMillis();
      out.collect(reused);
    }

    @Override
    public TypeInformation<Visit> producedType() {
      return TypeInformation.of(Visit.class);
    }
  }

  private static final class NameCustomer implements Enrichment<Visit, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String key(Visit visit) {
      return visit.key;
    }

    @Override
    public void apply(Visit visit, Answer<String> answer) {
      visit.customer = answer.kind() + " " + answer.row();
      visit.done = System.currentTimeMillis();
    }
  }

  static SingleOutputStreamOperator<Visit> lookedUp(
      DataStream<Visit> visits, String name, JdbcConfig database, String query, Duration timeout) {
    LookupTable<String> customers =
        LookupTable.inDatabase(
            name,
            database,
            query,
            line -> line.getString(2),
            new LookupConfig(Duration.ofSeconds(1), 1000, timeout, 2));
    return visits
        .transform(
            "look-up-customers",
            visits.getType(),
            new LookUpRows<>("lookup", customers, new NameCustomer()))
        .uid("look-up-customers");
  }
}
