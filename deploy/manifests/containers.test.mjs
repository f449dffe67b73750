// The Containerfiles and what goes into a build by them. Read, not built: that takes a container engine and a registry.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import dockerignore from '@balena/dockerignore';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';

const FOLDER = 'deploy/containers';
const SERVICES = ['api-service', 'generation-worker'];
const files = readdirSync(FOLDER).filter((name) => name.startsWith('Containerfile')).map((name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  return { name, text, file: DockerfileParser.parse(text) };
});
const context = dockerignore().add(readFileSync('.dockerignore', 'utf8'));

function instructions(file, keyword) {
  return file.getInstructions().filter((one) => one.getKeyword() === keyword);
}

/** Arguments before the first image, with their defaults in place. */
function resolved(file, text) {
  return instructions(file, 'ARG').reduce((value, arg) => {
    const property = arg.getProperty();
    return property?.getValue() ? value.replaceAll(`\${${property.getName()}}`, property.getValue()) : value;
  }, text);
}

function last(file, keyword) {
  return instructions(file, keyword).at(-1);
}

/** Every file of the checkout that git knows or would take up. */
function checkout() {
  return spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout.trim().split('\n');
}

/** The folders of the modules that a service is built of, itself among them: by the artifacts of ours that the poms name. */
function modulesOf(service) {
  const poms = Object.fromEntries(checkout().filter((path) => path.endsWith('/pom.xml') && existsSync(path))
    .map((path) => [path.replace(/\/pom\.xml$/, ''), readFileSync(path, 'utf8')]));
  const folderOf = Object.fromEntries(Object.entries(poms).map(([folder, pom]) => [/<\/parent>\s*<artifactId>([\w-]+)</.exec(pom)?.[1], folder]));
  const found = new Set();
  const waiting = [service];
  while (waiting.length > 0) {
    const folder = waiting.pop();
    if (!found.has(folder)) {
      found.add(folder);
      const named = [...poms[folder].matchAll(/<groupId>io\.taskforge<\/groupId>\s*<artifactId>([\w-]+)</g)].map(([, artifact]) => folderOf[artifact]);
      waiting.push(...named.filter((one) => one !== undefined));
    }
  }
  return [...found];
}

test('there_is_one_for_a_jvm_and_one_for_a_native_executable', () => {
  assert.deepEqual(files.map(({ name }) => name).sort(), ['Containerfile.jvm', 'Containerfile.native']);
});

for (const { name, text, file } of files) {
  test(`${name}_lints_clean`, () => {
    assert.deepEqual(validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`), []);
  });

  test(`${name}_starts_from_pinned_images`, () => {
    const images = instructions(file, 'FROM').map((from) => resolved(file, from.getImage()));
    assert.equal(images.length, 2);
    assert.deepEqual(images.filter((image) => !/^[\w.-]+\.[a-z]+\/.+(:(?!latest$)[\w.-]+|@sha256:[0-9a-f]{64})$/.test(image)), []);
  });

  test(`${name}_ends_as_a_user_with_a_number_who_is_not_root`, () => {
    assert.match(last(file, 'USER').getArgumentsContent(), /^[1-9]\d{3,}:[1-9]\d{3,}$/);
    assert.ok(last(file, 'USER').getRange().start.line > last(file, 'FROM').getRange().start.line);
  });

  test(`${name}_copies_only_what_is_in_the_context_or_was_made_before`, () => {
    const stages = instructions(file, 'FROM').map((from) => from.getBuildStage()).filter((stage) => stage !== null);
    const copies = [...instructions(file, 'COPY'), ...instructions(file, 'ADD')];
    for (const copy of copies) {
      const from = copy.getFromFlag?.()?.getValue();
      const source = copy.getArguments()[0].getValue();
      if (from === undefined) {
        assert.ok(existsSync(source) && (source === '.' || !context.ignores(source)), source);
      } else {
        assert.ok(stages.includes(from), from);
        assert.match(text, new RegExp(`(mv|mkdir) \\S+ ${source}\\b|mkdir ${source}\\b`), source);
      }
    }
  });

  test(`${name}_runs_only_what_is_in_the_context`, () => {
    const known = new Set(checkout());
    const words = instructions(file, 'RUN').flatMap((run) => run.getArgumentsContent().split(/[\s"';&|]+/)).map((word) => word.replace(/^\.\//, ''));
    const run = words.filter((word) => known.has(word));
    assert.ok(run.includes('mvnw'), run.join());
    assert.deepEqual(run.filter((path) => context.ignores(path)), []);
  });

  test(`${name}_starts_without_a_shell_and_leaves_probes_to_others`, () => {
    assert.match(last(file, 'ENTRYPOINT').getArgumentsContent(), /^\["\/[^"]+"/);
    assert.deepEqual(instructions(file, 'HEALTHCHECK'), []);
    assert.deepEqual(instructions(file, 'CMD'), []);
  });

  test(`${name}_listens_on_all_addresses_of_the_container`, () => {
    const set = Object.fromEntries(last(file, 'ENV').getProperties().map((property) => [property.getName(), property.getValue()]));
    for (const door of ['HTTP', 'GRPC', 'METRICS']) {
      assert.equal(set[`TASKFORGE_${door}_HOST`], '0.0.0.0');
    }
  });

  test(`${name}_says_what_it_is`, () => {
    const labels = last(file, 'LABEL').getProperties().map((property) => property.getName());
    assert.deepEqual(['title', 'description', 'licenses', 'version', 'revision'].filter((label) => !labels.includes(`org.opencontainers.image.${label}`)), []);
  });

  test(`${name}_builds_either_service_by_its_argument`, () => {
    assert.equal(instructions(file, 'ARG').filter((arg) => arg.getProperty()?.getName() === 'SERVICE').length, 2);
    assert.match(text, /-pl "\$\{SERVICE\}" -am package/);
  });
}

for (const service of SERVICES) {
  test(`everything_that_the_build_of_${service}_reads_is_in_the_context`, () => {
    const modules = modulesOf(service);
    assert.ok(modules.includes('shared-model') && modules.includes('deploy/embedded'), modules.join());
    const read = checkout().filter((path) =>
      path === 'mvnw' || path.startsWith('.mvn/') || /(^|\/)pom\.xml$/.test(path) || modules.some((module) => path.startsWith(`${module}/`)));
    assert.ok(read.length > 100);
    assert.deepEqual(read.filter((path) => context.ignores(path)), []);
  });
}

test('what_was_built_is_secret_or_is_not_read_stays_out_of_the_context', () => {
  const out = ['api-service/target/quarkus-app/quarkus-run.jar', 'deploy/embedded/target/x', '.git/config', '.env', '.taskforge/connection.json',
    'deploy/secrets/key-pepper', 'docs/drafting.md', 'eval/src/main/java/X.java'];
  assert.deepEqual(out.filter((path) => !context.ignores(path)), []);
});
