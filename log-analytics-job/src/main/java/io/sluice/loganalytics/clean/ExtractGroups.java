package io.sluice.loganalytics.clean;

import com.google.re2j.Matcher;
import io.sluice.common.rule.LinearPattern;
import io.sluice.loganalytics.event.AccessRequest;
import java.util.List;

/** Takes the named groups of a pattern's first match into fields. */
record ExtractGroups(TextSource source, LinearPattern pattern, List<Group> groups)
    implements Action {

  /** A group, by its number, and where its text goes. */
  record Group(int number, Target target) {}

  @Override
  public Effect apply(AccessRequest request) {
    String text = source.of(request, pattern);
    Matcher match = text == null ? null : pattern.match(text);
    if (match == null) {
      return Effect.MATCHED;
    }
    Effect effect = Effect.MATCHED;
    for (Group group : groups) {
      String value = match.group(group.number());
      if (value != null) {
        group.target().put(request, value);
        effect = Effect.CHANGED;
      }
    }
    return effect;
  }
}
