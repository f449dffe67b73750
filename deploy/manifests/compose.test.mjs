// The compose files: against the schema of the Compose specification, and what it does not say.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { documents } from './rendering.mjs';

const FILES = ['deploy/compose.yaml', 'deploy/compose.vllm.yaml'];
const [main, vllm] = FILES.map((file) => documents(readFileSync(file, 'utf8'), file)[0]);
const both = merged(main, vllm);
const valid = specification();

const secrets = mkdtempSync(join(tmpdir(), 'taskforge-secrets-'));
after(() => rmSync(secrets, { recursive: true, force: true }));
const made = join(secrets, 'made');
const making = spawnSync('deploy/make-secrets', [made], { encoding: 'utf8' });

/** The schema as dclint brings it. Formats are Compose's own; what they say is checked here by nobody else. */
function specification() {
  const package_ = dirname(createRequire(import.meta.url).resolve('dclint/package.json'));
  const { $schema, ...schema } = JSON.parse(readFileSync(join(package_, 'schemas/compose.schema.json'), 'utf8'));
  assert.match($schema, /draft-07/);
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats.default(ajv);
  for (const format of ['ports', 'expose', 'subnet_ip_address']) {
    ajv.addFormat(format, true);
  }
  ajv.addFormat('duration', /^(\d+(\.\d+)?(ns|us|ms|s|m|h|d|w))+$/);
  return ajv.compile(schema);
}

/** As two files are put together, as far as these two need it. */
function merged(one, other) {
  if (Array.isArray(one) || typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
    return other;
  }
  return Object.fromEntries([...new Set([...Object.keys(one), ...Object.keys(other)])].map((key) =>
    [key, key in one && key in other ? merged(one[key], other[key]) : key in one ? one[key] : other[key]]));
}

function services(file) {
  return Object.entries(file.services).map(([name, service]) => ({ name, service }));
}

function wrong(cases, isRight) {
  return cases.filter(({ name, service }) => !isRight(service, name)).map(({ name }) => name);
}

const running = [...services(main), ...services(both).filter(({ name }) => name === 'vllm')];

test('the_files_are_what_compose_takes', () => {
  assert.deepEqual([main, vllm, both].flatMap((file) => (valid(file) ? [] : valid.errors)), []);
});

test('a_misspelt_field_of_a_service_is_found', () => {
  for (const { name } of services(main)) {
    const wrongly = structuredClone(main);
    wrongly.services[name].read_onli = true;
    assert.ok(!valid(wrongly) && valid.errors.some(({ instancePath, params }) => instancePath === `/services/${name}` && params.additionalProperty === 'read_onli'), name);
  }
});

test('a_field_of_another_type_is_found', () => {
  const wrongly = structuredClone(main);
  wrongly.services.api.pids_limit = { many: true };
  assert.ok(!valid(wrongly) && valid.errors.some(({ instancePath }) => instancePath === '/services/api/pids_limit'));
});

test('an_image_is_pinned', () => {
  assert.deepEqual(wrong(running, ({ image }) => /:(?!latest\b)(v?\d[\w.-]*|\$\{TASKFORGE_VERSION:-\d[\w.]*\})$/.test(image)), []);
});

test('a_service_gains_nothing_and_has_limits', () => {
  assert.deepEqual(wrong(running, ({ cap_drop, cap_add, security_opt, privileged, mem_limit, pids_limit }) =>
    cap_drop?.includes('ALL') && cap_add === undefined && security_opt?.includes('no-new-privileges:true') && privileged === undefined
      && mem_limit !== undefined && pids_limit !== undefined), []);
});

test('a_service_writes_nowhere_but_into_volumes', () => {
  assert.deepEqual(wrong(running, ({ read_only }, name) => read_only === true || name === 'vllm'), []);
});

test('what_stays_up_is_asked_how_it_is', () => {
  assert.deepEqual(wrong(running, ({ healthcheck, restart }) => healthcheck !== undefined || restart.startsWith('on-failure')), []);
});

test('only_this_machine_reaches_a_port', () => {
  assert.deepEqual(wrong(running, ({ ports }) => (ports ?? []).every((port) => port.startsWith('127.0.0.1:'))), []);
});

test('what_a_service_names_is_there', () => {
  const named = services(both).flatMap(({ name, service }) => [
    ...Object.keys(service.depends_on ?? {}).map((one) => [name, 'services', one]),
    ...(service.networks ?? []).map((one) => [name, 'networks', one]),
    ...(service.secrets ?? []).map((one) => [name, 'secrets', one.source ?? one]),
    ...(service.volumes ?? []).map((one) => [name, 'volumes', one.split(':')[0]]),
  ]);
  assert.deepEqual(named.filter(([, what, one]) => !(one in both[what])), []);
});

test('what_is_declared_is_used', () => {
  const text = JSON.stringify(Object.values(both.services).map(({ networks, secrets: of, volumes }) => [networks, of, volumes]));
  const declared = [...Object.keys(both.networks), ...Object.keys(both.secrets), ...Object.keys(both.volumes)];
  assert.deepEqual(declared.filter((name) => !text.includes(`"${name}`)), []);
});

test('a_service_waits_for_what_can_be_waited_for', () => {
  assert.deepEqual(
    wrong(services(both), ({ depends_on }) => Object.entries(depends_on ?? {}).every(([name, { condition }]) => {
      const { healthcheck, restart } = both.services[name];
      return condition === 'service_healthy' ? healthcheck !== undefined : condition === 'service_completed_successfully' && restart.startsWith('on-failure');
    })),
    []);
});

test('a_file_that_a_setting_names_is_a_secret_of_its_service', () => {
  assert.deepEqual(wrong(running, ({ environment, secrets: given }) =>
    Object.entries(environment ?? {}).filter(([name]) => name.endsWith('_FILE')).every(([, path]) => (given ?? []).some((secret) => `/run/secrets/${secret}` === path))), []);
});

test('no_setting_holds_a_secret_itself', () => {
  assert.deepEqual(wrong(running, ({ environment }) =>
    Object.keys(environment ?? {}).every((name) => !/(PASSWORD|PEPPER|SIGNING_KEY|API_KEY|DATABASE_URL|AMQP_URL)$/.test(name))), []);
});

test('migrations_run_once_and_before_the_services_that_check_them', () => {
  const { migrations, api, worker } = main.services;
  assert.equal(migrations.environment.TASKFORGE_MIGRATIONS, 'only');
  assert.equal(api.environment.TASKFORGE_MIGRATIONS, 'check');
  for (const { depends_on } of [api, worker]) {
    assert.equal(depends_on.migrations.condition, 'service_completed_successfully');
  }
});

test('with_vllm_nothing_that_runs_waits_for_ollama', () => {
  const off = services(both).filter(({ service }) => service.profiles !== undefined).map(({ name }) => name);
  assert.deepEqual(off.sort(), ['model', 'ollama']);
  assert.deepEqual(
    services(both).filter(({ name }) => !off.includes(name))
      .flatMap(({ service }) => Object.entries(service.depends_on ?? {}).filter(([name, { required }]) => off.includes(name) && required !== false)),
    []);
});

test('every_secret_is_made_and_only_its_owner_gets_at_them', () => {
  assert.equal(making.status, 0, making.stderr);
  assert.deepEqual(Object.values(main.secrets).map(({ file }) => file.replace('./secrets/', '')).filter((name) => !readdirSync(made).includes(name)), []);
  assert.equal(statSync(made).mode & 0o777, 0o700);
  assert.deepEqual(readdirSync(made).filter((name) => (statSync(join(made, name)).mode & 0o777) !== 0o444), []);
});

test('secrets_that_are_there_stay', () => {
  const before = readdirSync(made).map((name) => readFileSync(join(made, name), 'utf8'));
  assert.equal(spawnSync('deploy/make-secrets', [made]).status, 0);
  assert.deepEqual(readdirSync(made).map((name) => readFileSync(join(made, name), 'utf8')), before);
});

test('secrets_differ_from_one_installation_to_another_and_nothing_shows_them', () => {
  const other = join(secrets, 'other');
  const { stdout, stderr } = spawnSync('deploy/make-secrets', [other], { encoding: 'utf8' });
  const values = readdirSync(made).map((name) => [readFileSync(join(made, name), 'utf8'), readFileSync(join(other, name), 'utf8')]);
  assert.deepEqual(values.filter(([one, another]) => one === another || stdout.includes(another) || stderr.includes(another)), []);
});

test('the_urls_hold_the_passwords_of_the_servers', () => {
  const read = (name) => readFileSync(join(made, name), 'utf8');
  assert.equal(new URL(read('database-url')).password, read('database-password'));
  assert.equal(new URL(read('database-url')).hostname, 'postgres');
  assert.equal(new URL(read('amqp-url')).hostname, 'rabbitmq');
  assert.equal(read('rabbitmq.conf'), `default_user = taskforge\ndefault_pass = ${new URL(read('amqp-url')).password}\n`);
});

for (const [name, port] of [['api', 8080], ['worker', 8081]]) {
  for (const [status, outcome] of [[200, 0], [503, 1]]) {
    test(`${name}_that_answers_${status}_is_${outcome === 0 ? 'healthy' : 'not healthy'}`, async () => {
      const server = createServer((request, response) => {
        response.writeHead(request.url === '/q/health/ready' && request.headers.host === 'localhost' ? status : 404).end();
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const [, program, ...args] = main.services[name].healthcheck.test.map((part) =>
        part.replaceAll('$$', '$').replace(`/127.0.0.1/${port} `, `/127.0.0.1/${server.address().port} `));
      const [code] = await once(spawn(program, args, { stdio: 'ignore' }), 'exit');
      server.close();
      assert.equal(code, outcome);
    });
  }
}
