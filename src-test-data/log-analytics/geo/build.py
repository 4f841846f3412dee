#!/usr/bin/env python3
"""Builds the geo databases of the suite's tests and of the playground from the CSV files beside it.

  build.py           writes ranges.csv, sluice-city.mmdb, sluice-asn.mmdb and the damaged copies
  build.py --check   builds into memory and exits 1 if what is committed differs by a byte

Needs python3 and nothing else. The same sources give the same bytes: no clock, no randomness.
"""

import csv
import ipaddress
import os
import sys
import tempfile

import mmdb

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD_EPOCH = 1767225600  # 2026-01-01T00:00:00Z; fixed, or the bytes would differ from build to build
CONTINENTS = {"AF": "Africa", "AS": "Asia", "EU": "Europe", "NA": "North America", "OC": "Oceania",
              "SA": "South America"}
SLICES = 32  # a block of an operator is cut in so many equal parts, shared out over the cities by weight
NAMELESS_SLICES = 2  # of which so many are known by country only, as in every real database


def rows(name):
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shares(cities):
    """How many slices each city gets: largest remainder, at least one each."""
    total = sum(int(city["weight"]) for city in cities)
    slices = SLICES - NAMELESS_SLICES
    exact = [int(city["weight"]) * slices / total for city in cities]
    whole = [max(1, int(part)) for part in exact]
    by_remainder = sorted(range(len(cities)), key=lambda i: (whole[i] - exact[i], i))
    for i in range(slices - sum(whole)):
        whole[by_remainder[i % len(cities)]] += 1
    return whole


def ranges(cities, operators):
    """(network, country, city or '', operator), adjacent slices of one city joined."""
    found = []
    for operator in operators:
        for text in operator["networks"].split():
            block = ipaddress.ip_network(text)
            if operator["city"] != "*":
                city = "" if operator["city"] == "-" else operator["city"]
                found.append((block, operator["country"], city, operator))
                continue
            local = [c for c in cities if c["country"] == operator["country"]]
            slices = list(block.subnets(prefixlen_diff=SLICES.bit_length() - 1))
            at = 0
            for city, count in list(zip(local, shares(local))) + [(None, NAMELESS_SLICES)]:
                part = slices[at:at + count]
                at += count
                for network in ipaddress.collapse_addresses(part):
                    found.append((network, operator["country"], city["city"] if city else "", operator))
    return sorted(found, key=lambda r: (r[0].version, int(r[0].network_address), r[0].prefixlen))


def refuse_overlaps(found):
    for earlier, later in zip(found, found[1:]):
        if earlier[0].version == later[0].version and earlier[0].overlaps(later[0]):
            raise SystemExit(f"{earlier[0]} ({earlier[3]['organisation']}) overlaps {later[0]} "
                             f"({later[3]['organisation']}): correct operators.csv")


def city_records(countries, cities):
    """(country, city) -> record in the layout of GeoIP2-City; ids start at 90,000,001: not GeoNames'."""
    ids = {}

    def geoname_id(*name):
        return mmdb.UInt32(ids.setdefault(name, 90_000_001 + len(ids)))

    records = {}
    for country in countries:
        continent = country["continent"]
        country_map = {"geoname_id": geoname_id(country["iso"])}
        if country["eu"]:
            country_map["is_in_european_union"] = True
        country_map["iso_code"] = country["iso"]
        country_map["names"] = {"en": country["name"]}
        local = [c for c in cities if c["country"] == country["iso"]]
        base = {
            "continent": {"code": continent, "geoname_id": geoname_id("continent", continent),
                          "names": {"en": CONTINENTS[continent]}},
            "country": country_map,
            "registered_country": country_map,
        }
        records[country["iso"], ""] = base | {"location": location(local[0], 1000)}
        for city in local:
            record = {"city": {"geoname_id": geoname_id(country["iso"], city["city"]),
                               "names": {"en": city["city"]}}} | base
            record["location"] = location(city, 20)
            if city["subdivision"]:
                record["subdivisions"] = [{
                    "geoname_id": geoname_id(country["iso"], "subdivision", city["subdivision"]),
                    "iso_code": city["subdivision"], "names": {"en": city["subdivision_name"]}}]
            records[country["iso"], city["city"]] = record
    return records


def location(city, radius):
    return {"accuracy_radius": mmdb.UInt16(radius), "latitude": float(city["latitude"]),
            "longitude": float(city["longitude"]), "time_zone": city["time_zone"]}


def build(target):
    cities = rows("cities.csv")
    found = ranges(cities, rows("operators.csv"))
    refuse_overlaps(found)
    with open(os.path.join(target, "ranges.csv"), "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["network", "country", "city", "asn", "organisation"])
        for network, country, city, operator in found:
            out.writerow([network, country, city, operator["asn"], operator["organisation"]])

    records = city_records(rows("countries.csv"), cities)
    mmdb.write(os.path.join(target, "sluice-city.mmdb"),
               [(network, records[country, city]) for network, country, city, _ in found],
               database_type="GeoIP2-City", build_epoch=BUILD_EPOCH, record_size=28,
               description="Sluice playground, GeoIP2-City schema: synthetic, for tests and demonstration only")
    mmdb.write(os.path.join(target, "sluice-asn.mmdb"),
               [(network, {"autonomous_system_number": mmdb.UInt32(int(operator["asn"])),
                           "autonomous_system_organization": operator["organisation"]})
                for network, _, _, operator in found],
               database_type="GeoLite2-ASN", build_epoch=BUILD_EPOCH, record_size=24,
               description="Sluice playground, GeoLite2-ASN schema: synthetic, for tests and demonstration only")
    damage(target)


def damage(target):
    """Copies no reader may trust: each fails in another place."""
    with open(os.path.join(target, "sluice-city.mmdb"), "rb") as file:
        whole = file.read()
    marker = whole.rindex(mmdb.MARKER)
    reader = mmdb.Reader(os.path.join(target, "sluice-city.mmdb"))
    tree_size = reader.metadata["node_count"] * reader.metadata["record_size"] // 4
    data = bytearray(whole)
    data[tree_size + 16:marker] = b"\xff" * (marker - tree_size - 16)
    copies = {
        "empty.mmdb": b"",
        "not-an-mmdb.mmdb": b"<html><body>404 Not Found</body></html>\n",
        # A download that broke off: no metadata, so it does not open.
        "truncated.mmdb": whole[:len(whole) // 2],
        # Opens, but every record of the data section is nonsense: fails at the first lookup that hits.
        "corrupt-data.mmdb": bytes(data),
        # Metadata claims a tree larger than the file.
        "wrong-node-count.mmdb": whole[tree_size // 2:],
    }
    folder = os.path.join(target, "damaged")
    os.makedirs(folder, exist_ok=True)
    for name, content in copies.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)


def check():
    with tempfile.TemporaryDirectory() as fresh:
        build(fresh)
        names = ["ranges.csv", "sluice-city.mmdb", "sluice-asn.mmdb"]
        names += ["damaged/" + name for name in sorted(os.listdir(os.path.join(fresh, "damaged")))]
        for name in names:
            with open(os.path.join(fresh, name), "rb") as file:
                expected = file.read()
            with open(os.path.join(HERE, name), "rb") as file:
                if file.read() != expected:
                    raise SystemExit(f"{name} is not what build.py makes of the sources: run build.py and commit")
    check_lookups()
    print("the committed databases are what the sources give")


def check_lookups():
    """First and last address of every range through the reader, and the holes between the ranges."""
    city = mmdb.Reader(os.path.join(HERE, "sluice-city.mmdb"))
    asn = mmdb.Reader(os.path.join(HERE, "sluice-asn.mmdb"))
    listed = [(ipaddress.ip_network(r["network"]), r) for r in rows("ranges.csv")]
    for network, row in listed:
        for address in (network[0], network[-1]):
            found = city.get(address)
            assert found["country"]["iso_code"] == row["country"], address
            assert found.get("city", {}).get("names", {}).get("en", "") == row["city"], address
            assert asn.get(address)["autonomous_system_organization"] == row["organisation"], address
    covered = [network for network, _ in listed]
    for network in covered:
        for address in (network[0] - 1, network[-1] + 1):
            if not any(address.version == other.version and address in other for other in covered):
                assert city.get(address) is None and asn.get(address) is None, address


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        check()
    elif not sys.argv[1:]:
        build(HERE)
    else:
        raise SystemExit(__doc__)
