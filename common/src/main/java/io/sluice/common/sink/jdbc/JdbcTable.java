package io.sluice.common.sink.jdbc;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A table that rows are upserted into. It carries the version of its rows in the columns {@value
 * #GENERATION} and {@value #MERGED}, compared in that order: a row is replaced only by one whose
 * version is the same or higher, so a job restored from a checkpoint never overwrites newer with
 * older, and a repeated write changes nothing.
 *
 * @param name as in the database, optionally with the schema before it
 * @param columns in the order in which a {@link RowWriter} gives their values
 * @param key names of the primary key's columns
 * @param touched column that takes the time of every accepted write; null where there is none
 */
public record JdbcTable(String name, List<Column> columns, List<String> key, String touched)
    implements Serializable {
  public static final String GENERATION = "generation";
  public static final String MERGED = "merged";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** A column's name and what it holds. */
  public record Column(String name, ColumnType type) implements Serializable {
    public Column {
      requireName(name);
      Objects.requireNonNull(type, "type");
    }
  }

  public JdbcTable {
    Arrays.stream(name.split("\\.", 2)).forEach(JdbcTable::requireName);
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    List<String> names = columns.stream().map(Column::name).toList();
    requireColumns(name, names, key);
    requireColumns(name, names, List.of(GENERATION, MERGED));
    if (key.isEmpty()) {
      throw new IllegalArgumentException("Table " + name + " has no key to upsert by");
    }
    if (touched != null) {
      requireName(touched);
    }
  }

  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The columns that an upsert replaces, the version's last: MySQL assigns from left to right. */
  List<Column> replaced() {
    List<Column> replaced = new ArrayList<>();
    for (Column column : columns) {
      if (!key.contains(column.name()) && !isVersion(column)) {
        replaced.add(column);
      }
    }
    // merged before generation: the guard, judged again for each, must still see the old generation
    replaced.add(column(MERGED));
    replaced.add(column(GENERATION));
    return replaced;
  }

  /** Makes a row of the values that a {@link RowWriter} gave. */
  TableRow row(Object[] values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "Table " + name + " has " + columns.size() + " columns, given " + values.length);
    }
    Object[] storable = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      storable[i] = values[i] == null ? null : columns.get(i).type().storable(values[i]);
    }
    return new TableRow(
        Arrays.asList(storable),
        key(storable),
        number(storable, GENERATION),
        number(storable, MERGED));
  }

  private List<Object> key(Object[] values) {
    Object[] parts = new Object[key.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = values[index(key.get(i))];
    }
    return Arrays.asList(parts);
  }

  private long number(Object[] values, String column) {
    return ((Number) values[index(column)]).longValue();
  }

  private Column column(String named) {
    return columns.get(index(named));
  }

  private int index(String named) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(named)) {
        return i;
      }
    }
    throw new IllegalArgumentException("Table " + name + " has no column " + named);
  }

  private static boolean isVersion(Column column) {
    return column.name().equals(GENERATION) || column.name().equals(MERGED);
  }

  private static void requireColumns(String table, List<String> names, List<String> wanted) {
    for (String column : wanted) {
      if (!names.contains(column)) {
        throw new IllegalArgumentException("Table " + table + " lacks the column " + column);
      }
    }
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a name for a table or a column: '" + name + "'");
    }
  }

  /** Lists the columns in order, the key's as they come. */
  public static final class Builder {
    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> key = new ArrayList<>();
    private String touched;

    private Builder(String name) {
      this.name = name;
    }

    public Builder key(String column, ColumnType type) {
      key.add(column);
      return column(column, type);
    }

    public Builder column(String column, ColumnType type) {
      columns.add(new Column(column, type));
      return this;
    }

    /** The two columns of the version come here. */
    public Builder version() {
      return column(GENERATION, ColumnType.BIGINT).column(MERGED, ColumnType.BIGINT);
    }

    /** Names the column that takes the database's time of every accepted write. */
    public Builder touching(String column) {
      this.touched = column;
      return this;
    }

    public JdbcTable build() {
      return new JdbcTable(name, columns, key, touched);
    }
  }
}
