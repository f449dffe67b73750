// Who may reach whom, as the network policies have it: every edge that is needed, and no other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderChart, renderFolder } from './rendering.mjs';
import { component, labelsOf, ofKind, picks } from './shape.mjs';

const GATEWAY = 'namespace taskforge.io/gateway=true';
const MONITORING = 'namespace taskforge.io/monitoring=true';
const MODELS = 'namespace taskforge.io/models=true';
const NAMES = 'namespace kubernetes.io/metadata.name=kube-system pod k8s-app=kube-dns';
const PRIVATE = 'network 10.0.0.0/8, network 172.16.0.0/12, network 192.168.0.0/16, network fc00::/7';

/** The edges of each component, with whom the database and the broker are. */
function edges({ database, broker, amqp }) {
  const common = [`to ${NAMES}: 53/UDP 53/TCP`, `to ${database}: 5432/TCP`];
  const service = [...common, `to ${broker}: ${amqp}`, `to ${MONITORING}: 4317/TCP`];
  return {
    api: [...service, `from ${GATEWAY}: 8080/TCP 50051/TCP`, `from ${MONITORING}: 9464/TCP`, 'to public addresses: 443/TCP'],
    worker: [...service, `from ${MONITORING}: 8081/TCP`, `to ${MODELS}: 11434/TCP 8000/TCP`],
    migrations: common,
  };
}

const anywhere = { database: PRIVATE, broker: PRIVATE, amqp: '5671/TCP 5672/TCP' };
for (const [name, items, where] of [
  ['prod', renderFolder('overlays/prod'), anywhere],
  ['the_chart', renderChart(), anywhere],
  ['dev', renderFolder('overlays/dev'),
    { database: 'pod app.kubernetes.io/name=taskforge-postgres', broker: 'pod app.kubernetes.io/name=taskforge-rabbitmq', amqp: '5671/TCP 5672/TCP' }],
  ['prod_operators', renderFolder('overlays/prod-operators'),
    { database: 'pod cnpg.io/cluster=taskforge-db', broker: 'pod app.kubernetes.io/name=taskforge-broker', amqp: '5671/TCP' }],
]) {
  for (const [of, expected] of Object.entries(edges(where))) {
    test(`in_${name}_${of}_has_the_edges_that_it_needs_and_no_others`, () => {
      assert.deepEqual(edgesOf(items, of), [...expected].sort());
    });
    test(`in_${name}_${of}_is_closed_but_for_its_edges`, () => {
      assert.deepEqual(denying(items, of).sort(), ['Egress', 'Ingress']);
    });
  }
}

test('callbacks_cannot_go_to_private_addresses', () => {
  const [{ to }] = policy(renderFolder('overlays/prod'), 'taskforge-callbacks').egress;
  assert.deepEqual(
    ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'].filter((network) => !to[0].ipBlock.except.includes(network)),
    []);
  assert.equal(to[1].ipBlock.cidr, '2000::/3');
});

test('database_and_broker_let_in_those_who_are_let_out_to_them', () => {
  const items = renderFolder('overlays/prod-operators');
  for (const [server, port, clients] of [['taskforge-db', 5432, ['api', 'worker', 'migrations']], ['taskforge-broker', 5671, ['api', 'worker']]]) {
    const let_in = policy(items, server).ingress.filter(({ ports }) => ports.some((one) => one.port === port)).flatMap(({ from }) => from);
    assert.deepEqual(clients.filter((client) => !let_in.some(({ podSelector }) => podSelector !== undefined && picks(podSelector, labelsOf(component(items, client))))), []);
  }
});

function policy(items, name) {
  return ofKind(items, 'NetworkPolicy').find(({ object }) => object.metadata.name === name).object.spec;
}

function policiesOf(items, of) {
  return ofKind(items, 'NetworkPolicy').map(({ object }) => object.spec).filter(({ podSelector }) => picks(podSelector, labelsOf(component(items, of))));
}

function denying(items, of) {
  return [...new Set(policiesOf(items, of).filter(({ ingress, egress }) => ingress === undefined && egress === undefined).flatMap(({ policyTypes }) => policyTypes))];
}

function edgesOf(items, of) {
  return policiesOf(items, of)
    .flatMap(({ ingress, egress }) => [
      ...(ingress ?? []).map(({ from, ports }) => `from ${peers(from)}: ${numbers(ports)}`),
      ...(egress ?? []).map(({ to, ports }) => `to ${peers(to)}: ${numbers(ports)}`),
    ])
    .sort();
}

/** Nobody named would be everybody. */
function peers(list) {
  assert.ok(list?.length > 0);
  return list.some(({ ipBlock }) => ipBlock?.cidr === '0.0.0.0/0') ? 'public addresses' : list.map(peer).join(', ');
}

function peer({ namespaceSelector, podSelector, ipBlock }) {
  const labels = (what, selector) => (selector === undefined ? [] : [`${what} ${Object.entries(selector.matchLabels).map((pair) => pair.join('=')).join(' ')}`]);
  return ipBlock === undefined ? [...labels('namespace', namespaceSelector), ...labels('pod', podSelector)].join(' ') : `network ${ipBlock.cidr}`;
}

function numbers(ports) {
  assert.ok(ports?.length > 0);
  return ports.map(({ port, protocol }) => `${port}/${protocol}`).join(' ');
}
