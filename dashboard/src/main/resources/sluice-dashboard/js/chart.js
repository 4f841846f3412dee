// Time charts on ECharts: the same axes, colours and tooltip everywhere.

import {h} from './dom.js';
import {clock, dayAndMinute, full, offsetAt, windowName, zoneName} from './format.js';
import {watch} from './paint.js';
import {colour} from './theme.js';

export const SECONDS = {second: 1, minute: 60, hour: 3600, day: 86400, week: 604800, month: 2629800};

const DAY = 86400000;
const MINUTE = 60000;
const STEPS = [
  ...[1 / 6, 0.25, 0.5, 1, 2, 3, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720].map((minutes) => minutes * MINUTE),
  ...[1, 2, 4, 7, 14, 28].map((days) => days * DAY),
];

/**
 * series: [{name, colour, dashed, width}]; stack: pile them up; unit: (value) → text;
 * axis: short form of unit for the axis; mark: there is a level line, set by update();
 * step: a value holds until the next one.
 */
export class TimeChart {
  #spec;
  #chart;
  #shift = 0;
  #latest = null;
  #columns = [];
  #width = 600;

  constructor(element, spec) {
    this.#spec = spec;
    this.#chart = echarts.init(element, null, {renderer: 'canvas'});
    this.#chart.setOption(this.#base());
    new ResizeObserver(([{contentRect}]) => {
      this.#width = contentRect.width;
      this.#chart.resize();
    }).observe(element);
    watch(element);
  }

  restyle() {
    this.#chart.setOption(this.#base(), true);
    if (this.#latest) this.update(...this.#latest);
  }

  /** columns: one array of [t, value] per series; level: where the mark stands, or null. */
  update(columns, view, level = null) {
    this.#latest = [columns, view, level];
    this.#shift = offsetAt(view.to);
    this.#columns = columns;
    const heights = this.#spec.stack ? piled(columns) : columns;
    const shifted = heights.map((points) => points.map(([t, v]) => [t + this.#shift, v]));
    this.#granularity = view.granularity;
    this.#windows = together(view);
    this.#long = view.to - view.from;
    this.#chart.setOption({
      xAxis: {min: view.from + this.#shift, max: view.to + this.#shift, ...this.#interval()},
      ...(this.#spec.mark ? {yAxis: {max: ({max}) => (level !== null && level > max ? Math.ceil(level * 1.05) : null)}} : {}),
      series: shifted.map((data, i) => ({
        data,
        showSymbol: data.length < 3, // or the first points of a young system could not be seen
        ...(i === shifted.length - 1 && this.#spec.mark ? {markLine: this.#mark(level)} : {}),
      })),
    });
  }

  /** A round step of time that leaves each label about 90 px. */
  #interval() {
    const least = this.#long / Math.max(2, (this.#width - 60) / 90);
    const step = STEPS.find((s) => s >= least) ?? Math.ceil(least / (28 * DAY)) * 28 * DAY;
    return {minInterval: step, maxInterval: step};
  }

  #granularity = 'second';
  #windows = 1;
  #long = 0;

  #mark(level) {
    return {
      silent: true, symbol: 'none', animation: false, z: 30, label: {show: false},
      lineStyle: {color: colour('text'), type: [5, 4], width: 1.2, opacity: 0.8},
      data: level === null ? [] : [{yAxis: level}],
    };
  }

  #base() {
    const [line, muted] = [colour('line'), colour('muted')];
    const text = {color: muted, fontFamily: 'Inter', fontSize: 11};
    return {
      animation: false,
      grid: {left: this.#spec.left ?? 54, right: 14, top: 14, bottom: 26},
      textStyle: {fontFamily: 'Inter'},
      xAxis: {
        // A plain axis with our own step: ECharts' time axis spends more on its ticks than on the picture.
        type: 'value', scale: true, axisLine: {lineStyle: {color: line}}, axisTick: {lineStyle: {color: line}}, splitLine: {show: false},
        axisLabel: {...text, showMinLabel: false, showMaxLabel: false, formatter: (t) => this.#tick(t - this.#shift)},
        name: zoneName(), nameLocation: 'start', nameGap: 20, nameTextStyle: {...text, fontSize: 10, align: 'right', verticalAlign: 'top', padding: [9, 0, 0, 0]},
      },
      yAxis: {
        type: 'value', splitNumber: 3, min: 0, minInterval: this.#spec.whole ? 1 : 0,
        axisLabel: {...text, formatter: (v) => (v === 0 ? '0' : this.#spec.axis(v))},
        splitLine: {lineStyle: {color: line}}, axisLine: {show: false}, axisTick: {show: false},
      },
      tooltip: {
        trigger: 'axis', confine: true, transitionDuration: 0, padding: [8, 12], borderWidth: 1,
        backgroundColor: colour('raised'), borderColor: line, extraCssText: 'box-shadow: 0 6px 24px rgb(0 0 0 / .25); border-radius: 8px;',
        textStyle: {color: colour('text'), fontFamily: 'Inter', fontSize: 12},
        axisPointer: {type: 'line', lineStyle: {color: muted, type: 'solid'}},
        formatter: (points) => this.#tip(points),
      },
      series: this.#spec.series.map((s, i) => ({
        type: 'line', name: s.name, showSymbol: false, data: [], z: this.#spec.stack ? 20 - i : 3 + i,
        color: colour(s.colour), silent: true, connectNulls: false, step: this.#spec.step ? 'end' : false, emphasis: {disabled: true},
        lineStyle: {width: s.width ?? (this.#spec.stack ? 0 : 2), type: s.dashed ?? 'solid', color: colour(s.colour)},
        areaStyle: this.#spec.stack ? {color: colour(s.colour), opacity: 1} : undefined,
      })),
    };
  }

  #tick(t) {
    const at = new Date(t + this.#shift);
    if (this.#long > 3 * DAY) return dayAndMinute(t).split(',')[0];
    if (at.getUTCHours() + at.getUTCMinutes() + at.getUTCSeconds() === 0) return dayAndMinute(t).split(',')[0];
    return at.getUTCSeconds() ? clock(t) : clock(t).slice(0, 5);
  }

  #tip(points) {
    if (!points.length) return '';
    const t = points[0].value[0] - this.#shift;
    const at = points[0].dataIndex;
    const rows = this.#columns.map((column, i) => [i, column[at]?.[1] ?? null]);
    if (this.#spec.stack) rows.reverse();
    return h('div.tip', {},
      h('b', {}, this.#granularity === 'second' ? full(t) : `${windowName(this.#granularity, t)}, ${this.#windows === 1 ? this.#granularity : `${this.#windows} ${this.#granularity}s`}`),
      ...rows.map(([i, value]) => {
        const mark = h('i', {});
        mark.style.background = colour(this.#spec.series[i].colour);
        return h('div', {}, mark, h('span', {}, this.#spec.series[i].name), h('strong', {}, value === null ? '–' : this.#spec.unit(value)));
      }));
  }
}

/** Each layer's upper edge; the layers are drawn one over the other, the highest first. */
function piled(columns) {
  const tops = columns[0].map(([t]) => [t, 0]);
  return columns.map((points) => points.map(([t, v], i) => [t, (tops[i][1] += v)]));
}

/** No more points than can be told apart; how many windows each stands for. */
const MOST_POINTS = 480;

export function together(view) {
  const windows = (view.to - view.from) / (SECONDS[view.granularity] * 1000);
  return view.granularity === 'second' ? 1 : Math.ceil(windows / MOST_POINTS);
}

/** Puts neighbouring windows together: pick says what becomes of their values. */
export function thinned(points, view, pick) {
  const each = together(view);
  if (each === 1) return points;
  const step = each * SECONDS[view.granularity] * 1000;
  const groups = new Map();
  for (const [t, v] of points) {
    const at = Math.floor(t / step) * step;
    if (groups.has(at)) groups.get(at).push(v);
    else groups.set(at, [v]);
  }
  return [...groups].map(([t, values]) => [Math.max(t, points[0][0]), pick(values)]);
}

export const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

/** The highest that is known. */
export function highest(values) {
  const known = values.filter((v) => v !== null);
  return known.length ? Math.max(...known) : null;
}

/** Windows without a row between two that have one saw nothing; beyond the last one nothing is known. */
export function filled(points, granularity, width) {
  if (points.length < 2 || SECONDS[granularity] > 3600) return points;
  const step = SECONDS[granularity] * 1000;
  const out = [points[0]];
  for (let i = 1; i < points.length; i++) {
    for (let t = points[i - 1][0] + step; t < points[i][0]; t += step) out.push([t, ...new Array(width).fill(0)]);
    out.push(points[i]);
  }
  return out;
}

/** Drops the window that has hardly begun; its figures would look like a fall. */
export function settled(points, view) {
  if (!view.live || !points.length) return points;
  if (view.granularity === 'second') return points.filter((p) => p[0] < view.to - 1500);
  const step = SECONDS[view.granularity] * 1000;
  const last = points[points.length - 1];
  return view.to - last[0] < step * 0.1 ? points.slice(0, -1) : points;
}

/** Seconds a window has lasted so far. */
export function lasted(t, view) {
  const whole = SECONDS[view.granularity];
  return view.live ? Math.max(1, Math.min(whole, (view.to - t) / 1000)) : whole;
}
