package io.sluice.loganalytics.lookup;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import io.sluice.loganalytics.event.SliceCache;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads from a request what its customer is looked up by. The same key gives the same String again,
 * so that a known customer costs no garbage. For one thread.
 */
final class CustomerKey implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Beyond it a key is none: nobody hands out such, and everybody can send them. */
  private static final int LONGEST = 512;

  private static final int REMEMBERED = 1 << 14;

  private static final Map<String, RequestField> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("user.name", RequestField.USER);
    FIELDS.put("source.address", RequestField.CLIENT_ADDRESS);
    FIELDS.put("url.domain", RequestField.HOST);
    FIELDS.put("http.request.id", RequestField.REQUEST_ID);
    FIELDS.put("http.request.referrer", RequestField.REFERRER);
    FIELDS.put("user_agent.original", RequestField.USER_AGENT);
  }

  private static final String LABELS = "labels.";

  /** The label that holds the key, null where a field of the line does. */
  private final String label;

  private final int field;
  private transient SliceCache<String> keys;

  /** Throws IllegalArgumentException that says in one line what is wrong with the name. */
  CustomerKey(String name) {
    boolean labelled = name.startsWith(LABELS) && name.length() > LABELS.length();
    RequestField known = FIELDS.get(name);
    if (known == null && !labelled) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is none of labels.<name>, " + String.join(", ", FIELDS.keySet()));
    }
    label = labelled ? name.substring(LABELS.length()) : null;
    field = labelled ? -1 : known.ordinal();
  }

  /** The key, or null where the request has none. */
  String of(AccessRequest request) {
    return label == null ? ofField(request) : ofLabel(request);
  }

  private String ofLabel(AccessRequest request) {
    String key = request.labels == null ? null : request.labels.get(label);
    return key == null || key.isEmpty() || key.length() > LONGEST ? null : key;
  }

  private String ofField(AccessRequest request) {
    int from = request.from[field];
    int to = request.to[field];
    if (to <= from || to - from > LONGEST) {
      return null;
    }
    if (keys == null) {
      keys = new SliceCache<>(REMEMBERED, CustomerKey::text);
    }
    return keys.get(request.buffer, from, to);
  }

  private static String text(byte[] buffer, int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }
}
