package io.sluice.loganalytics.event;

import static io.sluice.loganalytics.event.JsonBuffer.name;

import io.sluice.common.geo.Place;

/**
 * What the enrichment adds to the JSON of a request. Few places and agents make up most of the
 * traffic, and the enrichment gives each as one object: their members are kept as written and found
 * again by identity. One that is not found is written anew. For one thread.
 */
final class EnrichmentJson {
  private static final byte[] GEO = name("geo");
  private static final byte[] COUNTRY = name("country_iso_code");
  private static final byte[] REGION = name("region_iso_code");
  private static final byte[] CITY = name("city_name");
  private static final byte[] LOCATION = name("location");
  private static final byte[] LAT = name("lat");
  private static final byte[] LON = name("lon");
  private static final byte[] AS = name("as");
  private static final byte[] NUMBER = name("number");
  private static final byte[] ORGANIZATION = name("organization");
  private static final byte[] NAME = name("name");
  private static final byte[] CLASS = name("class");
  private static final byte[] VERSION = name("version");
  private static final byte[] OS = name("os");
  private static final byte[] DEVICE = name("device");

  private static final int KEPT = 1024;

  private final Object[] keys = new Object[2 * KEPT];
  private final byte[][] members = new byte[2 * KEPT][];
  private final JsonBuffer json = new JsonBuffer();

  /** The members {@code geo} and {@code as} of the source. */
  byte[] placeMembers(Place place) {
    int slot = System.identityHashCode(place) & KEPT - 1;
    if (keys[slot] != place) {
      begin();
      geo(place);
      network(place);
      keep(slot, place);
    }
    return members[slot];
  }

  /** The members of the user agent, but for the text itself. */
  byte[] agentMembers(Agent agent) {
    int slot = KEPT + (System.identityHashCode(agent) & KEPT - 1);
    if (keys[slot] != agent) {
      begin();
      agent(agent);
      keep(slot, agent);
    }
    return members[slot];
  }

  private void begin() {
    json.clear();
    json.open();
  }

  private void keep(int slot, Object key) {
    keys[slot] = key;
    members[slot] = json.members();
  }

  private void geo(Place place) {
    int mark = json.open(GEO);
    json.text(COUNTRY, place.countryIsoCode());
    json.text(REGION, place.regionIsoCode());
    json.text(CITY, place.cityName());
    if (Double.isFinite(place.latitude()) && Double.isFinite(place.longitude())) {
      int location = json.open(LOCATION);
      json.number(LAT, place.latitude());
      json.number(LON, place.longitude());
      json.close(location);
    }
    json.close(mark);
  }

  private void network(Place place) {
    int mark = json.open(AS);
    if (place.asNumber() != 0) {
      json.number(NUMBER, place.asNumber());
    }
    int organization = json.open(ORGANIZATION);
    json.text(NAME, place.asOrganization());
    json.close(organization);
    json.close(mark);
  }

  private void agent(Agent agent) {
    if (agent.kind() != Agent.Kind.UNKNOWN) {
      json.text(CLASS, agent.kind().label());
    }
    json.text(NAME, agent.name());
    json.text(VERSION, agent.version());
    int os = json.open(OS);
    json.text(NAME, agent.osName());
    json.text(VERSION, agent.osVersion());
    json.close(os);
    int device = json.open(DEVICE);
    json.text(NAME, agent.deviceName());
    json.close(device);
  }
}
