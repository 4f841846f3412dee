package io.sluice.common.dictionary;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A unit of measure: base = value × factor + offset, units of one kind share a base.
 *
 * <p>Factors by the International System and its brochure; mile, pound and gallon are the
 * international ones and the US gallon (NIST SP 811, appendix B).
 */
public record Unit(String name, String kind, double factor, double offset) implements Serializable {
  private static final Map<String, Unit> KNOWN = new LinkedHashMap<>();

  static {
    kind("temperature", "K", 1, "°C", 1, "degC", 1, "celsius", 1, "°F", 5 / 9.0, "degF", 5 / 9.0);
    kind("speed", "m/s", 1, "km/h", 1 / 3.6, "kmh", 1 / 3.6, "kph", 1 / 3.6, "mph", 0.44704);
    kind("pressure", "Pa", 1, "hPa", 100, "kPa", 1e3, "MPa", 1e6, "mbar", 100, "bar", 1e5);
    kind("pressure", "psi", 6894.757293168);
    kind("time", "s", 1, "ms", 1e-3, "us", 1e-6, "µs", 1e-6, "ns", 1e-9, "min", 60, "h", 3600);
    kind("time", "d", 86_400);
    kind("length", "m", 1, "mm", 1e-3, "cm", 1e-2, "km", 1e3, "mi", 1609.344);
    kind("rotation", "rpm", 1, "1/min", 1, "Hz", 60);
    kind("voltage", "V", 1, "mV", 1e-3);
    kind("current", "A", 1, "mA", 1e-3);
    kind("power", "W", 1, "kW", 1e3);
    kind("energy", "J", 1, "kJ", 1e3, "Wh", 3600, "kWh", 3.6e6);
    kind("mass", "kg", 1, "g", 1e-3, "t", 1e3, "lb", 0.45359237);
    kind("mass flow", "g/s", 1, "kg/h", 1 / 3.6);
    kind("volume", "L", 1, "l", 1, "mL", 1e-3, "gal", 3.785411784);
    kind("volume flow", "L/h", 1, "l/h", 1);
    kind("share", "1", 1, "ratio", 1, "%", 1e-2, "percent", 1e-2, "ppm", 1e-6);
    kind("angle", "deg", 1, "°", 1, "rad", 180 / Math.PI);
    kind("torque", "Nm", 1);
    kind("data", "B", 1, "bytes", 1, "kB", 1e3, "KiB", 1024, "MB", 1e6, "MiB", 1 << 20, "GB", 1e9);
    kind("count", "count", 1);
    offset("°C", 273.15);
    offset("degC", 273.15);
    offset("celsius", 273.15);
    offset("°F", 459.67 * 5 / 9);
    offset("degF", 459.67 * 5 / 9);
  }

  private static void kind(String kind, Object... namesAndFactors) {
    for (int i = 0; i < namesAndFactors.length; i += 2) {
      String name = (String) namesAndFactors[i];
      double factor = ((Number) namesAndFactors[i + 1]).doubleValue();
      KNOWN.put(name, new Unit(name, kind, factor, 0));
    }
  }

  private static void offset(String name, double offset) {
    KNOWN.computeIfPresent(name, (key, unit) -> new Unit(key, unit.kind, unit.factor, offset));
  }

  /** The unit of this name, or null. */
  static Unit named(String name) {
    return KNOWN.get(name);
  }

  static String names() {
    return String.join(", ", KNOWN.keySet());
  }

  boolean isSameKindAs(Unit other) {
    return kind.equals(other.kind);
  }

  boolean means(Unit other) {
    return isSameKindAs(other) && factor == other.factor && offset == other.offset;
  }
}
