package io.taskforge.model.job;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a database of an earlier version held, written as that version wrote it. By hand, because the statements of today know only the
 * newest tables. A migration adds here what rows looked like before it, and never changes what stands.
 */
final class RowsOfVersion {

    /** One client, with a job in each status. */
    static final ClientId CLIENT = new ClientId(UUID.fromString("00000000-0000-4000-8000-0000000000c1"));

    static final UUID TOKEN = UUID.fromString("00000000-0000-4000-8000-0000000000f1");

    private static final String FIRST_CLIENT = """
            insert into client (id, name) values ('%s', 'old-customer')""".formatted(CLIENT.value());

    private static final String FIRST_KEY = """
            insert into api_key (key_id, client_id, secret_hash, scopes)
            values ('0123456789ab', '%s', sha256('secret'), '{jobs:write,jobs:read}')""".formatted(CLIENT.value());

    /** Of all jobs: the id, the status, runs so far, the newest event, whether leased, the end, the error. */
    private static final String JOBS = """
            insert into job (id, client_id, idempotency_key, request_hash, title, options, metadata, status, attempt, event_seq,
              lease_token, lease_owner, lease_until, deadline_at, available_at, expires_at, created_at, updated_at, started_at,
              finished_at, cancel_requested_at, error)
            select id::uuid, '%s', 'key-' || status, sha256('x'), 'Ledger', '{"engine":"rules"}', '{"team":"a"}', status, run, seq,
              case when leased then '%s'::uuid end, case when leased then 'old-worker' end, case when leased then now() + interval '20 s' end,
              case when leased then now() + interval '25 min' end, now(), now() + interval '1 day', now(), now(),
              case when run > 0 then now() end, case when ended then now() end, case when status like 'cancel%%' then now() end,
              case when status in ('failed', 'cancelled', 'expired') then '{"code":"old_error","message":"As it was.","retryable":false}'::jsonb end
            from (values %s) as jobs (id, status, run, seq, leased, ended)""";

    private static final String EVENTS = """
            insert into job_event (job_id, seq, type, status, attempt)
            select id, nth, case nth when 1 then 'submitted' when event_seq then status else 'claimed' end,
              case nth when 1 then 'queued' when event_seq then status else 'running' end, least(nth - 1, attempt)
            from job, generate_series(1, event_seq) as nth""";

    private static final String INPUTS = """
            insert into job_input (job_id, spec, spec_sha256, line_count) select id, 'The ledger must balance.', sha256('x'), 1 from job""";

    private static final String OUTBOX = "insert into outbox (job_id) select id from job where status = 'queued'";

    private static final String RESULT = """
            insert into job_result (job_id, attempt, body, sha256%s)
            select id, 1, '{"old":true}', sha256('{"old":true}')%s from job where status = 'completed'""";

    private static final String CALLBACKS = """
            with asked as (update job set callback_url = 'https://client.example/{job_id}' returning id, finished_at)
            insert into callback_delivery (job_id, webhook_id, due_at) select id, 'msg_' || id, now() from asked where finished_at is not null""";

    private static final String CALLBACK_ATTEMPTS = """
            insert into callback_attempt (job_id, number, outcome, status_code, duration_ms)
            select job_id, 1, 'http_status', 503, 20 from callback_delivery""";

    private static final String DRAFTS = """
            insert into job_partial (job_id, attempt, tickets, body, sha256)
            select id, 1, 1, '{"old":"drafts"}', sha256('{"old":"drafts"}') from job where status in ('running', 'failed')""";

    private static final String BASES = """
            update job set base_job_id = (select id from job where status = 'completed') where status = 'queued'""";

    private static final String ADMINISTRATOR = """
            insert into admin_user (name, password_hash, created_by) values ('old-admin', '$2a$12$old', 'cli')""";

    private static final String AUDIT =
            "insert into audit_log (actor, action, target) values ('cli', 'admin_created', 'old-admin')";

    private static final String WORKERS = """
            insert into worker (name, display_name, version, slots, busy, stopping, broker, engine, model_state, started_at, seen_at)
            values ('old-worker', 'worker-0', '1.0', 2, 2, false, 'listening', 'rules', 'unused', now(), now())""";

    private static final String SAMPLES = """
            insert into queue_sample (at, queued, running, completed, failed, lease_lost, outbox_waiting)
            values (now(), 1, 2, 1, 2, 0, 1)""";

    private static final String ANSWERS = """
            insert into model_answer (job_id, seq, attempt, step, outcome, raw, cut, bytes)
            select id, 1, 1, 'expand', 'rejected', 'no JSON', false, 7 from job where status in ('running', 'failed')""";

    private static final String TRACES =
            "update job set trace_parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' where status = 'queued'";

    private RowsOfVersion() {}

    /** The job that has the status. */
    static JobId job(JobStatus status) {
        return new JobId(UUID.fromString("00000000-0000-4000-8000-00000000000" + status.ordinal()));
    }

    /** How many events a job in the status has. */
    static int events(JobStatus status) {
        return switch (status) {
            case QUEUED -> 1;
            case RUNNING, EXPIRED -> 2;
            case CANCELLING, COMPLETED, FAILED, CANCELLED -> 3;
        };
    }

    static List<String> of(int version) {
        List<String> jobs = new ArrayList<>();
        for (JobStatus status : JobStatus.values()) {
            boolean leased = status == JobStatus.RUNNING || status == JobStatus.CANCELLING;
            int runs = status == JobStatus.QUEUED || status == JobStatus.EXPIRED ? 0 : 1;
            jobs.add("('%s', '%s', %d, %d, %b, %b)"
                    .formatted(job(status), status.word(), runs, events(status), leased, status.terminal()));
        }
        List<String> rows = new ArrayList<>(List.of(
                FIRST_CLIENT,
                FIRST_KEY,
                JOBS.formatted(CLIENT.value(), TOKEN, String.join(", ", jobs)),
                EVENTS,
                INPUTS,
                OUTBOX));
        if (version == 1) {
            rows.add(RESULT.formatted("", ""));
        } else {
            rows.add(RESULT.formatted(", expires_at", ", now() + interval '30 days'"));
            rows.add(CALLBACKS);
            rows.add(CALLBACK_ATTEMPTS);
        }
        if (version >= 3) {
            rows.add(DRAFTS);
        }
        if (version >= 4) {
            rows.add(BASES);
        }
        if (version >= 6) {
            rows.addAll(List.of(ADMINISTRATOR, AUDIT));
        }
        if (version >= 7) {
            rows.addAll(List.of(WORKERS, SAMPLES, ANSWERS));
        }
        if (version >= 11) {
            rows.add(TRACES);
        }
        return rows;
    }
}
