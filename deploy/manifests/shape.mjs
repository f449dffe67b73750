// Ways into objects that several rules need.
const WORKLOADS = ['Deployment', 'StatefulSet', 'Job'];

export function ofKind(items, ...kinds) {
  return items.filter(({ object }) => kinds.includes(object.kind));
}

export function workloads(items) {
  return ofKind(items, ...WORKLOADS);
}

export function podOf({ object }) {
  return object.spec.template.spec;
}

export function labelsOf({ object }) {
  return object.spec.template.metadata.labels;
}

/** A component's workload; its pods carry the label. */
export function component(items, name) {
  return workloads(items).find((item) => labelsOf(item)['app.kubernetes.io/component'] === name);
}

/** Whether a label selector, or the plain map of a Service, picks something with these labels. */
export function picks(selector, labels) {
  const { matchLabels, matchExpressions } =
    selector.matchLabels !== undefined || selector.matchExpressions !== undefined || Object.keys(selector).length === 0
      ? selector
      : { matchLabels: selector };
  return Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value)
    && (matchExpressions ?? []).every(({ key, operator, values }) => operator === 'In' && values.includes(labels[key]));
}

export function environment(container) {
  return Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));
}

/** The files that a container's mounts put in place, by their paths. */
export function files(pod, container) {
  return (container.volumeMounts ?? []).flatMap(({ name, mountPath, subPath }) => {
    const volume = pod.volumes.find((one) => one.name === name);
    const paths = (volume?.projected?.sources ?? []).flatMap((source) => (source.secret ?? source.configMap).items.map(({ path }) => path));
    return subPath === undefined ? paths.map((path) => `${mountPath}/${path}`) : [mountPath];
  });
}

/** What a workload asks for by name: "Secret taskforge-api/key-pepper". */
export function references(pod) {
  return (pod.volumes ?? []).flatMap((volume) => (volume.projected?.sources ?? []).flatMap(({ secret, configMap }) =>
    (secret ?? configMap).items.map(({ key }) => `${secret === undefined ? 'ConfigMap' : 'Secret'} ${(secret ?? configMap).name}/${key}`)));
}
