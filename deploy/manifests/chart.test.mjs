// The chart's defaults and the overlay prod are one truth told twice: the same objects, field by field.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { KUBERNETES, lintChart, renderChart, renderFolder, renderFolderOf } from './rendering.mjs';

/** What a chart may say otherwise. */
const HELMS_OWN_LABELS = ['app.kubernetes.io/instance', 'app.kubernetes.io/managed-by', 'app.kubernetes.io/version', 'helm.sh/chart'];
const NAMES = { 'taskforge-migrations-1': 'taskforge-migrations' };
const MADE_BY_HELM_INSTALL = ['Namespace taskforge'];

/** Lists in which an entry is known by a name, so that their order means nothing. */
const BY_NAME = ['env', 'volumeMounts', 'volumes', 'ports', 'containers', 'items'];

test('the_chart_says_the_same_as_the_overlay_prod', () => {
  assertSame(renderChart(), renderFolder('overlays/prod'));
});

test('with_tls_up_to_the_service_it_says_the_same_as_the_component', () => {
  const copy = mkdtempSync(join(tmpdir(), 'taskforge-tls-'));
  try {
    cpSync(KUBERNETES, copy, { recursive: true });
    const file = join(copy, 'overlays/prod/kustomization.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('components:\n', 'components:\n  - ../../components/tls\n'));
    assertSame(renderChart(['tls.secret="taskforge-tls"']), renderFolderOf(copy, 'overlays/prod'));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

test('helm_finds_nothing_to_remark', () => {
  lintChart();
});

test('everything_that_has_a_switch_can_be_switched_off', () => {
  const kinds = renderChart(['api.autoscaling.enabled=false', 'worker.keda.enabled=false', 'migrations.enabled=false', 'podDisruptionBudgets.enabled=false',
    'networkPolicies.enabled=false', 'gateway.enabled=false', 'monitoring.enabled=false', 'trust.enabled=false', 'secrets.adminPassword=false'])
    .map(({ object }) => object.kind);
  assert.deepEqual([...new Set(kinds)].sort(), ['Deployment', 'Service', 'ServiceAccount']);
});

test('without_a_job_for_them_the_api_service_migrates', () => {
  const { object } = renderChart(['migrations.enabled=false']).find((item) => item.object.kind === 'Deployment' && item.object.metadata.name === 'taskforge-api');
  assert.equal(object.spec.template.spec.containers[0].env.find(({ name }) => name === 'TASKFORGE_MIGRATIONS').value, 'apply');
});

test('an_upgrade_has_migrations_of_its_own', () => {
  const names = renderChart().filter(({ object }) => object.kind === 'Job').map(({ object }) => object.metadata.name);
  assert.deepEqual(names, Object.keys(NAMES));
});

function assertSame(rendered, expected) {
  const [chart, overlay] = [byName(rendered), byName(expected)];
  for (const name of MADE_BY_HELM_INSTALL) {
    assert.ok(overlay.delete(name), name);
  }
  assert.deepEqual([...chart.keys()].sort(), [...overlay.keys()].sort());
  for (const [name, object] of overlay) {
    assert.deepEqual(chart.get(name), object, name);
  }
}

function byName(items) {
  return new Map(items.map(({ object }) => {
    const plain = sorted(object, '');
    plain.metadata.labels = Object.fromEntries(Object.entries(plain.metadata.labels ?? {}).filter(([key]) => !HELMS_OWN_LABELS.includes(key)));
    plain.metadata.name = NAMES[plain.metadata.name] ?? plain.metadata.name;
    return [`${plain.kind} ${plain.metadata.name}`, plain];
  }));
}

function sorted(value, key) {
  if (Array.isArray(value)) {
    const list = value.map((one) => sorted(one, ''));
    return BY_NAME.includes(key) ? list.sort((one, other) => (name(one) < name(other) ? -1 : 1)) : list;
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.keys(value).sort().map((one) => [one, sorted(value[one], one)]))
    : value;
}

function name(entry) {
  return String(entry.name ?? entry.key ?? JSON.stringify(entry)) + (entry.mountPath ?? '');
}
