// What the READMEs say to type, as far as it can be tried without a cluster.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'yaml';
import { KUBERNETES, label, renderChart, renderFolder, renderFolderOf } from './rendering.mjs';
import { findings, told } from './schemas.mjs';
import { podOf, references, workloads } from './shape.mjs';

const readme = readFileSync('deploy/kubernetes/README.md', 'utf8');
const work = mkdtempSync(join(tmpdir(), 'taskforge-readme-'));
after(() => rmSync(work, { recursive: true, force: true }));

/** The code blocks of a language, without the indentation of the list that they stand in. */
function blocks(text, language) {
  return [...text.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^ *\`\`\`$`, 'gm'))]
    .map(([, indentation, block]) => block.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''));
}

test('the_commands_for_your_own_machine_make_every_secret_that_is_mounted_there', () => {
  const [commands] = blocks(readme, 'sh');
  const [, ...hosts] = /make-secrets (\S+) (\S+) (\S+)/.exec(commands).slice(1);
  assert.equal(spawnSync('deploy/make-secrets', [join(work, 'dev'), ...hosts]).status, 0);
  const made = [...commands.matchAll(/create secret generic (\S+) (.*)$/gm)].flatMap(([, name, files]) =>
    [...files.matchAll(/--from-file=(\S+)/g)].map(([, file]) => `Secret ${name}/${file}`));
  const items = renderFolder('overlays/dev');
  assert.deepEqual([...new Set(workloads(items).flatMap((item) => references(podOf(item))))].sort(), made.sort());
  assert.deepEqual(made.filter((one) => !readdirSync(join(work, 'dev')).includes(one.split('/')[1])), []);
  const services = items.map(label);
  assert.deepEqual(hosts.filter((host) => !services.includes(`Service ${host}`)), []);
});

test('the_overlay_of_your_own_renders_and_says_what_you_said', async () => {
  const [overlay] = blocks(readme, 'yaml');
  cpSync(KUBERNETES, join(work, KUBERNETES), { recursive: true });
  mkdirSync(join(work, 'overlay'));
  writeFileSync(join(work, 'overlay/kustomization.yaml'), overlay);
  const items = renderFolderOf(work, 'overlay');
  const { object: route } = items.find((item) => label(item) === 'HTTPRoute taskforge-api');
  const { object: api } = items.find((item) => label(item) === 'Deployment taskforge-api');
  assert.deepEqual(route.spec.hostnames, ['taskforge.yours.com']);
  assert.equal(podOf({ object: api }).containers[0].image, 'registry.yours.com/taskforge-api-service:0.1.0');
  assert.deepEqual((await findings(items)).map(told), []);
});

test('the_settings_behind_a_gateway_are_settings_of_a_container', () => {
  const settings = blocks(readme, 'yaml').map((block) => parse(block)).find(Array.isArray);
  assert.ok(settings.length > 0 && settings.every(({ name, value, ...rest }) => /^QUARKUS_/.test(name) && typeof value === 'string' && Object.keys(rest).length === 0));
});

test('the_command_for_the_chart_sets_values_that_it_has', () => {
  const [command] = blocks(readFileSync('deploy/helm/taskforge/README.md', 'utf8'), 'sh');
  const settings = [...command.matchAll(/--set(-json)? '?([\w.]+)=([^\s']+)'?/g)].map(([, json, name, value]) => `${name}=${json ? value : JSON.stringify(value)}`);
  assert.ok(settings.length >= 5);
  const { object } = renderChart(settings).find((item) => label(item) === 'HTTPRoute taskforge-api');
  assert.deepEqual(object.spec.hostnames, ['taskforge.yours.com']);
});

test('what_the_chart_can_do_without_is_set_by_values_that_it_has', () => {
  const table = readFileSync('deploy/helm/taskforge/README.md', 'utf8');
  const settings = [...table.matchAll(/`([\w.]+)=(false)`/g)].map(([, name, value]) => `${name}=${value}`);
  assert.ok(settings.length >= 5);
  assert.ok(renderChart(settings).length < renderChart().length);
});
