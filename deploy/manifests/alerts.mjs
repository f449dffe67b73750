// Alert rules are written once, in Prometheus' own format, and stand here twice more: as a PrometheusRule for kustomize, and in the chart.
// usage: node alerts.mjs: writes both anew.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse, stringify } from 'yaml';

export const SOURCE = 'deploy/observability/alerts.yaml';
const NOTE = `# Made from ${SOURCE} by .ci/manifests --alerts: change it there.\n`;
const LABELS = { 'app.kubernetes.io/name': 'taskforge', 'app.kubernetes.io/part-of': 'taskforge' };

/** What both copies should say: their text by their path. None while there are no rules. */
export function copies() {
  const rules = existsSync(SOURCE) ? parse(readFileSync(SOURCE, 'utf8')) : { groups: [] };
  const { groups } = rules.spec ?? rules;
  const rule = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'taskforge', labels: LABELS }, spec: { groups } };
  const text = (value) => NOTE + stringify(value, { version: '1.1', lineWidth: 0 });
  return {
    'deploy/kubernetes/components/monitoring/alerts.yaml': text(rule),
    'deploy/helm/taskforge/files/alerts.yaml': text({ groups }),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [path, text] of Object.entries(copies())) {
    writeFileSync(path, text);
  }
}
