package io.sluice.dashboard.operate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rule as somebody wrote it, YAML or JSON. Only its id is looked for here, since records are
 * keyed by it; whether the rule is right is for the job to say.
 */
record RuleText(String id, String text) {

  private static final int LONGEST = 200_000;
  private static final String QUOTED = "\"([^\"\\n]+)\"|'([^'\\n]+)'";
  private static final Pattern BLOCK_ID =
      Pattern.compile("(?m)^id[ \\t]*:[ \\t]*(?:" + QUOTED + "|([^\\s#\"'][^\\n#]*))");

  /** The first id in a document of braces, which is the rule's where it is written first. */
  private static final Pattern FLOW_ID =
      Pattern.compile("[{,]\\s*[\"']?id[\"']?\\s*:\\s*(?:" + QUOTED + "|([^\\s,}\"']+))");

  /**
   * @throws IllegalArgumentException with a sentence for the viewer
   */
  static RuleText asked(JsonNode request) {
    String text = request.path("document").asText();
    if (text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "A rule is a text of at most " + LONGEST + " characters, in YAML or JSON.");
    }
    String id = id(text);
    if (id == null) {
      throw new IllegalArgumentException(
          "The rule has no id: begin it with a line such as id: overheat-then-stall.");
    }
    String edited = request.path("ruleId").asText("");
    if (!edited.isEmpty() && !edited.equals(id)) {
      throw new IllegalArgumentException(
          "This is the rule "
              + edited
              + "; with the id "
              + id
              + " it would be another one. Write that"
              + " as a new rule.");
    }
    return new RuleText(id, text);
  }

  private static String id(String text) {
    boolean flow = text.stripLeading().startsWith("{");
    Matcher found = (flow ? FLOW_ID : BLOCK_ID).matcher(text);
    if (!found.find()) {
      return null;
    }
    for (int group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return found.group(group).strip();
      }
    }
    return null;
  }
}
