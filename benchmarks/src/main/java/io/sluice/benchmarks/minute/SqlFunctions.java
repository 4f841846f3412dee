package io.sluice.benchmarks.minute;

import io.sluice.common.geo.IpAddress;
import io.sluice.common.geo.MaxMindGeoLookup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.inference.InputTypeStrategies;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;

/** The functions a user of Flink SQL would write for this, written well. */
public final class SqlFunctions {
  private SqlFunctions() {}

  /** Event time of a line. */
  public static final class LineTime extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    @DataTypeHint(value = "TIMESTAMP_LTZ(3)", bridgedTo = TimestampData.class)
    public TimestampData eval(byte[] line) {
      return TimestampData.fromEpochMillis(LastLine.of(line).millis);
    }
  }

  /** Address of the client. */
  public static final class LineClient extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public String eval(byte[] line) {
      return LastLine.of(line).client;
    }
  }

  /** Status of the response. */
  public static final class LineStatus extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public int eval(byte[] line) {
      return LastLine.of(line).status;
    }
  }

  /** Bytes of the body. */
  public static final class LineBytes extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public long eval(byte[] line) {
      return LastLine.of(line).bytes;
    }
  }

  /** Country of a client, remembered by the text of its address. */
  public static final class Country extends ScalarFunction {
    private static final long serialVersionUID = 1L;
    private static final int REMEMBERED = 1 << 17;

    private final String file;
    private transient Map<String, String> known;
    private transient MaxMindGeoLookup lookup;
    private transient IpAddress address;

    public Country(Path file) {
      this.file = file.toString();
    }

    @Override
    public void open(FunctionContext context) {
      known = new HashMap<>();
      lookup = MaxMindGeoLookup.open(Path.of(file), null);
      address = new IpAddress();
    }

    public String eval(byte[] line) {
      String client = LastLine.of(line).client;
      String country = known.get(client);
      if (country == null) {
        if (known.size() >= REMEMBERED) {
          known.clear();
        }
        country = locate(client);
        known.put(client, country);
      }
      return country;
    }

    private String locate(String client) {
      address.parse(client);
      String code = lookup.locate(address.high(), address.low()).countryIsoCode();
      return code == null ? CellKey.UNKNOWN : code;
    }
  }

  /** Distinct texts by a HyperLogLog of lgK 14. */
  public static final class Distinct extends AggregateFunction<Long, Union> {
    private static final long serialVersionUID = 1L;
    private static final int LG_K = 14;

    @Override
    public Union createAccumulator() {
      return new Union(LG_K);
    }

    public void accumulate(Union sketch, String text) {
      sketch.update(text);
    }

    public void merge(Union sketch, Iterable<Union> others) {
      for (Union other : others) {
        sketch.update(other.getResult(TgtHllType.HLL_8));
      }
    }

    @Override
    public Long getValue(Union sketch) {
      return Math.round(sketch.getCompositeEstimate());
    }

    @Override
    public TypeInference getTypeInference(DataTypeFactory types) {
      return TypeInference.newBuilder()
          .inputTypeStrategy(
              InputTypeStrategies.sequence(InputTypeStrategies.explicit(DataTypes.STRING())))
          .accumulatorTypeStrategy(
              TypeStrategies.explicit(DataTypes.RAW(Union.class, SketchSerializer.INSTANCE)))
          .outputTypeStrategy(TypeStrategies.explicit(DataTypes.BIGINT()))
          .build();
    }
  }
}
