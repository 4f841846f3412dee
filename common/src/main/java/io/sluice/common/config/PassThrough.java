package io.sluice.common.config;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Options of somebody else (a Kafka client, Flink) that are handed on as they were written, under
 * the names that their documentation uses. Printing masks options whose name or origin says that
 * they hold a secret.
 */
public final class PassThrough implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final PassThrough NONE = new PassThrough(Map.of(), Set.of());

  private final TreeMap<String, String> options;
  private final TreeSet<String> secretNames;

  private PassThrough(Map<String, String> options, Set<String> secretNames) {
    this.options = new TreeMap<>(options);
    this.secretNames = new TreeSet<>(secretNames);
  }

  public static PassThrough none() {
    return NONE;
  }

  public static PassThrough of(Map<String, String> options) {
    return new PassThrough(options, Set.of());
  }

  /** Options of which some hold a secret although their name does not say so. */
  static PassThrough of(Map<String, String> options, Set<String> secretNames) {
    return new PassThrough(options, secretNames);
  }

  /** The options in readable form, for the client that needs them. */
  public Map<String, String> reveal() {
    return Map.copyOf(options);
  }

  public Properties toProperties() {
    Properties properties = new Properties();
    properties.putAll(options);
    return properties;
  }

  public boolean contains(String name) {
    return options.containsKey(name);
  }

  public boolean isEmpty() {
    return options.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PassThrough that && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return options.hashCode();
  }

  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>(options);
    shown.replaceAll((name, value) -> isSecret(name) ? Secret.MASK : Redaction.mask(value));
    return shown.toString();
  }

  private boolean isSecret(String name) {
    return secretNames.contains(name) || Redaction.namesSecret(name);
  }
}
