package io.sluice.benchmarks.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.ContestException;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Task;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.EventType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is compared does the same work: few events, equal outputs, no word about speed. */
class AlertContendersITCase {
  private static final int DEVICES = 20;
  private static final long EVENTS = 10_000;

  /** Dense, so that faults overlap and come out of order. */
  private static final int PACE = 3;

  private static final int RULES = 10;
  private static final int MANY_RULES = 1_000;

  /** Each costs SQL four joins. */
  private static final int FEW_RULES = 3;

  @TempDir static Path folder;

  private static FleetFiles fleet;

  @BeforeAll
  static void makeEvents() throws IOException {
    fleet = FleetFiles.of(folder, DEVICES, EVENTS, PACE);
  }

  private static Task task(Contender contender, int rules) throws IOException {
    return AlertTask.of(fleet, rules, EVENTS, folder)
        .with("out", folder.resolve(contender.getClass().getSimpleName() + rules))
        .with("checkpoints", folder.resolve("checkpoints"))
        .with("checkpoint", 300);
  }

  private static Openings run(Contender contender, Task task) throws Exception {
    try (contender) {
      Round round = contender.run(task);
      assertThat(round.records()).isEqualTo(EVENTS);
      return Openings.read(task.path("out"));
    }
  }

  private static Openings run(Contender contender, int rules) throws Exception {
    return run(contender, task(contender, rules));
  }

  /** In order of time, looking at every two faults of a device: slow, and plain to see. */
  private static Openings expected(int rules) throws IOException {
    List<DeviceEvent> events = new ArrayList<>();
    for (FleetReader reader : AlertTask.readers(task(new DetectPlain(), rules))) {
      while (reader.hasNext()) {
        events.add(reader.next());
      }
    }
    events.sort(Comparator.comparingLong(event -> event.ts));
    Map<String, Map<String, Long>> up = new HashMap<>();
    Set<String> openings = new HashSet<>();
    for (DeviceEvent event : events) {
      Map<String, Long> codes = up.computeIfAbsent(event.deviceId, none -> new HashMap<>());
      if (event.type == EventType.RECOVERY) {
        codes.remove(event.code);
        continue;
      }
      for (PairRule rule : PairRule.first(rules)) {
        String other =
            event.code.equals(rule.firstCode())
                ? rule.secondCode()
                : event.code.equals(rule.secondCode()) ? rule.firstCode() : null;
        Long since = other == null ? null : codes.get(other);
        if (since != null && event.ts - since < rule.seconds() * 1_000L) {
          openings.add(rule.id() + " " + event.deviceId + " " + event.ts);
        }
      }
      assertThat(codes.put(event.code, event.ts)).as("a code that is up").isNull();
    }
    return new Openings(openings);
  }

  @Test
  void thePlainLoopFindsWhatALookAtEveryTwoFaultsFinds() throws Exception {
    Openings expected = expected(RULES);

    assertThat(expected.all()).hasSizeGreaterThan(20);
    expected.requireEqual("plain", run(new DetectPlain(), RULES));
    expected(MANY_RULES).requireEqual("plain", run(new DetectPlain(), MANY_RULES));
  }

  @Test
  void oursFindsTheSame() throws Exception {
    expected(MANY_RULES).requireEqual("ours", run(new DetectCore(), MANY_RULES));
    DetectCore core = new DetectCore();
    Task perEvent = task(core, RULES).with("write-behind", false);
    expected(RULES).requireEqual("a row per event", run(core, perEvent));
  }

  @Test
  void theWholePipelineFindsTheSame() throws Exception {
    expected(RULES).requireEqual("whole", run(new DetectJson(), RULES));
  }

  @Test
  void cepFindsTheSame() throws Exception {
    CepPairs cep = new CepPairs();
    expected(RULES).requireEqual("CEP", run(cep, task(cep, RULES).with("backend", "hashmap")));
  }

  @Test
  void intervalJoinsFindTheSame() throws Exception {
    expected(FEW_RULES).requireEqual("interval joins", run(new SqlIntervalJoin(), FEW_RULES));
  }

  @Test
  void regularJoinsFindTheSame() throws Exception {
    expected(FEW_RULES).requireEqual("regular joins", run(new SqlRegularJoin(), FEW_RULES));
  }

  @Test
  void anOpeningThatIsMissingIsFound() {
    Openings two = new Openings(Set.of("pair-1-2-60 device-00001 5", "pair-1-2-60 device-00002 6"));
    Openings one = new Openings(Set.of("pair-1-2-60 device-00001 5"));

    assertThatThrownBy(() -> two.requireEqual("other", one))
        .isInstanceOf(ContestException.class)
        .hasMessageContaining("device-00002");
    assertThatCode(() -> two.requireEqual("itself", two)).doesNotThrowAnyException();
  }
}
