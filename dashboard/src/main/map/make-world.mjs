// Makes resources/sluice-dashboard/map/world.json: Natural Earth's countries, one GeoJSON feature per
// ISO 3166-1 alpha-2 code, thinned until the file is small and no country is lost.
//
//   npm pack world-atlas@2.0.2 (unpack it), npm install topojson-client topojson-simplify
//   node make-world.mjs package/countries-50m.json /usr/share/iso-codes/json/iso_3166-1.json > world.json
//
// The second file (Debian's package iso-codes) gives alpha-2 codes for the numeric ids of world-atlas.
import {readFileSync} from 'node:fs';
import {feature} from 'topojson-client';
import {presimplify, simplify, quantile, filter, filterAttachedWeight} from 'topojson-simplify';

const [atlasFile, codesFile] = process.argv.slice(2);
const atlas = JSON.parse(readFileSync(atlasFile));
const codes = new Map(JSON.parse(readFileSync(codesFile))['3166-1'].map((c) => [c.numeric, c.alpha_2]));
const withoutNumber = new Map([['Kosovo', 'XK']]);

delete atlas.objects.land;
const weighted = presimplify(atlas);
let thin = simplify(weighted, quantile(weighted, 0.16));
thin = filter(thin, filterAttachedWeight(thin, 0.08));

const round = (c) => (typeof c[0] === 'number' ? c.map((x) => Math.round(x * 100) / 100) : c.map(round));
const area = (ring) => Math.abs(ring.reduce((a, [x, y], i) => {
  const [u, v] = ring[(i + 1) % ring.length];
  return a + x * v - u * y;
}, 0)) / 2;

// world-atlas has its outlines stitched over the date line; a flat map needs them cut there.
const unwrap = (ring) => {
  const out = [ring[0]];
  for (const [x, y] of ring.slice(1)) {
    const before = out[out.length - 1][0];
    out.push([x + 360 * Math.round((before - x) / 360), y]);
  }
  return out;
};
const clip = (ring, inside, edge) => ring.flatMap((to, i) => {
  const from = ring[(i + ring.length - 1) % ring.length];
  const crossing = () => [edge, from[1] + ((to[1] - from[1]) * (edge - from[0])) / (to[0] - from[0])];
  if (inside(to)) return inside(from) ? [to] : [crossing(), to];
  return inside(from) ? [crossing()] : [];
});
const cut = ([ring, ...holes]) => {
  const flat = unwrap(ring);
  const parts = [-180, 180].reduce((pieces, edge) => pieces.flatMap((piece) =>
    [clip(piece, (p) => p[0] <= edge, edge), clip(piece, (p) => p[0] >= edge, edge)].filter((r) => r.length > 3)), [flat]);
  const home = parts.map((part) => {
    const middle = part.reduce((sum, p) => sum + p[0], 0) / part.length;
    return part.map(([x, y]) => [x - 360 * Math.round(middle / 360), y]);
  });
  return home.length === 1 ? [[home[0], ...holes]] : home.map((part) => [part]);
};

const polygonsOf = ({geometry: g}) =>
  (!g?.type ? [] : g.type === 'Polygon' ? [g.coordinates] : g.coordinates)
    .flatMap(cut).map(round).filter((p) => p[0].length > 3);

const features = [];
const thinned = new Map(feature(thin, thin.objects.countries).features.map((f) => [f.properties.name, f]));
// An island state that thinning would lose keeps its few full outlines.
feature(atlas, atlas.objects.countries).features.forEach((whole) => {
  const code = codes.get(whole.id) ?? withoutNumber.get(whole.properties.name);
  if (code === 'AQ') return;
  const kept = [thinned.get(whole.properties.name) ?? {}, whole].map(polygonsOf).find((p) => p.length);
  if (!kept) return;
  const largest = kept.reduce((a, b) => (area(a[0]) > area(b[0]) ? a : b))[0];
  const xs = largest.map((p) => p[0]), ys = largest.map((p) => p[1]);
  const middle = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  features.push({
    type: 'Feature',
    properties: {name: code ?? '-', cp: round(middle), small: area(largest) < 3},
    geometry: {type: 'MultiPolygon', coordinates: kept},
  });
});
process.stdout.write(JSON.stringify({type: 'FeatureCollection', features}));
