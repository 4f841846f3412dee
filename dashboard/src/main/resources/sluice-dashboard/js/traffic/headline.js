// The answer in a sentence: how much, from where, who.

import {count, duration, percent, rate} from '../format.js';

const PEOPLE = ['desktop', 'phone', 'tablet', 'tv', 'app'];

/** filter: {dimension, label} or null. */
export function answer({summary, countries, 'caller-classes': callers}, view, filter) {
  const label = filter?.label;
  if (!summary) return [['Reading the figures …', false]];
  if (!summary.requests) return [[`No requests${label ? ` for ${label}` : ''} in ${view.live ? 'the last ' + duration(view.to - view.from) : 'this range'}.`, true], [' Choose a longer range, or wait for the first row.', false]];
  const parts = [[`${rate(summary.rate.requestsPerSecond)} requests a second`, true]];
  if (label) parts.push([` for ${label}`, false]);
  if (filter?.dimension !== 'country') parts.push(...fromWhere(countries));
  parts.push(...who(summary, filter ? null : callers));
  return parts;
}

function fromWhere(countries) {
  if (!countries?.rows?.length || countries.sample || countries.rows.length < 2) return [];
  const known = countries.rows.filter((row) => row.value !== 'unknown');
  const places = known.slice(0, 2).map((row) => `${row.label} (${percent(row.requests / countries.total, 0)})`);
  return [[' from ', false], [`${count(known.length)} countries`, true], [', most from ', false], [places.join(' and '), true]];
}

function who(summary, callers) {
  if (!callers?.total) return [['. ', false], [`${percent(summary.bots / summary.requests, 0)} bots`, true], ['.', false]];
  const of = (classes) => callers.rows.filter((r) => classes.includes(r.value)).reduce((sum, r) => sum + r.requests, 0) / callers.total;
  const parts = [['. ', false], [`${percent(of(PEOPLE), 0)} people`, true], [`, ${percent(of(['bot', 'search-crawler']), 0)} bots and search crawlers, ${percent(of(['ai-crawler']), 0)} AI crawlers`, false]];
  const attackers = of(['attacker']);
  if (attackers) parts.push([', ', false], [`${percent(attackers, attackers < 0.01 ? 1 : 0)} attackers`, true]);
  return [...parts, ['.', false]];
}
