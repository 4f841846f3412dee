package io.sluice.common.geo;

import java.io.Serializable;

/**
 * What the geo files know of an address: place and network. Immutable and shared between requests;
 * a missing part is null (numbers: NaN and 0).
 *
 * @param status whether the address was found, missed, or is no public address at all
 * @param countryIsoCode ISO 3166-1 alpha-2
 * @param regionIsoCode ISO 3166-2 with the country's prefix, such as GB-ENG
 * @param cityName English name
 * @param latitude degrees, NaN where unknown
 * @param longitude degrees, NaN where unknown
 * @param asNumber autonomous system, 0 where unknown
 * @param asOrganization its holder
 */
public record Place(
    Status status,
    String countryIsoCode,
    String regionIsoCode,
    String cityName,
    double latitude,
    double longitude,
    long asNumber,
    String asOrganization)
    implements Serializable {

  /** What became of the lookup. */
  public enum Status {
    FOUND,
    /** A public address that the files do not hold, or no files at all. */
    MISS,
    /** Private, loopback, link-local or otherwise not routable. */
    PRIVATE,
    /** Not an address. */
    INVALID
  }

  public static Place nowhere(Status status) {
    return new Place(status, null, null, null, Double.NaN, Double.NaN, 0, null);
  }
}
