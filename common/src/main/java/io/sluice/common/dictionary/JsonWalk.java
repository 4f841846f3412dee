package io.sluice.common.dictionary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.sluice.common.dictionary.WantedPaths.Branch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Goes through a JSON object once and takes down the values that are wanted. Of a name given twice
 * the last value holds. NaN and infinities are read, as numbers that lie in no range. For one
 * thread.
 */
final class JsonWalk {
  static final int DEEPEST = 64;

  private static final int LONGEST_LIST = 100_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(1_000)
                  .maxNameLength(50_000)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private final WantedPaths wanted;
  private final Scalar[] scalars;
  private Map<String, Object> unknown;

  JsonWalk(WantedPaths wanted, Scalar[] scalars) {
    this.wanted = wanted;
    this.scalars = scalars;
  }

  /**
   * @param unknown takes the values that are not wanted, by dotted path; null to pass them over
   * @return what is wrong, or null
   */
  Unreadable walk(byte[] bytes, int from, int to, Map<String, Object> unknown) {
    this.unknown = unknown;
    try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Unreadable.NOT_AN_OBJECT;
      }
      object(json, wanted.root(), "");
      return json.nextToken() == null ? null : Unreadable.MALFORMED;
    } catch (JsonEOFException e) {
      return Unreadable.TRUNCATED;
    } catch (StreamConstraintsException e) {
      boolean deep = e.getMessage() != null && e.getMessage().contains("nesting depth");
      return deep ? Unreadable.TOO_DEEP : Unreadable.TOO_LONG;
    } catch (IOException | RuntimeException e) {
      // Broken UTF-8 and names made to collide come as exceptions of many kinds.
      return Unreadable.MALFORMED;
    }
  }

  private void object(JsonParser json, Branch branch, String prefix) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      Branch child = branch.child(name);
      JsonToken token = json.nextToken();
      if (child == null) {
        pass(json, token, prefix, name);
      } else {
        value(json, token, child, prefix, name);
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("an object with something other than fields");
    }
  }

  private void value(JsonParser json, JsonToken token, Branch branch, String prefix, String name)
      throws IOException {
    Scalar scalar = branch.slot < 0 ? null : scalars[branch.slot];
    if (token == JsonToken.START_OBJECT) {
      if (scalar != null) {
        scalar.setObject();
      }
      object(json, branch, unknown == null ? "" : prefix + name + '.');
    } else if (token == JsonToken.START_ARRAY) {
      array(json, branch, scalar);
    } else if (scalar != null) {
      take(json, token, scalar);
    } else if (unknown != null) {
      unknown.put(prefix + name, plain(json, token));
    }
  }

  /** The items are a list of texts; where more is wanted of an item, its position is its name. */
  private void array(JsonParser json, Branch branch, Scalar scalar) throws IOException {
    List<String> items = new ArrayList<>();
    int position = 0;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == null) {
        throw new JsonEOFException(json, null, "an array without an end");
      }
      Branch child = branch.isLeaf() ? null : branch.child(Integer.toString(position));
      if (child != null) {
        value(json, token, child, "", "");
      } else if (token.isScalarValue() && items.size() < LONGEST_LIST) {
        items.add(token == JsonToken.VALUE_NULL ? null : json.getText());
      } else {
        json.skipChildren();
      }
      position++;
    }
    if (scalar != null) {
      scalar.set(items);
    }
  }

  private static void take(JsonParser json, JsonToken token, Scalar scalar) throws IOException {
    switch (token) {
      case VALUE_STRING -> scalar.set(json.getText());
      case VALUE_NUMBER_INT -> integer(json, scalar);
      case VALUE_NUMBER_FLOAT -> scalar.set(json.getDoubleValue(), json.getText());
      case VALUE_TRUE -> scalar.set(true);
      case VALUE_FALSE -> scalar.set(false);
      default -> scalar.clear();
    }
  }

  private static void integer(JsonParser json, Scalar scalar) throws IOException {
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      scalar.set(json.getDoubleValue(), json.getText());
    } else {
      scalar.set(json.getLongValue());
    }
  }

  /** What nobody wants is passed over, but for the depth of its nesting. */
  private void pass(JsonParser json, JsonToken token, String prefix, String name)
      throws IOException {
    if (token == null) {
      throw new JsonEOFException(json, null, "a name without a value");
    }
    if (unknown != null && token.isScalarValue()) {
      unknown.put(prefix + name, plain(json, token));
    } else if (unknown != null && token == JsonToken.START_OBJECT) {
      object(json, NOTHING, prefix + name + '.');
    } else {
      json.skipChildren();
    }
  }

  private static final Branch NOTHING = new Branch();

  private static Object plain(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getNumberValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      default -> json.getText();
    };
  }
}
