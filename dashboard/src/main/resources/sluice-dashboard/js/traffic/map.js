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
    (l * (A1 + A2 * l2 + l6 * (A3 + A4 * l2))) / RADIANS,
  ];
}

/** Projected once, when the outlines arrive: drawing then costs no trigonometry. */
function projected(world) {
  for (const {properties, geometry} of world.features) {
    properties.cp = project(properties.cp);
    geometry.coordinates = geometry.coordinates.map((polygon) => polygon.map((ring) => ring.map(project)));
  }
  return world;
}

const STEPS = 6;
const ASPECT = 2.05;

export class WorldMap {
  panel;
  #shell;
  #place = h('div.chart.world', {'aria-hidden': 'true'});
  #chart = null;
  #small = new Map();
  #figure = null;
  #rows = new Map();
  #drawn = '';
  #drawnAt = 0;

  constructor(shell) {
    this.#shell = shell;
    this.panel = new Panel(shell, 'map', 'Where from', 'traffic:country');
    this.panel.body.append(this.#place);
    watch(this.#place);
    this.#load(this.#place);
  }

  async #load(place) {
    const world = projected(await fetch('/assets/map/world.json').then((r) => r.json()));
    for (const {properties: p} of world.features) if (p.small) this.#small.set(p.name, p.cp);
    echarts.registerMap('world', world);
    this.#chart = echarts.init(place, null, {renderer: 'canvas'});
    this.#chart.setOption(this.#base());
    this.#chart.on('click', ({name}) => this.#rows.has(name) && this.#shell.filterBy('country', name, this.#rows.get(name).label));
    new ResizeObserver(() => {
      this.#chart.resize();
      this.#chart.setOption({geo: {layoutSize: this.#width()}});
    }).observe(place);
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
    const shade = (row) => ramp[step(row.requests, top)];
    this.#rows = new Map(known.map((row) => [row.value, row]));
    this.#chart.setOption({
      geo: {regions: known.map((row) => ({name: row.value, itemStyle: {areaColor: shade(row)}}))},
      series: [{data: known.filter((row) => this.#small.has(row.value)).map((row) => ({name: row.value, value: this.#small.get(row.value), itemStyle: {color: shade(row)}}))}],
    });
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
        map: 'world', aspectScale: 1, layoutCenter: ['50%', '50%'], layoutSize: this.#width(), roam: false, selectedMode: false,
        itemStyle: {areaColor: land, borderColor: colour('panel'), borderWidth: 0.6},
        label: {show: false}, emphasis: {label: {show: false}, itemStyle: {areaColor: colour('map-hover')}}, regions: [], tooltip: {show: true, formatter: ({name}) => this.#tip(this.#rows.get(name))},
      },
      tooltip: {
        trigger: 'item', confine: true, transitionDuration: 0, padding: [8, 12], borderWidth: 1, backgroundColor: colour('raised'), borderColor: colour('line'),
        textStyle: {color: colour('text'), fontFamily: 'Inter', fontSize: 12},
        formatter: ({name}) => this.#tip(this.#rows.get(name)),
      },
      series: [{type: 'scatter', coordinateSystem: 'geo', symbolSize: 7, data: [], itemStyle: {borderColor: colour('panel'), borderWidth: 1}}],
    };
  }

  /** As wide as fits; ECharts would stretch the world to its box. */
  #width() {
    return Math.min(this.#place.clientWidth, this.#place.clientHeight * ASPECT);
  }

  #tip(row) {
    return row ? h('div.tip', {}, h('b', {}, row.label), h('div', {}, `${count(row.requests)} requests, ${percent(row.requests / this.#figure.total)}`)) : '';
  }
}

/** By powers: each shade stands for three times the requests of the one before. */
function step(requests, top) {
  return Math.max(0, STEPS - 1 - Math.floor(Math.log(top / Math.max(1, requests)) / Math.log(3)));
}
