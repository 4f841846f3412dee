package io.sluice.common.geo;

/** Where an address is. Never throws: what cannot be answered is a {@link Place.Status}. */
@FunctionalInterface
public interface GeoLookup {

  /**
   * The place of an address given as a number, IPv4 mapped into IPv6 (::ffff:a.b.c.d); both halves
   * 0 stand for an address that could not be read. Never null.
   */
  Place locate(long high, long low);
}
