// The gRPC API through @grpc/grpc-js and nothing but the published .proto.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import { protoPath as healthProto } from 'grpc-health-check';
import { Any, BadRequest, ErrorInfo, PreconditionFailure } from 'nice-grpc-error-details';
import { connection, freshKey, present, SPECIFICATION, step } from './steps.js';

const { Status } = createRequire(import.meta.url)('nice-grpc-error-details/lib/proto/google/rpc/status.js');

const OPTIONS = { keepCase: true, longs: Number, defaults: false, oneofs: true };
const DEADLINE_MS = 90_000;

/** Messages are what the .proto makes them; this file only reads them. */
type Message = any;

function service(file: string, name: string, includes: string[] = []): Message {
  const loaded = grpc.loadPackageDefinition(loader.loadSync(file, { ...OPTIONS, includeDirs: includes }));
  const Client = name.split('.').reduce((at: Message, part) => at[part], loaded);
  return new Client(connection.grpc, grpc.credentials.createInsecure());
}

async function published(): Promise<string> {
  const response = await fetch(`${connection.base_url}/openapi/tickets.v1.proto`);
  assert.equal(response.status, 200);
  const file = resolve('tickets.v1.proto');
  writeFileSync(file, await response.text());
  return file;
}

const tickets = service(await published(), 'taskforge.tickets.v1.TicketsService');

function metadata(key: string | null): grpc.Metadata {
  const headers = new grpc.Metadata();
  if (key !== null) {
    headers.set('authorization', `Bearer ${key}`);
  }
  return headers;
}

function call(method: string, request: object, key: string | null = connection.api_key): Promise<Message> {
  return new Promise((resolve, reject) => {
    const options = { deadline: Date.now() + DEADLINE_MS };
    tickets[method](request, metadata(key), options, (error: grpc.ServiceError | null, answer: Message) =>
      error ? reject(error) : resolve(answer),
    );
  });
}

/** What a call fails with: its status, its reason, and its other details by type. */
async function failure(calling: Promise<Message>) {
  const error: grpc.ServiceError = await calling.then(
    (answer) => assert.fail(`answered: ${JSON.stringify(answer)}`),
    (failed) => failed,
  );
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  assert.ok(Buffer.isBuffer(bytes), `no details: ${error}`);
  const details: Any[] = Status.decode(bytes).details;
  const detail = (type: string) => details.find((each) => each.typeUrl.endsWith(`/${type}`))?.value;
  const info = ErrorInfo.decode(present(detail('google.rpc.ErrorInfo'), 'ErrorInfo'));
  assert.equal(info.domain, 'tickets.taskforge');
  assert.ok(error.metadata.get('x-request-id').length === 1);
  return { code: error.code, reason: info.reason, info, detail };
}

function request(key: string, more: object = {}): object {
  return {
    schema_version: 'tickets.input.v1',
    idempotency_key: key,
    title: 'Ledger',
    spec: SPECIFICATION,
    options: { ticket_count: 3, max_ticket_count: 6 },
    metadata: { team: 'clients' },
    ...more,
  };
}

console.log('gRPC, @grpc/grpc-js');
const key = freshKey();
let jobId = '';

await step('a submission is accepted', async () => {
  const { job, replayed } = await call('SubmitJob', request(key));
  assert.equal(job.schema_version, 'tickets.job.v1');
  assert.equal(job.metadata.team, 'clients');
  assert.ok(!replayed);
  jobId = job.job_id;
});

await step('the same submission gives the same job', async () => {
  const { job, replayed } = await call('SubmitJob', request(key));
  assert.equal(job.job_id, jobId);
  assert.equal(replayed, true);
});

await step('another submission under the same key is refused', async () => {
  const { code, reason, info } = await failure(call('SubmitJob', request(key, { title: 'Another' })));
  assert.equal(code, grpc.status.ALREADY_EXISTS);
  assert.equal(reason, 'IDEMPOTENCY_KEY_REUSED');
  assert.equal(info.metadata.job_id, jobId);
});

await step('waiting ends when the job has ended', async () => {
  let job: Message;
  do {
    // May be answered before by a service that is about to stop: then another one goes on.
    job = await call('GetJob', { job_id: jobId, wait: { seconds: 60 } });
  } while (!job.terminal);
  assert.equal(job.status, 'completed');
  assert.ok(job.result_expires_at.seconds > job.finished_at.seconds);
});

await step('the result has tickets', async () => {
  const result = await call('GetResult', { job_id: jobId });
  assert.equal(result.schema_version, 'tickets.result.v1');
  assert.ok(result.tickets.length >= 1 && result.tickets.length <= 6);
  result.tickets.forEach((ticket: Message) => assert.match(ticket.external_id, /^SPEC-[1-9][0-9]*$/));
});

await step('the list finds the job by its key', async () => {
  const { jobs, next_page_token: next } = await call('ListJobs', { idempotency_key: key });
  assert.deepEqual(jobs.map((job: Message) => job.job_id), [jobId]);
  assert.ok(!next);
});

await step('watching tells of every event, and ends with the job', async () => {
  const events: Message[] = [];
  const stream = tickets.WatchJob({ job_id: jobId }, metadata(connection.api_key), { deadline: Date.now() + DEADLINE_MS });
  for await (const event of stream) {
    events.push(event);
  }
  events.reduce((before, event) => (assert.ok(event.sequence > before), event.sequence), 0);
  const last = present(events.at(-1), 'event');
  assert.equal(last.type, 'job.terminal');
  assert.equal(last.job.status, 'completed');
});

await step('watching resumes after an event', async () => {
  const stream = tickets.WatchJob(
    { job_id: jobId, after_sequence: 1 },
    metadata(connection.api_key),
    { deadline: Date.now() + DEADLINE_MS },
  );
  for await (const event of stream) {
    assert.ok(event.sequence > 1);
  }
});

await step('a job that has ended cannot be cancelled', async () => {
  const { code, reason, detail } = await failure(call('CancelJob', { job_id: jobId }));
  assert.equal(code, grpc.status.FAILED_PRECONDITION);
  assert.equal(reason, 'JOB_NOT_CANCELLABLE');
  const [violation] = PreconditionFailure.decode(present(detail('google.rpc.PreconditionFailure'), 'PreconditionFailure')).violations;
  assert.equal(violation?.subject, jobId);
});

await step('a job that has not ended can be cancelled', async () => {
  const { job } = await call('SubmitJob', request(freshKey()));
  const cancelled = await call('CancelJob', { job_id: job.job_id }).catch((error) => {
    // Drafting takes milliseconds here: it may have been faster.
    assert.equal(error.code, grpc.status.FAILED_PRECONDITION);
    return null;
  });
  assert.ok(cancelled === null || ['cancelled', 'cancelling'].includes(cancelled.status));
});

await step('the schemas come with their limits', async () => {
  const schema = await call('GetSchema', {});
  assert.equal(schema.result_schema_version, 'tickets.result.v1');
  assert.equal(schema.limits.fields.spec_max.numberValue, 100_000);
  assert.ok(schema.models.length >= 1);
});

await step('every violation is listed', async () => {
  const bad = request(freshKey(), { title: '', options: { ticket_count: 51 } });
  const { code, reason, detail } = await failure(call('SubmitJob', bad));
  assert.equal(code, grpc.status.INVALID_ARGUMENT);
  assert.equal(reason, 'VALIDATION_FAILED');
  const fields = BadRequest.decode(present(detail('google.rpc.BadRequest'), 'BadRequest')).fieldViolations.map((each) => each.field);
  assert.ok(fields.includes('title') && fields.includes('options.ticket_count'), `${fields}`);
});

await step('no key is no entry', async () => {
  const { code, reason } = await failure(call('GetJob', { job_id: jobId }, null));
  assert.equal(code, grpc.status.UNAUTHENTICATED);
  assert.equal(reason, 'MISSING_CREDENTIALS');
});

await step('a false key is no entry', async () => {
  const { code, reason } = await failure(call('GetJob', { job_id: jobId }, `${connection.api_key}x`));
  assert.equal(code, grpc.status.UNAUTHENTICATED);
  assert.equal(reason, 'INVALID_CREDENTIALS');
});

await step('a job that does not exist is not found', async () => {
  const { code, reason } = await failure(call('GetJob', { job_id: crypto.randomUUID() }));
  assert.equal(code, grpc.status.NOT_FOUND);
  assert.equal(reason, 'JOB_NOT_FOUND');
});

await step('health says that the service serves, without a key', async () => {
  const health = service(healthProto, 'grpc.health.v1.Health');
  const answer: Message = await new Promise((resolve, reject) =>
    health.check({ service: 'taskforge.tickets.v1.TicketsService' }, (error: Error | null, found: Message) =>
      error ? reject(error) : resolve(found),
    ),
  );
  assert.equal(answer.status, 1);
});

await step('reflection lists the service, without a key', async () => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@grpc/reflection/package.json')), 'build/proto');
  const reflection = service(join(folder, 'grpc/reflection/v1/reflection.proto'), 'grpc.reflection.v1.ServerReflection', [folder]);
  const stream = reflection.serverReflectionInfo();
  stream.write({ list_services: '' });
  stream.end();
  const names: string[] = [];
  for await (const answer of stream) {
    answer.list_services_response.service.forEach((each: Message) => names.push(each.name));
  }
  assert.ok(names.includes('taskforge.tickets.v1.TicketsService'), `${names}`);
});
