// The world by country: the darker, the more requests. States too small to see get a dot.

import {h} from '../dom.js';
import {count, percent} from '../format.js';
import {watch} from '../paint.js';
import {colour} from '../theme.js';
import {Panel} from './panel.js';

// Equal Earth (Šavrič, Patterson, Jenny 2018): areas keep their proportion, the shape stays familiar.
const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
const RADIANS = Math.PI / 180;

function project([longitude, latitude]) {
  const l = Math.asin(M * Math.sin(latitude * RADIANS));
  const l2 = l * l, l6 = l2 * l2 * l2;
  return [
    (longitude * RADIANS * Math.cos(l)) / (M * (A1 + 3 * A2 * l2 + l6 * (7 * A3 + 9 * A4 * l2))) / RADIANS,
    (-l * (A1 + A2 * l2 + l6 * (A3 + A4 * l2))) / RADIANS,
  ];
}

function unproject([x, y]) {
  const wanted = -y * RADIANS;
  let l = wanted;
  for (let i = 0; i < 12; i++) {
    const l2 = l * l, l6 = l2 * l2 * l2;
    const step = (l * (A1 + A2 * l2 + l6 * (A3 + A4 * l2)) - wanted) / (A1 + 3 * A2 * l2 + l6 * (7 * A3 + 9 * A4 * l2));
    l -= step;
    if (Math.abs(step) < 1e-9) break;
  }
  const l2 = l * l, l6 = l2 * l2 * l2;
  return [
    (M * x * RADIANS * (A1 + 3 * A2 * l2 + l6 * (7 * A3 + 9 * A4 * l2))) / Math.cos(l) / RADIANS,
    Math.asin(Math.sin(l) / M) / RADIANS,
  ];
}

const STEPS = 6;

export class WorldMap {
  panel;
  #shell;
  #chart = null;
  #small = new Map();
  #figure = null;
  #drawn = '';
  #drawnAt = 0;

  constructor(shell) {
    this.#shell = shell;
    this.panel = new Panel(shell, 'map', 'Where from', 'traffic:country');
    const place = h('div.chart.world', {'aria-hidden': 'true'});
    this.panel.body.append(place);
    watch(place);
    this.#load(place);
  }

  async #load(place) {
    const world = await fetch('/assets/map/world.json').then((r) => r.json());
    for (const {properties: p} of world.features) if (p.small) this.#small.set(p.name, p.cp);
    echarts.registerMap('world', world);
    this.#chart = echarts.init(place, null, {renderer: 'canvas'});
    this.#chart.setOption(this.#base());
    this.#chart.on('click', ({data, name}) => data && this.#shell.filterBy('country', name, data.title));
    new ResizeObserver(() => this.#chart.resize()).observe(place);
    if (this.#figure) this.show(this.#figure);
  }

  show(figure) {
    this.#figure = figure;
    const known = (figure.rows ?? []).filter((row) => row.value !== 'unknown');
    const from = figure.sample ? 'in the sample of the freshest requests' : `${count(known.length)} countries`;
    this.panel.caption(`requests by country, ${from}`);
    if (!this.#chart) return;
    const top = Math.max(1, ...known.map((row) => row.requests));
    const steps = known.map((row) => `${row.value}${step(row.requests, top)}`).sort().join();
    // The shades are what is seen; figures for the tooltip may be a few seconds old.
    if (steps === this.#drawn && performance.now() - this.#drawnAt < 5000) return;
    this.#drawn = steps;
    this.#drawnAt = performance.now();
    const ramp = Array.from({length: STEPS}, (_, i) => colour(`map-${i + 1}`));
    const item = (row) => ({name: row.value, value: row.requests, share: row.requests / figure.total, itemStyle: {areaColor: ramp[step(row.requests, top)], color: ramp[step(row.requests, top)]}});
    this.#chart.setOption({series: [
      {data: known.map((row) => ({...item(row), title: row.label}))},
      {data: known.filter((row) => this.#small.has(row.value)).map((row) => ({...item(row), title: row.label, value: [...this.#small.get(row.value), row.requests]}))},
    ]});
  }

  restyle() {
    if (!this.#chart) return;
    this.#chart.setOption(this.#base(), true);
    this.#drawn = '';
    if (this.#figure) this.show(this.#figure);
  }

  #base() {
    const land = colour('map-land');
    return {
      animation: false, textStyle: {fontFamily: 'Inter'},
      geo: {
        map: 'world', projection: {project, unproject}, left: 4, right: 4, top: 4, bottom: 4, silent: false, roam: false, selectedMode: false,
        itemStyle: {areaColor: land, borderColor: colour('panel'), borderWidth: 0.6},
        emphasis: {label: {show: false}, itemStyle: {areaColor: colour('map-hover')}}, regions: [],
      },
      tooltip: {
        trigger: 'item', confine: true, transitionDuration: 0, padding: [8, 12], borderWidth: 1, backgroundColor: colour('raised'), borderColor: colour('line'),
        textStyle: {color: colour('text'), fontFamily: 'Inter', fontSize: 12},
        formatter: ({data}) => (data ? h('div.tip', {}, h('b', {}, data.title), h('div', {}, h('span', {}, `${count(Array.isArray(data.value) ? data.value[2] : data.value)} requests, ${percent(data.share)}`))) : ''),
      },
      series: [
        {type: 'map', map: 'world', geoIndex: 0, data: [], emphasis: {label: {show: false}}},
        {type: 'scatter', coordinateSystem: 'geo', symbolSize: 6, data: [], itemStyle: {borderColor: colour('panel'), borderWidth: 1}},
      ],
    };
  }
}

/** By powers: each shade stands for three times the requests of the one before. */
function step(requests, top) {
  return Math.max(0, STEPS - 1 - Math.floor(Math.log(top / Math.max(1, requests)) / Math.log(3)));
}
