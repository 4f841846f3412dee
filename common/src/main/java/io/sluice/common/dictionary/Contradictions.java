package io.sluice.common.dictionary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds entries that are right by themselves, but not beside each other. */
final class Contradictions {

  /** A structure with its place. */
  private record Placed(Source source, Structure structure, YamlEntry entry) {}

  private Contradictions() {}

  static void find(List<SourceEntry> entries, List<Source> sources) {
    Set<String> names = new HashSet<>();
    List<Placed> structures = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Source source = sources.get(i);
      if (!names.add(source.name())) {
        entries.get(i).entry().refuse("stands in the file twice", "name the sources apart");
      }
      for (int j = 0; j < source.structures().size(); j++) {
        YamlEntry place = entries.get(i).structureEntries().get(j);
        structures.add(new Placed(source, source.structures().get(j), place));
      }
    }
    for (int later = 1; later < structures.size(); later++) {
      findCover(structures.subList(0, later), structures.get(later));
    }
  }

  /** The first structure that fits is taken, so one behind a wider one never is. */
  private static void findCover(List<Placed> before, Placed later) {
    for (Placed earlier : before) {
      boolean sameKind = (earlier.structure.csv() == null) == (later.structure.csv() == null);
      if (earlier.source.topic().equals(later.source.topic())
          && sameKind
          && earlier.structure.recognition().covers(later.structure.recognition())) {
        boolean equal = later.structure.recognition().covers(earlier.structure.recognition());
        String name = earlier.source.name() + "/" + earlier.structure.name();
        later.entry.refuse(
            "never applies on topic "
                + later.source.topic()
                + ", where "
                + name
                + (equal ? " is recognised by the same" : " recognises all of its records before"),
            equal ? "tell them apart under recognisedBy" : "put the narrower one first");
        return;
      }
    }
  }
}
