package io.sluice.common.lookup;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.runtime.Shared;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A table that a job looks rows up in: travels with the graph, and is opened once per job and
 * TaskManager.
 *
 * <pre>{@code
 * LookupTable<Customer> customers =
 *     LookupTable.inDatabase("customers", jdbc, query, line -> new Customer(line.getString(2)), config);
 * }</pre>
 *
 * @param <R> a row; serialisable and immutable
 */
public abstract class LookupTable<R> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;

  private LookupTable(String name) {
    this.name = name;
  }

  /**
   * Rows of a database.
   *
   * @param name unique among the tables of a job
   * @param query as {@link #checkQuery} accepts it
   */
  public static <R> LookupTable<R> inDatabase(
      String name, JdbcConfig database, String query, RowMapper<R> mapper, LookupConfig config) {
    KeyedQuery keyed = new KeyedQuery(query);
    return of(name, () -> new JdbcRowSource<>(database, keyed, mapper), config);
  }

  /** Rows of anything else that can be asked. */
  public static <R> LookupTable<R> of(
      String name, RowSource.Opening<R> opening, LookupConfig config) {
    return new Remote<>(name, opening, config);
  }

  /** Rows that are all known, such as those of a file; nobody waits for them. */
  public static <R extends Serializable> LookupTable<R> fixed(String name, Map<String, R> rows) {
    return new Fixed<>(name, rows);
  }

  /**
   * @throws IllegalArgumentException that says in one line what is wrong with the query
   */
  public static void checkQuery(String query) {
    new KeyedQuery(query).forKeys(1);
  }

  /**
   * Asks for a row by a connection of its own, at once: to find out at the start what no waiting
   * would mend.
   *
   * @throws Exception what the database says
   */
  public abstract void tryOut(String key) throws Exception;

  abstract Dimension<R> open();

  /** How long a record may wait for a row. */
  abstract Duration patience();

  /** A share in the open table; give it back. */
  @SuppressWarnings("unchecked") // a name stands for one table of a job, and so for one type of row
  final Dimensions<R> acquire() throws Exception {
    Callable<Dimension<R>> opening = this::open;
    Shared<Dimension> shared =
        Shared.acquire(Dimension.class, List.of("lookup", name), opening::call);
    return new Dimensions<>(shared, (Dimension<R>) shared.get());
  }

  /** A share and what it is of. */
  record Dimensions<R>(Shared<?> share, Dimension<R> dimension) {}

  private static final class Remote<R> extends LookupTable<R> {
    private static final long serialVersionUID = 1L;

    private final RowSource.Opening<R> opening;
    private final LookupConfig config;

    Remote(String name, RowSource.Opening<R> opening, LookupConfig config) {
      super(name);
      this.opening = opening;
      this.config = config;
    }

    @Override
    public void tryOut(String key) throws Exception {
      try (RowSource<R> source = opening.open()) {
        source.rows(List.of(key));
      }
    }

    @Override
    Dimension<R> open() {
      return RemoteDimension.start(opening, config, System::nanoTime);
    }

    @Override
    Duration patience() {
      return config.timeout();
    }
  }

  private static final class Fixed<R extends Serializable> extends LookupTable<R> {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, R> rows;

    Fixed(String name, Map<String, R> rows) {
      super(name);
      this.rows = new HashMap<>(rows);
    }

    @Override
    public void tryOut(String key) {}

    @Override
    Dimension<R> open() {
      Map<String, Answer<R>> answers = new HashMap<>();
      rows.forEach((key, row) -> answers.put(key, Answer.of(row)));
      return new FixedDimension<>(answers);
    }

    @Override
    Duration patience() {
      return Duration.ofSeconds(1);
    }
  }
}
