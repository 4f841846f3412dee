package io.sluice.devicealert.rule;

import io.sluice.common.rule.set.RuleSetException;
import io.sluice.common.rule.set.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads documents of rules, YAML or JSON: a list under {@code rules} with, if need be, {@code
 * templates}; or one rule by itself, as a row of a table or a record of a topic has it.
 *
 * <p>Each rule is judged by itself: what is wrong with one is told beside the others.
 */
public final class RuleDocuments {
  private static final int LARGEST_DOCUMENT = 4 << 20;
  private static final String SHIPPED = "templates.yaml";

  private final RuleLimits limits;
  private final Map<String, Template> shipped;

  public RuleDocuments(RuleLimits limits) {
    this.limits = limits;
    try {
      this.shipped = templates(compose(shippedText()), Map.of());
    } catch (RuleSetException wrong) {
      throw new IllegalStateException("The shipped templates are wrong", wrong);
    }
  }

  /**
   * One rule of a document.
   *
   * @param id null where not even that could be read
   * @param rule null where it is refused; not yet stamped
   * @param version 0 for none given
   * @param effectiveFrom null for none given
   * @param document the rule alone, templates filled in
   * @param problem why it is refused, else null
   */
  public record Entry(
      String id, Rule rule, long version, Long effectiveFrom, String document, String problem) {}

  /**
   * @throws RuleSetException if it is no such document at all
   */
  public List<Entry> read(String document) throws RuleSetException {
    MappingNode root = compose(document);
    Node rules = Template.value(root, "rules");
    Map<String, Template> templates = templates(root, shipped);
    if (rules == null && Template.value(root, "templates") == null) {
      return List.of(entry(root, templates));
    }
    Section section = Section.of(root);
    section.allow("templates", "description", "id", "version", "rules");
    section.refuseOthers();
    List<Entry> entries = new ArrayList<>();
    for (MappingNode rule : mappings(root, "rules")) {
      entries.add(entry(rule, templates));
    }
    return entries;
  }

  private Entry entry(MappingNode node, Map<String, Template> templates) {
    String id = null;
    try {
      id = RuleReader.id(Section.of(node));
      MappingNode rule = expanded(node, templates);
      RuleReader.Read read = new RuleReader(limits).read(Section.of(rule));
      return new Entry(id, read.rule(), read.version(), read.effectiveFrom(), text(rule), null);
    } catch (RuleSetException wrong) {
      return new Entry(id, null, 0, null, text(node), wrong.getMessage());
    }
  }

  private static String text(MappingNode rule) {
    StringWriter text = new StringWriter();
    new Yaml().serialize(rule, text);
    return text.toString();
  }

  private static MappingNode expanded(MappingNode rule, Map<String, Template> templates)
      throws RuleSetException {
    Section section = Section.of(rule);
    if (!section.has("template")) {
      return rule;
    }
    Template template = templates.get(section.text("template"));
    if (template == null) {
      throw section.problem(
          "template",
          "there is no template '"
              + section.text("template")
              + "'; known are "
              + String.join(", ", templates.keySet().stream().sorted().toList()));
    }
    return template.expand(rule);
  }

  private static Map<String, Template> templates(MappingNode root, Map<String, Template> before)
      throws RuleSetException {
    Map<String, Template> templates = new HashMap<>(before);
    if (Template.value(root, "templates") != null) {
      for (MappingNode node : mappings(root, "templates")) {
        Template template = Template.read(node);
        templates.put(template.id(), template);
      }
    }
    return templates;
  }

  private static List<MappingNode> mappings(MappingNode root, String key) throws RuleSetException {
    Section.of(root).sections(key);
    List<MappingNode> mappings = new ArrayList<>();
    for (Node item : ((SequenceNode) Template.value(root, key)).getValue()) {
      mappings.add((MappingNode) item);
    }
    return mappings;
  }

  /** Section tells what is wrong with a text that cannot be composed. */
  private static MappingNode compose(String document) throws RuleSetException {
    String text = document.stripLeading().startsWith("{") ? document.replace('\t', ' ') : document;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST_DOCUMENT);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      if (root instanceof MappingNode mapping) {
        Section.of(mapping);
        return mapping;
      }
    } catch (YAMLException wrong) {
      Section.parse(document);
    }
    Section.parse(document);
    throw new RuleSetException(
        List.of(new RuleSetException.Problem(1, 1, "expected rules, or one rule")));
  }

  private static String shippedText() {
    try (InputStream in = RuleDocuments.class.getResourceAsStream(SHIPPED)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
