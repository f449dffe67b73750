// What kubectl and Helm make of the folders under deploy, object by object, each with the file that it stands in.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const KUBERNETES = 'deploy/kubernetes';
export const CHART = 'deploy/helm/taskforge';
const ORIGIN = 'config.kubernetes.io/origin';
/** Values under which the chart does what it does not do unless told. */
export const OTHERWISE = [
  'image.digests={"api":"sha256:1111111111111111111111111111111111111111111111111111111111111111","worker":"sha256:2222222222222222222222222222222222222222222222222222222222222222"}',
  'image.pullSecrets=[{"name":"registry"}]',
  'secrets.previousTokenKey=true',
  'tls.secret="taskforge-tls"',
  'model.provider="openai"',
  'model.url="http://vllm.models.svc:8000"',
  'model.names=["one","another"]',
  'model.parallelCalls=8',
  'model.apiKeySecret="taskforge-model"',
  'tracing.endpoint="http://collector.observability.svc:4317"',
  'api.autoscaling.enabled=false',
  'api.env=[{"name":"TASKFORGE_GRPC_REFLECTION","value":"false"}]',
  'api.podAnnotations={"example.com/team":"tickets"}',
  'api.nodeSelector={"kubernetes.io/arch":"arm64"}',
  'worker.slots=4',
  'worker.keda.enabled=false',
  'worker.tolerations=[{"key":"example.com/batch","operator":"Exists"}]',
  'monitoring.labels={"release":"prometheus"}',
];
const kubectl = process.env.KUBECTL ?? 'kubectl';
const helm = process.env.HELM ?? 'helm';

/** What a verdict calls an item, which is {file, object}: an object as it would be applied, and where it stands. */
export function label({ object }) {
  return `${object.kind} ${object.metadata?.name}`;
}

/** What can be rendered: the base, as far as it goes by itself, and every overlay. */
export function folders() {
  return ['base', ...readdirSync(join(KUBERNETES, 'overlays')).sort().map((overlay) => `overlays/${overlay}`)];
}

/** As Kubernetes reads it: YAML 1.1, where 0440 is octal and "on" is true. A key that stands twice is an error. */
export function documents(text, file) {
  return parseAllDocuments(text, { version: '1.1', merge: true, uniqueKeys: true })
    .filter((document) => document.contents !== null)
    .map((document) => {
      if (document.errors.length > 0) {
        throw new Error(`${file}: ${document.errors[0].message}`);
      }
      return document.toJS();
    });
}

const rendered = new Map();

/** The same again costs nothing; callers get a copy, which they may change. */
function once(key, render) {
  if (!rendered.has(key)) {
    rendered.set(key, render());
  }
  return structuredClone(rendered.get(key));
}

/** Renders a folder of deploy/kubernetes. */
export function renderFolder(name) {
  return once(name, () => renderFolderOf(KUBERNETES, name));
}

/** Renders the chart with values as --set-json takes them. */
export function renderChart(settings = []) {
  return once(settings.join(), () => renderChartOf(CHART, settings));
}

/** Renders a folder of one laid out as deploy/kubernetes; of a copy, so that kustomize can be told to say where things are from. */
export function renderFolderOf(from, name) {
  const copy = mkdtempSync(join(tmpdir(), 'taskforge-manifests-'));
  try {
    cpSync(from, copy, { recursive: true });
    const folder = join(copy, name);
    appendFileSync(join(folder, 'kustomization.yaml'), '\nbuildMetadata: [originAnnotations]\n');
    const text = run(kubectl, ['kustomize', folder], name);
    return documents(text, name).map((object) => withOrigin(object, name));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

export function renderChartOf(from, settings = []) {
  const text = run(helm, ['template', 'taskforge', from, '--namespace', 'taskforge', ...settings.flatMap((one) => ['--set-json', one])], 'chart');
  return text
    .split(/^---\s*$/m)
    .flatMap((part) => {
      const source = /^# Source: taskforge\/(.*)$/m.exec(part)?.[1] ?? 'templates';
      return documents(part, source).map((object) => ({ file: join(CHART, source), object }));
    })
    .filter(({ object }) => object !== null);
}

/** What Helm itself has to say about the chart; throws when that is anything. */
export function lintChart(from = CHART) {
  run(helm, ['lint', '--strict', '--quiet', from], 'chart');
}

function withOrigin(object, name) {
  const { [ORIGIN]: origin, ...annotations } = object.metadata.annotations ?? {};
  const path = /^path: (.*)$/m.exec(origin ?? '')?.[1] ?? 'kustomization.yaml';
  const metadata = { ...object.metadata, annotations };
  if (Object.keys(annotations).length === 0) {
    delete metadata.annotations;
  }
  return { file: normalize(join(KUBERNETES, name, path)), object: { ...object, metadata } };
}

function run(program, args, what) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error !== undefined || status !== 0) {
    throw new Error(`${what}: ${error?.message ?? (stderr || stdout).trim()}`);
  }
  return stdout;
}
