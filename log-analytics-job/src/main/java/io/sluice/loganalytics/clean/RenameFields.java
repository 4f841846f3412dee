package io.sluice.loganalytics.clean;

import io.sluice.loganalytics.event.AccessRequest;
import java.util.List;

/** Moves texts from field to field; what a request lacks changes nothing. */
record RenameFields(List<Move> moves) implements Action {

  /** From where to where. */
  record Move(TextSource source, Target emptied, Target target) {}

  @Override
  public Effect apply(AccessRequest request) {
    Effect effect = Effect.MATCHED;
    for (Move move : moves) {
      String value = move.source().of(request);
      if (value != null) {
        move.emptied().put(request, null);
        move.target().put(request, value);
        effect = Effect.CHANGED;
      }
    }
    return effect;
  }
}
