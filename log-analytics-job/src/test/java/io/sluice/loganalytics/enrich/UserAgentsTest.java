package io.sluice.loganalytics.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sluice.loganalytics.event.Agent;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UserAgentsTest {
  private final List<String> analyzed = new ArrayList<>();
  private final UserAgents userAgents = new UserAgents(this::analyze, 64);

  /** Names the agent after the text, so that a mix-up shows. */
  private Agent analyze(byte[] text, int from, int to) {
    String name = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    analyzed.add(name);
    return new Agent(Agent.Kind.OTHER, name, null, null, null, null);
  }

  @Test
  void analysesEachOnce() {
    Agent first = of("Firefox");

    assertThat(of("Firefox")).isSameAs(first);
    assertThat(of("Chrome").name()).isEqualTo("Chrome");
    assertThat(analyzed).containsExactly("Firefox", "Chrome");
    assertThat(userAgents.misses()).isEqualTo(2);
  }

  @Test
  void findsTheSameTextAnywhereInABuffer() {
    Agent first = of("Firefox");
    byte[] line = "GET / \"Firefox\" 200".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(userAgents.of(line, 7, 14)).isSameAs(first);
  }

  @Test
  void keepsItsOwnCopyOfTheText() {
    byte[] buffer = "Firefox".getBytes(StandardCharsets.ISO_8859_1);
    userAgents.of(buffer, 0, buffer.length);
    buffer[0] = 'X';

    assertThat(userAgents.of(buffer, 0, buffer.length).name()).isEqualTo("Xirefox");
    assertThat(of("Firefox").name()).isEqualTo("Firefox");
  }

  @Test
  void neverAnswersForAnotherText() {
    Random random = new Random(1);
    for (int round = 0; round < 100_000; round++) {
      String text = "agent " + random.nextInt(300) + " ".repeat(random.nextInt(3));
      assertThat(of(text).name()).isEqualTo(text);
    }
  }

  @Test
  void remembersNoMoreThanItsCapacity() {
    for (int round = 0; round < 2; round++) {
      for (int agent = 0; agent < 1000; agent++) {
        of("agent " + agent);
      }
    }
    // With room for all, the second round would miss nothing.
    assertThat(userAgents.misses()).isGreaterThan(1900);
  }

  @Test
  void ignoresWhatLiesBeyondTheLimit() {
    String head = "x".repeat(UserAgents.LONGEST);

    assertThat(of(head + "one").name()).isEqualTo(head);
    assertThat(of(head + "another").name()).isEqualTo(head);
    assertThat(analyzed).hasSize(1);
  }

  @Test
  void knowsTheEmptyText() {
    assertThat(of("").name()).isEmpty();
    assertThat(of("").name()).isEmpty();
    assertThat(analyzed).hasSize(1);
  }

  @Test
  void allocatesNothingOnAHit() {
    byte[] text = "Mozilla/5.0 (X11; Linux x86_64)".getBytes(StandardCharsets.ISO_8859_1);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    askThousands(text);
    threads.getCurrentThreadAllocatedBytes();

    long before = threads.getCurrentThreadAllocatedBytes();
    askThousands(text);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).as("bytes for 20,000 hits").isLessThan(1000);
  }

  private void askThousands(byte[] text) {
    for (int round = 0; round < 20_000; round++) {
      userAgents.of(text, 0, text.length);
    }
  }

  private Agent of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return userAgents.of(bytes, 0, bytes.length);
  }
}
