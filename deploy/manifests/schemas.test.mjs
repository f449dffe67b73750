// The checks check: one field of a copy is misspelt, and the verdict must name the file, the object and the field.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CHART, KUBERNETES, OTHERWISE, folders, label, renderChart, renderChartOf, renderFolder, renderFolderOf } from './rendering.mjs';
import { findings, told } from './schemas.mjs';

let copy;
before(() => {
  copy = mkdtempSync(join(tmpdir(), 'taskforge-misspelt-'));
});
after(() => rmSync(copy, { recursive: true, force: true }));

/** One object of every kind that there is. */
function oneOfEachKind() {
  const kinds = new Map();
  for (const item of [...folders().flatMap((folder) => renderFolder(folder)), ...renderChart()]) {
    kinds.set(`${item.object.apiVersion} ${item.object.kind}`, item);
  }
  return [...kinds.values()];
}

/** Every object with one field of it misspelt, once for each field near the top; the file's name says which, so that verdicts can be told apart. */
function misspelt(items) {
  return items.flatMap(({ file, object }) => {
    const fields = ['spec', ...Object.keys(object.spec ?? {}).map((field) => `spec/${field}`), 'automountServiceAccountToken', 'metadata']
      .filter((field) => at(object, field) !== undefined);
    return fields.map((field) => {
      const wrong = structuredClone(object);
      const parts = field.split('/');
      const last = parts.pop();
      const parent = parts.reduce((value, part) => value[part], wrong);
      const misspelling = `${last}z`;
      parent[misspelling] = parent[last];
      delete parent[last];
      return { item: { file: `${file}#${field}`, object: wrong }, field: [...parts, misspelling].join('/') };
    });
  });
}

/** Every object with a number, a truth value or a text of the wrong type; the file's name says which. */
function mistyped(items) {
  return items.flatMap(({ file, object }) =>
    leaves(object.spec ?? {}, 'spec')
      .filter(({ value }) => typeof value === 'boolean' || (typeof value === 'number' && !Number.isNaN(value)))
      .map(({ path }) => {
        const wrong = structuredClone(object);
        const parts = path.split('/');
        const last = parts.pop();
        const parent = parts.reduce((value, part) => value[part], wrong);
        parent[last] = { two: true };
        return { item: { file: `${file}#${path}`, object: wrong }, field: path };
      }));
}

function leaves(value, path) {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) => leaves(one, `${path}/${key}`))
    : [{ value, path }];
}

function at(object, path) {
  return path.split('/').reduce((value, part) => value?.[part], object);
}

async function unseen(cases) {
  const found = await findings(cases.map(({ item }) => item));
  return cases.filter(({ item, field }) => !found.some(
    (one) => one.file === item.file && one.object === label(item) && (one.field === field || one.field.startsWith(`${field}/`))));
}

/** A copy of deploy/ in which one file says something else. */
function changed(file, from, to) {
  for (const folder of [KUBERNETES, CHART]) {
    cpSync(folder, join(copy, folder), { recursive: true });
  }
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  assert.ok(text.includes(from), `${file} says ${from}`);
  writeFileSync(path, text.replace(from, to));
}

test('everything_that_is_rendered_is_valid', async (run) => {
  const renderings = [
    ...folders().map((folder) => [folder, renderFolder(folder)]),
    ['the chart', renderChart()],
    ['the chart told otherwise', renderChart(OTHERWISE)],
  ];
  const found = await findings(renderings.flatMap(([, items]) => items));
  for (const [name, items] of renderings) {
    const kinds = new Set(items.map(({ object }) => object.kind));
    const wrong = found.filter((one) => items.some((item) => item.file === one.file && label(item) === one.object));
    run.diagnostic(`${name}: ${items.length} objects of ${kinds.size} kinds, ${wrong.length === 0 ? 'valid' : 'not valid'}`);
  }
  assert.deepEqual([...new Set(found.map(told))], []);
});

test('a_misspelt_field_of_every_kind_is_found_and_named', async () => {
  const cases = misspelt(oneOfEachKind());
  assert.ok(cases.length >= 100, `${cases.length} fields`);
  assert.deepEqual((await unseen(cases)).map(({ item, field }) => `${item.file} ${label(item)} ${field}`), []);
});

test('a_number_or_truth_value_of_another_type_is_found_and_named', async () => {
  const cases = mistyped(oneOfEachKind());
  assert.ok(cases.length >= 100, `${cases.length} fields`);
  assert.deepEqual((await unseen(cases)).map(({ item, field }) => `${item.file} ${label(item)} ${field}`), []);
});

for (const [folder, file, from, to, verdict] of [
  ['overlays/prod', 'deploy/kubernetes/base/api.yaml', 'readinessProbe:', 'readinesProbe:',
    /base\/api\.yaml: Deployment taskforge-api: spec\/template\/spec\/containers\/0\/readinesProbe/],
  ['base', 'deploy/kubernetes/base/worker.yaml', 'replicas: 2', 'replicas: two',
    /base\/worker\.yaml: Deployment taskforge-worker: spec\/replicas/],
  ['overlays/prod', 'deploy/kubernetes/base/network-policies.yaml', 'podSelector:', 'podSelektor:',
    /base\/network-policies\.yaml: NetworkPolicy taskforge-deny-all: spec/],
  ['overlays/dev', 'deploy/kubernetes/overlays/dev/servers.yaml', 'serviceName: taskforge-postgres', 'servicename: taskforge-postgres',
    /overlays\/dev\/servers\.yaml: StatefulSet taskforge-postgres: spec\/servicename/],
]) {
  test(`in_${file}_${to.replace(/\W+/g, '_')}_is_found`, async () => {
    changed(file, from, to);
    assert.match((await findings(renderFolderOf(join(copy, KUBERNETES), folder))).map(told).join('\n'), verdict);
  });
}

test('an_unknown_field_of_an_operators_resource_is_found', async () => {
  changed('deploy/kubernetes/components/autoscaling/worker-scaling.yaml', 'cooldownPeriod:', 'coolDownPeriod:');
  assert.match(
    (await findings(renderFolderOf(join(copy, KUBERNETES), 'overlays/prod'))).map(told).join('\n'),
    /autoscaling\/worker-scaling\.yaml: ScaledObject taskforge-worker: spec\/coolDownPeriod/);
});

test('an_unknown_field_of_a_template_of_the_chart_is_found', async () => {
  changed('deploy/helm/taskforge/templates/worker.yaml', 'revisionHistoryLimit', 'revisionHistoryLimits');
  assert.match(
    (await findings(renderChartOf(join(copy, CHART)))).map(told).join('\n'),
    /templates\/worker\.yaml: Deployment taskforge-worker: spec\/revisionHistoryLimits/);
});

test('a_field_that_kustomize_does_not_know_is_refused', () => {
  changed('deploy/kubernetes/overlays/prod/kustomization.yaml', 'components:', 'componentz:');
  assert.throws(() => renderFolderOf(join(copy, KUBERNETES), 'overlays/prod'), /componentz/);
});

test('a_value_that_the_chart_does_not_know_is_refused', () => {
  assert.throws(() => renderChart(['worker.slotz=3']), /slotz/);
});

test('a_value_of_another_type_is_refused', () => {
  assert.throws(() => renderChart(['api.replicas="two"']), /replicas/);
});
