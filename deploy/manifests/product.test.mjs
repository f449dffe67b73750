// What the manifests say about the product, held against the product.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { renderFolder } from './rendering.mjs';
import { ofKind } from './shape.mjs';

const OPENAPI = 'api-service/src/main/resources/contract/openapi.yaml';
const PROTO = 'proto/src/main/proto/tickets.v1.proto';
const NAMES = 'shared-model/src/main/java/io/taskforge/model/broker/BrokerNames.java';
const INTAKE = 'generation-worker/src/main/java/io/taskforge/worker/intake/IntakeConfig.java';
const items = renderFolder('overlays/prod-operators');

function routed(path) {
  const [route] = ofKind(items, 'HTTPRoute');
  return route.object.spec.rules.flatMap(({ matches }) => matches).some(({ path: { type, value } }) =>
    path === value || (type === 'PathPrefix' && path.startsWith(`${value}/`)));
}

test('every_documented_path_is_routed', () => {
  const paths = Object.keys(parse(readFileSync(OPENAPI, 'utf8')).paths).filter((path) => !path.startsWith('/q/'));
  assert.ok(paths.length > 10);
  assert.deepEqual(paths.filter((path) => !routed(path)), []);
});

test('admin_pages_are_routed', () => {
  assert.deepEqual(['/admin', '/admin/jobs'].filter((path) => !routed(path)), []);
});

test('health_and_metrics_are_not_routed', () => {
  assert.deepEqual(['/', '/q', '/q/health/ready', '/q/metrics', '/adminx', '/metrics'].filter(routed), []);
});

test('the_published_rpcs_are_routed_and_no_others_but_health', () => {
  const text = readFileSync(PROTO, 'utf8');
  const published = [...text.matchAll(/^service (\w+)/gm)].map(([, name]) => `${/^package ([\w.]+);/m.exec(text)[1]}.${name}`);
  const [route] = ofKind(items, 'GRPCRoute');
  assert.deepEqual(
    route.object.spec.rules.flatMap(({ matches }) => matches.map(({ method }) => method.service)).sort(),
    [...published, 'grpc.health.v1.Health'].sort());
});

test('the_broker_has_the_exchanges_and_the_queue_that_the_services_use', () => {
  const named = [...readFileSync(NAMES, 'utf8').matchAll(/"(taskforge\.[a-z.]+)"/g)].map(([, name]) => name).sort();
  assert.deepEqual(ofKind(items, 'Exchange', 'Queue').map(({ object }) => object.spec.name).sort(), [...new Set(named)]);
});

test('the_user_of_the_broker_may_do_what_the_services_do_and_no_more', () => {
  const [{ object: { spec: { permissions } } }] = ofKind(items, 'Permission');
  const names = ofKind(items, 'Exchange', 'Queue').map(({ object }) => object.spec.name);
  for (const pattern of Object.values(permissions)) {
    assert.deepEqual([...names, 'amq.gen-x'].filter((name) => !new RegExp(pattern).test(name)), []);
    assert.deepEqual(['taskforge', 'other.taskforge.jobs', 'amq.direct'].filter((name) => new RegExp(pattern).test(name)), []);
  }
});

test('workers_are_scaled_by_the_slots_that_they_have', () => {
  const [, slots] = /@WithDefault\("(\d+)"\)\s+int slots\(\)/.exec(readFileSync(INTAKE, 'utf8'));
  const [{ object: { spec: { triggers: [{ metadata }] } } }] = ofKind(items, 'ScaledObject');
  assert.equal(metadata.targetQueryValue, slots);
});
