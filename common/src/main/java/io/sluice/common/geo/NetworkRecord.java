package io.sluice.common.geo;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;

/** The fields of an ASN file. */
public record NetworkRecord(Long number, String organization) {
  @MaxMindDbConstructor
  public NetworkRecord(
      @MaxMindDbParameter(name = "autonomous_system_number") Long number,
      @MaxMindDbParameter(name = "autonomous_system_organization") String organization) {
    this.number = number;
    this.organization = organization;
  }
}
