// What no schema says: that pods are closed, that names lead to what they name, and that every edge is let through and no other.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { OTHERWISE, folders, label, renderChart, renderFolder } from './rendering.mjs';
import { component, environment, files, labelsOf, ofKind, picks, podOf, references, workloads } from './shape.mjs';

const CONFIGURATION = 'docs/configuration.md';
const rendered = [
  ...folders().map((folder) => ({ name: folder, items: renderFolder(folder) })),
  { name: 'the chart', items: renderChart() },
  { name: 'the chart told otherwise', items: renderChart(OTHERWISE) },
];

/** Asserts that a rule finds nothing in anything that can be rendered; it returns what is wrong with one rendering. */
function everywhere(name, rule) {
  test(name, () => {
    assert.deepEqual(rendered.flatMap(({ name: where, items }) => rule(items, where).map((wrong) => `${where}: ${wrong}`)), []);
  });
}

function containers(items) {
  return workloads(items).flatMap((item) => podOf(item).containers.map((container) => ({ item, pod: podOf(item), container })));
}

function wrong(cases, isRight, says = (item) => label(item)) {
  return cases.filter((one) => !isRight(one)).map((one) => (one.item === undefined ? says(one) : `${label(one.item)}: ${one.container?.name}`));
}

everywhere('a_pod_runs_as_nobody_and_without_a_token', (items) =>
  wrong(workloads(items), (item) => {
    const { securityContext, automountServiceAccountToken, hostNetwork, hostPID } = podOf(item);
    return automountServiceAccountToken === false && securityContext.runAsNonRoot === true && securityContext.runAsUser > 0
      && securityContext.seccompProfile.type === 'RuntimeDefault' && hostNetwork === undefined && hostPID === undefined;
  }));

everywhere('a_container_gains_nothing_and_writes_nowhere_but_into_volumes', (items) =>
  wrong(containers(items), ({ container: { securityContext } }) =>
    securityContext.allowPrivilegeEscalation === false && securityContext.readOnlyRootFilesystem === true
      && securityContext.capabilities.drop.includes('ALL') && securityContext.capabilities.add === undefined));

everywhere('a_container_says_what_it_needs_and_takes_no_more_memory', (items) =>
  wrong(containers(items), ({ container: { resources } }) =>
    resources.requests.cpu !== undefined && resources.requests.memory !== undefined && resources.limits.memory !== undefined));

everywhere('what_stays_up_is_asked_how_it_is_on_ports_that_it_has', (items) =>
  wrong(containers(items).filter(({ item }) => item.object.kind !== 'Job'), ({ container }) =>
    ['startupProbe', 'readinessProbe', 'livenessProbe'].every((probe) => {
      const { httpGet, tcpSocket, exec } = container[probe] ?? {};
      const port = (httpGet ?? tcpSocket)?.port;
      return exec !== undefined || container.ports.some((one) => one.name === port);
    })));

everywhere('a_service_of_ours_is_asked_by_its_health_paths', (items) =>
  wrong(containers(ofKind(items, 'Deployment')), ({ container }) =>
    container.startupProbe.httpGet.path === '/q/health/started' && container.readinessProbe.httpGet.path === '/q/health/ready'
      && container.livenessProbe.httpGet.path === '/q/health/live'));

everywhere('an_image_is_pinned', (items, where) =>
  where === 'base' ? [] : wrong(containers(items), ({ container }) => /(:(?!latest$)[\w][\w.-]*|@sha256:[0-9a-f]{64})$/.test(container.image)));

everywhere('a_file_that_a_setting_names_is_mounted', (items) =>
  containers(items).flatMap(({ item, pod, container }) =>
    Object.entries(environment(container))
      .filter(([name, value]) => name.endsWith('_FILE') && !files(pod, container).includes(value))
      .map(([name, value]) => `${label(item)}: ${name}=${value}`)));

everywhere('a_secret_that_is_mounted_is_named_by_a_setting', (items) =>
  containers(items).filter(({ item }) => item.object.kind !== 'StatefulSet').flatMap(({ item, pod, container }) =>
    files(pod, container).filter((path) => !Object.values(environment(container)).includes(path)).map((path) => `${label(item)}: ${path}`)));

everywhere('no_setting_holds_a_secret_itself', (items) =>
  containers(items).flatMap(({ item, container }) =>
    Object.keys(environment(container))
      .filter((name) => /(PASSWORD|PEPPER|SIGNING_KEY|PREVIOUS_KEY|API_KEY|DATABASE_URL|AMQP_URL)$/.test(name))
      .map((name) => `${label(item)}: ${name}`)));

test('a_setting_exists', { skip: existsSync(CONFIGURATION) ? false : `${CONFIGURATION} is not there` }, () => {
  const known = new Set(readFileSync(CONFIGURATION, 'utf8').match(/\bTASKFORGE_[A-Z0-9_]+/g));
  assert.deepEqual(
    rendered.flatMap(({ items }) => containers(items).flatMap(({ container }) => Object.keys(environment(container))))
      .filter((name) => name.startsWith('TASKFORGE_') && !known.has(name)),
    []);
});

everywhere('a_workload_picks_its_own_pods', (items) =>
  wrong(ofKind(items, 'Deployment', 'StatefulSet'), (item) =>
    picks(item.object.spec.selector, labelsOf(item))
      && (podOf(item).topologySpreadConstraints ?? []).every(({ labelSelector }) => picks(labelSelector, labelsOf(item)))));

everywhere('a_service_leads_to_one_workload_and_to_ports_of_it', (items) =>
  wrong(ofKind(items, 'Service'), ({ object: { spec } }) => {
    const led = workloads(items).filter((item) => picks(spec.selector, labelsOf(item)));
    return led.length === 1 && spec.ports.every(({ targetPort }) => podOf(led[0]).containers[0].ports.some(({ name }) => name === targetPort));
  }));

everywhere('a_disruption_budget_guards_what_is_there', (items) =>
  wrong(ofKind(items, 'PodDisruptionBudget'), ({ object: { spec } }) =>
    workloads(items).filter((item) => picks(spec.selector, labelsOf(item))).length === 1
      || ofKind(items, 'RabbitmqCluster').some(({ object }) => spec.selector.matchLabels['app.kubernetes.io/name'] === object.metadata.name)));

everywhere('a_deployment_has_a_disruption_budget_and_is_replaced_pod_by_pod', (items) =>
  wrong(ofKind(items, 'Deployment'), (item) =>
    ofKind(items, 'PodDisruptionBudget').some(({ object: { spec } }) => spec.maxUnavailable === 1 && picks(spec.selector, labelsOf(item)))
      && item.object.spec.strategy.rollingUpdate.maxUnavailable === 0 && podOf(item).terminationGracePeriodSeconds === 60));

everywhere('one_says_how_many_there_are', (items) =>
  wrong(ofKind(items, 'Deployment'), ({ object }) => {
    const scaled = ofKind(items, 'HorizontalPodAutoscaler', 'ScaledObject').filter((item) => item.object.spec.scaleTargetRef.name === object.metadata.name);
    return scaled.length + (object.spec.replicas === undefined ? 0 : 1) === 1;
  }));

everywhere('what_is_scaled_and_who_may_ask_for_it_are_there', (items) =>
  wrong(ofKind(items, 'HorizontalPodAutoscaler', 'ScaledObject'), ({ object: { spec } }) =>
    ofKind(items, 'Deployment').some(({ object }) => object.metadata.name === spec.scaleTargetRef.name)
      && (spec.triggers ?? []).every(({ authenticationRef }) =>
        ofKind(items, 'TriggerAuthentication').some(({ object }) => object.metadata.name === authenticationRef.name))));

everywhere('an_account_of_a_service_is_there', (items) =>
  wrong(workloads(items).filter((item) => podOf(item).serviceAccountName !== undefined), (item) =>
    ofKind(items, 'ServiceAccount').some(({ object }) => object.metadata.name === podOf(item).serviceAccountName
      && object.automountServiceAccountToken === false)));

everywhere('a_monitor_finds_a_service_and_its_port', (items) =>
  wrong(ofKind(items, 'ServiceMonitor'), ({ object: { spec } }) =>
    ofKind(items, 'Service').some(({ object }) =>
      picks(spec.selector, object.metadata.labels) && spec.endpoints.every(({ port, path }) => path === '/q/metrics' && object.spec.ports.some(({ name }) => name === port)))));

everywhere('a_route_leads_to_a_port_of_a_service', (items) =>
  wrong(ofKind(items, 'HTTPRoute', 'GRPCRoute'), ({ object: { spec } }) =>
    spec.rules.every(({ backendRefs }) => backendRefs.every(({ name, port }) =>
      ofKind(items, 'Service').some(({ object }) => object.metadata.name === name && object.spec.ports.some((one) => one.port === port))))));

everywhere('migrations_run_once_and_the_services_only_check_them', (items) => {
  const settings = (name) => environment(podOf(component(items, name)).containers[0]).TASKFORGE_MIGRATIONS;
  return settings('migrations') === 'only' && settings('api') === 'check' ? [] : ['TASKFORGE_MIGRATIONS'];
});

everywhere('everything_has_its_namespace_and_says_what_it_belongs_to', (items, where) =>
  wrong(items.filter(({ object }) => object.kind !== 'Namespace'), ({ object: { metadata } }) =>
    (where === 'base' || /^taskforge(-dev)?$/.test(metadata.namespace)) && metadata.labels['app.kubernetes.io/part-of'] === 'taskforge'));

test('what_must_be_made_by_hand_is_in_the_readme', () => {
  const words = new Set(readFileSync('deploy/kubernetes/README.md', 'utf8').match(/[\w.-]+/g));
  const asked = rendered.flatMap(({ items }) => workloads(items).flatMap((item) => references(podOf(item))));
  assert.deepEqual([...new Set(asked)].filter((one) => !one.split(/[ /]/).every((word) => words.has(word))), []);
});
