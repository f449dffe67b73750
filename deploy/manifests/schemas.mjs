// Whether objects are what Kubernetes and the operators take: by the validators of the kubernetes-models packages (types, required fields,
// patterns), by their TypeScript declarations (unknown fields, which the validators let pass), and where there is no such package by a
// strict JSON Schema of ours in schemas/.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ts from 'typescript';
import { label } from './rendering.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const CORE = ['v1', 'apps/v1', 'batch/v1', 'policy/v1', 'autoscaling/v2', 'networking.k8s.io/v1'];
const OPERATORS = {
  'keda.sh': '@kubernetes-models/keda',
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
  'postgresql.cnpg.io': '@kubernetes-models/cloudnative-pg',
  'cert-manager.io': '@kubernetes-models/cert-manager',
};
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
const own = new Map();
for (const file of readdirSync(join(here, 'schemas'))) {
  const { group, kinds, $defs } = JSON.parse(readFileSync(join(here, 'schemas', file), 'utf8'));
  for (const [kind, spec] of Object.entries(kinds)) {
    own.set(`${group}/${kind}`, ajv.compile(customResource(group, kind, spec, $defs)));
  }
}

/** What is wrong with these objects: {file, object, field, message} each. All of them at once, because the compiler starts once. */
export async function findings(items) {
  const found = [];
  const typed = [];
  for (const item of items) {
    const { apiVersion, kind } = item.object;
    const validate = own.get(`${apiVersion}/${kind}`);
    const module = moduleOf(apiVersion, kind);
    if (validate !== undefined) {
      if (!validate(item.object)) {
        found.push(...validate.errors.map((error) => finding(item, fieldOf(error), messageOf(error))));
      }
    } else if (module === undefined) {
      found.push(finding(item, 'kind', `no schema for ${apiVersion} ${kind}`));
    } else {
      typed.push({ item, module });
      found.push(...(await invalid(item, module)));
    }
  }
  return [...found, ...unknown(typed)].filter(
    (one, index, all) => all.findIndex((other) => other.file === one.file && other.object === one.object && other.field === one.field) === index);
}

export function told({ file, object, field, message }) {
  return `${file}: ${object}: ${field}: ${message}`;
}

function moduleOf(apiVersion, kind) {
  const [group] = apiVersion.split('/');
  const packageName = CORE.includes(apiVersion) ? 'kubernetes-models' : OPERATORS[group];
  return packageName === undefined ? undefined : `${packageName}/${apiVersion}/${kind}`;
}

async function invalid(item, module) {
  try {
    const { [item.object.kind]: Model } = await import(module);
    new Model(item.object).validate();
    return [];
  } catch (failure) {
    if (failure.errors === undefined) {
      return [finding(item, 'kind', `no schema for ${item.object.apiVersion} ${item.object.kind}`)];
    }
    return failure.errors.map((error) => finding(item, fieldOf(error), messageOf(error)));
  }
}

/** The objects as literals of their types, one property a line, so that a line leads back to a field. */
function unknown(typed) {
  const lines = [];
  const places = [];
  const put = (text, place) => {
    lines.push(text);
    places.push(place);
  };
  typed.forEach(({ item, module }, index) => {
    put(`import type { I${item.object.kind} as T${index} } from ${JSON.stringify(module)};`);
    put(`export const o${index}: T${index} =`, { item, field: '' });
    literal(item.object, item, '', put);
    put(';');
  });
  return compiled(lines.join('\n')).map(({ line, message }) => {
    const { item, field } = places[line] ?? typed[0];
    return finding(item, field ?? '', message);
  });
}

function literal(value, item, field, put) {
  if (Array.isArray(value)) {
    put('[', { item, field });
    value.forEach((one, index) => {
      literal(one, item, `${field}/${index}`, put);
      put(',');
    });
    put(']', { item, field });
  } else if (typeof value === 'object' && value !== null) {
    put('{', { item, field });
    for (const [key, one] of Object.entries(value)) {
      const path = `${field}/${key}`;
      put(`${JSON.stringify(key)}:`, { item, field: path });
      literal(one, item, path, put);
      put(',');
    }
    put('}', { item, field });
  } else {
    put(JSON.stringify(value), { item, field });
  }
}

/** The declarations, which do not change between two runs of the compiler. */
const sources = new Map();

function compiled(text) {
  const name = join(here, 'objects.ts');
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.readFile = (file) => (file === name ? text : readFile(file));
  host.getSourceFile = (file, ...rest) => {
    if (file === name) {
      return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
    }
    if (!sources.has(file)) {
      sources.set(file, getSourceFile(file, ...rest));
    }
    return sources.get(file);
  };
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    if (diagnostic.file?.fileName !== name) {
      throw new Error(`the declarations do not compile: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`);
    }
    const { line } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n').split('\n').at(-1).trim();
    return { line, message };
  });
}

function fieldOf({ instancePath, keyword, params }) {
  return keyword === 'additionalProperties' ? `${instancePath}/${params.additionalProperty}` : instancePath;
}

function messageOf({ keyword, message }) {
  return keyword === 'additionalProperties' ? 'unknown field' : message;
}

function finding(item, field, message) {
  return { file: item.file, object: label(item), field: field.replace(/^\//, '') || '(whole)', message };
}

function customResource(group, kind, spec, $defs) {
  const texts = { type: 'object', additionalProperties: { type: 'string' } };
  return {
    $defs,
    type: 'object',
    additionalProperties: false,
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { const: group },
      kind: { const: kind },
      metadata: {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: { name: { type: 'string' }, namespace: { type: 'string' }, labels: texts, annotations: texts },
      },
      spec,
    },
  };
}
