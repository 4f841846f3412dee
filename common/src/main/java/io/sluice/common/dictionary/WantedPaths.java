package io.sluice.common.dictionary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths that any structure of a source reads or is recognised by, as a tree: a record is walked
 * once for all of them. Each has a slot.
 */
final class WantedPaths {
  private final Branch root = new Branch();
  private int slots;

  /** A name on the way to wanted values, and maybe the last one of some. */
  static final class Branch {
    private final Map<String, Branch> below = new HashMap<>(8);
    int slot = -1;

    /** Or null where nothing below is wanted. */
    Branch child(String name) {
      return below.get(name);
    }

    boolean isLeaf() {
      return below.isEmpty();
    }
  }

  /** The slot of the path; the same for the same path. */
  int slot(List<String> path) {
    Branch at = root;
    for (String name : path) {
      at = at.below.computeIfAbsent(name, missing -> new Branch());
    }
    if (at.slot < 0) {
      at.slot = slots++;
    }
    return at.slot;
  }

  Branch root() {
    return root;
  }

  int size() {
    return slots;
  }

  Scalar[] newScalars() {
    Scalar[] scalars = new Scalar[slots];
    for (int slot = 0; slot < slots; slot++) {
      scalars[slot] = new Scalar();
    }
    return scalars;
  }
}
