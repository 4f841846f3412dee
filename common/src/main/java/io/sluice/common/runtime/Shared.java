package io.sluice.common.runtime;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A share in something heavy that all subtasks of a job on a TaskManager use together: a user-agent
 * analyser, a geo database, a connection pool. Whoever needs it first opens it, the last one to let
 * go closes it.
 *
 * <pre>{@code
 * places = Shared.acquire(GeoLookup.class, file, () -> GeoLookup.open(file));   // open()
 * places.get().locate(address);
 * places.close();                                                                // close()
 * }</pre>
 *
 * <p>The registry behind it is the suite's one sanctioned mutable static. Flink loads a job's
 * classes with a class loader per job, hence one registry per job and TaskManager; it is empty once
 * all subtasks are closed, so nothing keeps the class loader alive. Safe under concurrent opening
 * and closing. A failure to open is not remembered: the next one tries again.
 *
 * @param <T> what is shared; closed if it is {@link AutoCloseable}
 */
public final class Shared<T> implements AutoCloseable {

  private static final ConcurrentHashMap<Key, Slot> SLOTS = new ConcurrentHashMap<>();

  private final Key key;
  private final Slot slot;
  private T value;

  private Shared(Key key, Slot slot, T value) {
    this.key = key;
    this.slot = slot;
    this.value = value;
  }

  /**
   * A share in the resource of this type and identity, opened if nobody has it.
   *
   * @param type what it is; two users of a type and an identity must agree on the value's class
   * @param identity what tells it from others of the type, with a proper equals: a file, a config
   * @throws Exception what opening threw
   */
  public static <T> Shared<T> acquire(Class<T> type, Object identity, Callable<T> opening)
      throws Exception {
    Key key = new Key(type, identity);
    while (true) {
      Slot slot = SLOTS.computeIfAbsent(key, absent -> new Slot());
      synchronized (slot) {
        // A slot that was retired while this thread waited for it is no longer in the registry.
        if (!slot.retired) {
          return new Shared<>(key, slot, type.cast(open(key, slot, opening)));
        }
      }
    }
  }

  private static Object open(Key key, Slot slot, Callable<?> opening) throws Exception {
    if (slot.value == null) {
      try {
        slot.value = Objects.requireNonNull(opening.call(), "opened nothing");
      } finally {
        if (slot.value == null) {
          retire(key, slot);
        }
      }
    }
    slot.users++;
    return slot.value;
  }

  private static void retire(Key key, Slot slot) {
    slot.retired = true;
    SLOTS.remove(key, slot);
  }

  /** The resource; not after {@link #close()}. */
  public T get() {
    if (value == null) {
      throw new IllegalStateException("This share of " + key.type().getName() + " was given back");
    }
    return value;
  }

  /** Gives the share back. A second call does nothing. */
  @Override
  public void close() throws Exception {
    if (value == null) {
      return;
    }
    value = null;
    synchronized (slot) {
      slot.users--;
      if (slot.users == 0) {
        retire(key, slot);
        if (slot.value instanceof AutoCloseable closeable) {
          closeable.close();
        }
      }
    }
  }

  /** How many resources are open; for tests of leaks. */
  static int open() {
    return SLOTS.size();
  }

  private record Key(Class<?> type, Object identity) {}

  private static final class Slot {
    private Object value;
    private int users;
    private boolean retired;
  }
}
