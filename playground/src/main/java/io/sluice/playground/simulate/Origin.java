package io.sluice.playground.simulate;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;

/**
 * What the simulator reads of a City or Country record. Public because the reader makes it by
 * reflection; each part is null where the record lacks it.
 */
public record Origin(Country country, Location location) {
  @MaxMindDbConstructor
  public Origin(
      @MaxMindDbParameter(name = "country") Country country,
      @MaxMindDbParameter(name = "location") Location location) {
    this.country = country;
    this.location = location;
  }

  /** The country, by ISO 3166. */
  public record Country(String isoCode) {
    @MaxMindDbConstructor
    public Country(@MaxMindDbParameter(name = "iso_code") String isoCode) {
      this.isoCode = isoCode;
    }
  }

  /** The place, of which only the clocks matter here. */
  public record Location(String timeZone) {
    @MaxMindDbConstructor
    public Location(@MaxMindDbParameter(name = "time_zone") String timeZone) {
      this.timeZone = timeZone;
    }
  }

  String countryCode() {
    return country == null ? null : country.isoCode();
  }

  String timeZone() {
    return location == null ? null : location.timeZone();
  }
}
