package io.sluice.common.config;

import java.util.List;
import java.util.Optional;

/** A type whose value may be absent. */
record OptionalType<T>(SettingType<T> present) implements SettingType<Optional<T>> {

  @Override
  public String name() {
    return present.name();
  }

  @Override
  public String expectation() {
    return present.expectation() + ", or nothing";
  }

  @Override
  public Optional<T> parse(String text) {
    return Optional.of(present.parse(text));
  }

  @Override
  public Optional<T> parseItems(List<String> items) {
    return Optional.of(present.parseItems(items));
  }

  @Override
  public boolean isSecret() {
    return present.isSecret();
  }
}
