package io.sluice.common.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows {@code ${env:NAME}} and {@code ${file:/run/secrets/name}} in a value; a file's last line
 * break is dropped. {@code $${env:…}} stands for itself, and any other {@code ${…}} is left alone.
 */
final class References {

  private static final Pattern REFERENCE = Pattern.compile("\\$?\\$\\{(env|file):([^}]*)}");

  private final Map<String, String> environment;

  References(Map<String, String> environment) {
    this.environment = environment;
  }

  static boolean isIn(String text) {
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find()) {
      if (!isEscaped(reference)) {
        return true;
      }
    }
    return false;
  }

  String follow(String text) throws Broken {
    Matcher reference = REFERENCE.matcher(text);
    StringBuilder followed = new StringBuilder();
    while (reference.find()) {
      String value = isEscaped(reference) ? reference.group().substring(1) : target(reference);
      reference.appendReplacement(followed, Matcher.quoteReplacement(value));
    }
    return reference.appendTail(followed).toString();
  }

  private String target(Matcher reference) throws Broken {
    String name = reference.group(2);
    return "env".equals(reference.group(1)) ? variable(name) : content(name);
  }

  private String variable(String name) throws Broken {
    String value = environment.get(name);
    if (value == null) {
      throw new Broken("refers to an environment variable that is not set", "set " + name);
    }
    return value;
  }

  private String content(String file) throws Broken {
    try {
      return Files.readString(Path.of(file)).replaceFirst("\\R\\z", "");
    } catch (IOException | InvalidPathException e) {
      throw new Broken("refers to a file that cannot be read", "create or mount " + file);
    }
  }

  private static boolean isEscaped(Matcher reference) {
    return reference.group().startsWith("$$");
  }

  /** A reference that leads nowhere. */
  static final class Broken extends Exception {

    private static final long serialVersionUID = 1L;

    private final String fix;

    Broken(String problem, String fix) {
      super(problem);
      this.fix = fix;
    }

    String fix() {
      return fix;
    }
  }
}
