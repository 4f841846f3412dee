package io.sluice.playground.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares what was sent with the rows found, line by line.
 *
 * <p>A good line must be found once in the clean requests and not in the dead letters, a garbage
 * line the other way round. A row of a good line must carry the request id of the line sent from
 * that place, so that a shifted offset does not pass for the line itself.
 *
 * <p>Dead letters are delivered at least once under the id of their line: the same letter again is
 * a repeat, seen as received above written, and doubles nothing for who reads by id.
 */
public final class RequestBalance {
  private final SentLedger sent;
  private final Found clean;
  private final Found dead;
  private final Tally requests = new Tally();
  private final Tally letters = new Tally();

  private static final class Tally {
    long expected;
    long lost;
    long doubled;
    long strange;
    long misplaced;
  }

  public RequestBalance(SentLedger sent, Found clean, Found dead) {
    this.sent = sent;
    this.clean = clean;
    this.dead = dead;
    for (int partition = 0; partition < sent.partitions(); partition++) {
      for (int offset = 0; offset < sent.end(partition); offset++) {
        judge(partition, offset);
      }
    }
    requests.doubled += clean.nameless() + unsent(clean);
    letters.doubled += dead.nameless() + unsent(dead);
  }

  private void judge(int partition, int offset) {
    SentLedger.Entry entry = sent.at(partition, offset);
    if (entry == null) {
      return;
    }
    long inClean = clean.count(partition, offset);
    long inDead = dead.count(partition, offset);
    if (entry.garbage()) {
      judge(letters, inDead, inClean);
    } else {
      judge(requests, inClean, inDead);
      requests.doubled += Math.max(0, inClean - 1);
      if (inClean > 0 && clean.requestId(partition, offset) != entry.requestId()) {
        requests.strange++;
      }
    }
  }

  private static void judge(Tally tally, long where, long elsewhere) {
    tally.expected++;
    if (where == 0) {
      tally.lost++;
    }
    if (elsewhere > 0) {
      tally.misplaced++;
    }
  }

  private long unsent(Found found) {
    long rows = 0;
    for (int partition = 0; partition < found.partitions(); partition++) {
      for (int offset = 0; offset < found.end(partition); offset++) {
        if (sent.at(partition, offset) == null) {
          rows += found.count(partition, offset);
        }
      }
    }
    return rows;
  }

  /** Lines that became requests. */
  public Stage cleanStage() {
    List<String> problems = new ArrayList<>();
    note(problems, requests.strange, "rows carry another line's request id");
    note(problems, requests.misplaced, "good lines are in the dead letters");
    return stage("requests in access-clean", requests, clean, dead.distinct(), problems);
  }

  /** Lines that nobody could read. */
  public Stage deadStage() {
    List<String> problems = new ArrayList<>();
    note(problems, letters.misplaced, "garbage lines are among the requests");
    return stage("rejects in dead-letters", letters, dead, 0, problems);
  }

  private static Stage stage(
      String name, Tally tally, Found found, long rejected, List<String> problems) {
    return new Stage(
        name,
        tally.expected,
        found.records(),
        found.distinct(),
        rejected,
        tally.lost,
        tally.doubled,
        null,
        problems);
  }

  private static void note(List<String> problems, long count, String what) {
    if (count > 0) {
      problems.add(count + " " + what);
    }
  }
}
