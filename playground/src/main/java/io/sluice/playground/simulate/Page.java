package io.sluice.playground.simulate;

import java.util.List;

/**
 * What one address of the site is like. Filled by {@link Site}; links are set once all are known.
 */
final class Page {
  /** What the server normally answers. */
  enum Answer {
    FIXED,
    /** 200, or 304 to those who have it. */
    STATIC,
    /** 302, or 401 for a mistyped password. */
    LOGIN
  }

  /** A request that a page causes. */
  record Cause(Page page, boolean always) {}

  final String name;
  final int part;
  final byte[] host;
  final byte[] method;
  final Target target;
  final double medianMillis;
  final double sigma;
  final long bytes;
  final Answer answer;
  final int status;
  final double entryShare;

  /** The scheme and host of links to it. */
  final byte[] origin;

  List<Cause> causes = List.of();

  /** Where people go from here; null where this is no page to look at. */
  Weighted<Page> next;

  Page(List<String> row, Target.Gaps gaps) {
    name = row.get(0);
    entryShare = Double.parseDouble(row.get(1));
    host = Exchange.ascii(row.get(2));
    origin = Exchange.ascii("https://" + row.get(2));
    part = Math.floorMod(row.get(2).hashCode(), 16);
    int space = row.get(3).indexOf(' ');
    method = Exchange.ascii(row.get(3).substring(0, space + 1));
    target = new Target(row.get(3).substring(space + 1), gaps);
    medianMillis = Double.parseDouble(row.get(4));
    sigma = Double.parseDouble(row.get(5));
    bytes = Long.parseLong(row.get(6));
    answer =
        switch (row.get(7)) {
          case "static" -> Answer.STATIC;
          case "login" -> Answer.LOGIN;
          default -> Answer.FIXED;
        };
    status = answer == Answer.FIXED ? Integer.parseInt(row.get(7)) : 200;
  }
}
