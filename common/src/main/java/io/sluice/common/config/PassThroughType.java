package io.sluice.common.config;

/** Marks the settings that are a whole prefix; their options are gathered, not parsed. */
record PassThroughType() implements SettingType<PassThrough> {

  @Override
  public String name() {
    return "options";
  }

  @Override
  public String expectation() {
    return "the value that the option's own documentation asks for";
  }

  @Override
  public PassThrough parse(String text) {
    throw new IllegalArgumentException("a prefix has no value of its own");
  }
}
