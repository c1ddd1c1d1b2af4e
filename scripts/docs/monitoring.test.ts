// The dashboard and the alerting rules ask for metrics that there are, of labels that they have, and for nothing else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shownMetrics } from './shown-metrics.ts';

/** Functions, operators and labels of expressions. */
const words = /^(?:sum|max|min|count|rate|increase|changes|by|on|and|or|unless|group_left|label_values|without|bool|job|instance|s|m|h)$/;
/** Labels that Prometheus adds. */
const added: readonly string[] = ['job', 'instance'];

interface Asked {
  readonly where: string;
  readonly expr: string;
}

/** Metrics that an expression names, each with the labels that it selects by. */
function selectors(expr: string): { readonly name: string; readonly labels: readonly string[] }[] {
  const plain = expr.replace(/"[^"]*"/g, '""');
  // What stands in parentheses behind by, on and the like is labels.
  const withoutGroups = plain.replace(/\b(by|on|without|group_left)\s*\([^)]*\)/g, '');
  return [...withoutGroups.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)(\{[^}]*\})?/g)].flatMap(([, name = '', selected = '']) => (words.test(name) || withoutGroups.includes(`$${name}`) ? [] : [{
    name, labels: [...selected.matchAll(/([a-z_]+)\s*[=!]/g)].map((match) => match[1] ?? ''),
  }])).filter(({ name }) => !/^(?:__)/.test(name));
}

async function known(): Promise<(asked: Asked) => string[]> {
  const metrics = new Map<string, ReadonlySet<string>>([['up', new Set<string>()]]);
  for (const shown of (await shownMetrics()).values()) {
    for (const { name, type, labels } of shown) {
      metrics.set(name, new Set(labels));
      if (type === 'summary') for (const part of ['count', 'sum']) metrics.set(`${name}_${part}`, new Set());
    }
  }
  return ({ where, expr }) => selectors(expr.replace(/\{[^{}]*\}/g, (labels) => labels)).flatMap(({ name, labels }) => {
    const own = metrics.get(name);
    if (own === undefined) return [`${where}: there is no metric ${name}`];
    return labels.filter((label) => !added.includes(label) && !own.has(label)).map((label) => `${where}: ${name} has no label ${label}`);
  });
}

test('each expression of the dashboard and of the rules is about metrics that there are', async () => {
  const check = await known();
  const dashboard = JSON.parse(readFileSync('monitoring/grafana-dashboard.json', 'utf8')) as {
    panels: { id: number; title: string; gridPos: { x: number; w: number }; targets?: { expr: string; refId: string }[] }[]; annotations: { list: { name: string; expr: string }[] };
  };
  const rules = readFileSync('monitoring/alerts.yml', 'utf8');
  const alerts = [...rules.matchAll(/- alert: (\w+)\n {8}expr: '((?:[^']|'')*)'\n {8}for: \d+[smh]\n {8}labels:\n {10}severity: (?:warning|critical)\n {8}annotations:\n {10}summary: '(?:[^']|'')*'\n {10}description: '(?:[^']|'')*'\n/g)];
  const asked: Asked[] = [
    ...dashboard.panels.flatMap((panel) => (panel.targets ?? []).map(({ expr }) => ({ where: panel.title, expr }))),
    ...dashboard.annotations.list.map(({ name, expr }) => ({ where: name, expr })),
    ...alerts.map(([, name = '', expr = '']) => ({ where: name, expr: expr.replaceAll("''", "'") })),
  ];
  assert.deepEqual(asked.flatMap(check), []);
  assert.equal(alerts.length, (rules.match(/- alert:/g) ?? []).length);
  assert.ok(alerts.length > 15 && asked.length > 60);
  assert.equal(new Set(dashboard.panels.map(({ id }) => id)).size, dashboard.panels.length);
  for (const { title, gridPos } of dashboard.panels) assert.ok(gridPos.x + gridPos.w <= 24, title);
});

test('the check finds a metric that is none, and a label that a metric has not', async () => {
  const check = await known();
  assert.deepEqual(check({ where: 'x', expr: 'sum(rate(quorate_edits_totals{job="$job"}[$__rate_interval]))' }), ['x: there is no metric quorate_edits_totals']);
  assert.deepEqual(check({ where: 'x', expr: 'quorate_active{journal="a"} and on (instance) quorate_epoch > 1' }), ['x: quorate_active has no label journal']);
  assert.deepEqual(check({ where: 'x', expr: 'sum by (instance) (quorate_edit_latency_seconds{quantile="0.99"}) / quorate_edit_latency_seconds_count' }), []);
});
