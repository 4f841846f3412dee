package io.sluice.common.geo;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import java.util.List;

/** The fields of a city or country file that a {@link Place} needs; the reader skips all others. */
public record CityRecord(Country country, List<Subdivision> subdivisions, City city, Point point) {

  @MaxMindDbConstructor
  public CityRecord(
      @MaxMindDbParameter(name = "country") Country country,
      @MaxMindDbParameter(name = "subdivisions") List<Subdivision> subdivisions,
      @MaxMindDbParameter(name = "city") City city,
      @MaxMindDbParameter(name = "location") Point point) {
    this.country = country;
    this.subdivisions = subdivisions;
    this.city = city;
    this.point = point;
  }

  String countryIsoCode() {
    return country == null ? null : country.isoCode();
  }

  /** Of the largest subdivision, with the country's prefix as ISO 3166-2 and ECS write it. */
  String regionIsoCode() {
    boolean known = countryIsoCode() != null && subdivisions != null && !subdivisions.isEmpty();
    String code = known ? subdivisions.get(0).isoCode() : null;
    return code == null ? null : countryIsoCode() + '-' + code;
  }

  String cityName() {
    return city == null || city.names() == null ? null : city.names().english();
  }

  double latitude() {
    return located() ? point.latitude() : Double.NaN;
  }

  double longitude() {
    return located() ? point.longitude() : Double.NaN;
  }

  private boolean located() {
    return point != null && point.latitude() != null && point.longitude() != null;
  }

  /** A country. */
  public record Country(String isoCode) {
    @MaxMindDbConstructor
    public Country(@MaxMindDbParameter(name = "iso_code") String isoCode) {
      this.isoCode = isoCode;
    }
  }

  /** A state, province or constituent country. */
  public record Subdivision(String isoCode) {
    @MaxMindDbConstructor
    public Subdivision(@MaxMindDbParameter(name = "iso_code") String isoCode) {
      this.isoCode = isoCode;
    }
  }

  /** A city. */
  public record City(Names names) {
    @MaxMindDbConstructor
    public City(@MaxMindDbParameter(name = "names") Names names) {
      this.names = names;
    }
  }

  /** A name by language, of which the English one is kept. */
  public record Names(String english) {
    @MaxMindDbConstructor
    public Names(@MaxMindDbParameter(name = "en") String english) {
      this.english = english;
    }
  }

  /** Coordinates in degrees. */
  public record Point(Double latitude, Double longitude) {
    @MaxMindDbConstructor
    public Point(
        @MaxMindDbParameter(name = "latitude") Double latitude,
        @MaxMindDbParameter(name = "longitude") Double longitude) {
      this.latitude = latitude;
      this.longitude = longitude;
    }
  }
}
