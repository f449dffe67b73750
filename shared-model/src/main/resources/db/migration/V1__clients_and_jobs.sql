-- Clients, their keys, and jobs with what belongs to them. The job row is the truth; the broker only rings.
-- Every transition of a job is one guarded UPDATE (io.taskforge.model.job.JobStore); the CHECKs below agree with its states.

create table client (
    id            uuid        primary key default gen_random_uuid(),
    name          text        not null unique check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    limits_exempt boolean     not null default false,
    disabled_at   timestamptz,
    created_at    timestamptz not null default now()
);

create table api_key (
    key_id       text        primary key check (key_id ~ '^[0-9A-Za-z]{12}$'),
    client_id    uuid        not null references client (id),
    -- HMAC-SHA-256 of the secret under the server's pepper; the secret itself is shown once and kept nowhere.
    secret_hash  bytea       not null check (length(secret_hash) = 32),
    scopes       text[]      not null,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz
);
create index api_key_of_client on api_key (client_id);

-- A UUIDv7 of the given moment: 48 bits of milliseconds, then the random bits of a UUIDv4 under version 7.
-- Here and not in the services, because a job's id and its created_at must come from one clock, the database's.
create function uuid_v7_at(moment timestamptz) returns uuid
    language sql volatile parallel safe
as $$
    select encode(set_byte(bits, 6, (get_byte(bits, 6) & 15) | 112), 'hex')::uuid
    from (select overlay(uuid_send(gen_random_uuid())
                         placing substring(int8send(floor(extract(epoch from moment) * 1000)::bigint) from 3)
                         from 1 for 6) as bits) as stamped
$$;

create table job (
    id                  uuid        primary key,
    client_id           uuid        not null references client (id),
    idempotency_key     text        not null,
    -- SHA-256 of the canonical request: tells an honest retry from another request under the same key.
    request_hash        bytea       not null check (length(request_hash) = 32),
    title               text,
    options             jsonb       not null,
    metadata            jsonb       not null default '{}',
    status              text        not null,
    -- Never counts down: the number of the run, whoever ran it.
    attempt             integer     not null default 0,
    -- Two budgets: what the drafting got wrong, and how often a worker vanished under it.
    failures            integer     not null default 0,
    crashes             integer     not null default 0,
    lease_token         uuid,
    lease_owner         text,
    lease_until         timestamptz,
    available_at        timestamptz not null,
    dispatched_at       timestamptz,
    deadline_at         timestamptz,
    expires_at          timestamptz not null,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    started_at          timestamptz,
    finished_at         timestamptz,
    cancel_requested_at timestamptz,
    -- The newest event's number. Kept on the row, so that concurrent transitions can never number two events alike.
    event_seq           integer     not null default 1,
    progress            jsonb,
    error               jsonb,

    unique (client_id, idempotency_key),
    constraint job_status_known check (status in ('queued', 'running', 'cancelling', 'completed', 'failed', 'cancelled', 'expired')),
    constraint job_leased_while_running check ((status in ('running', 'cancelling')) = (lease_token is not null)),
    constraint job_lease_whole check ((lease_token is null) = (lease_until is null) and (lease_token is null) = (lease_owner is null)),
    constraint job_finished_when_terminal check ((status in ('completed', 'failed', 'cancelled', 'expired')) = (finished_at is not null)),
    constraint job_error_when_unsuccessful check ((status in ('failed', 'cancelled', 'expired')) = (error is not null))
) with (fillfactor = 80);

-- Newest first for its client, by keyset.
create index job_of_client on job (client_id, created_at desc, id desc);
create index job_waiting on job (available_at, id) where status = 'queued';
-- On the id and not on lease_until: a heartbeat must not touch an index (heap-only updates), and few rows run at a time.
create index job_running on job (id) where status in ('running', 'cancelling');

-- Apart from the job, so that the row that heartbeats rewrite stays small.
create table job_input (
    job_id      uuid    primary key references job (id) on delete cascade,
    spec        text,
    spec_sha256 bytea   not null check (length(spec_sha256) = 32),
    line_count  integer not null
);

create table job_event (
    job_id  uuid        not null references job (id) on delete cascade,
    seq     integer     not null,
    type    text        not null,
    status  text        not null,
    attempt integer     not null,
    at      timestamptz not null default clock_timestamp(),
    detail  jsonb,
    primary key (job_id, seq)
);

-- The primary key says it: one result a job. Text and not jsonb, because the bytes served are the bytes stored.
create table job_result (
    job_id     uuid        primary key references job (id) on delete cascade,
    attempt    integer     not null,
    body       text        not null,
    sha256     bytea       not null check (length(sha256) = 32),
    created_at timestamptz not null default now()
);

-- Messages still to be published. A row is leased while it is published and deleted once the broker has confirmed.
create table outbox (
    id            bigint      generated always as identity primary key,
    job_id        uuid        not null references job (id) on delete cascade,
    due_at        timestamptz not null default now(),
    claimed_until timestamptz,
    attempts      integer     not null default 0,
    created_at    timestamptz not null default now()
);
create index outbox_due on outbox (due_at, id);
create index outbox_of_job on outbox (job_id);
