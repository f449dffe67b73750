-- What the whole tickets contract needs: limits and terms of a client, callbacks, retention.

alter table client
    -- Null: the service's default. They say nothing of a client that is exempt from limits.
    add column submit_per_second integer check (submit_per_second > 0),
    add column submit_burst      integer check (submit_burst > 0),
    add column read_per_second   integer check (read_per_second > 0),
    add column read_burst        integer check (read_burst > 0),
    add column active_jobs_max   integer check (active_jobs_max > 0),
    -- Jobs a day, by UTC. Null: as many as the other limits let through.
    add column daily_jobs_max    integer check (daily_jobs_max > 0),
    -- Null: every model that the service offers.
    add column allowed_models    text[],
    -- Null: every host that the callback rules let through.
    add column callback_hosts    text[],
    -- Signs callbacks. Sealed under a key derived from the server's pepper; the earlier one signs too for a day after a rotation.
    add column webhook_secret            bytea,
    add column webhook_secret_before     bytea,
    add column webhook_secret_rotated_at timestamptz;

alter table api_key add column created_by text;

alter table job
    add column callback_url      text,
    -- What the client was promised when the job completed, whatever the retention is later.
    add column result_expires_at timestamptz,
    -- Set when the specification and the title were erased.
    add column input_erased_at   timestamptz,
    -- Set when every event but the last was erased.
    add column events_erased_at  timestamptz,
    add constraint job_erased_when_terminal
        check (finished_at is not null or (input_erased_at is null and events_erased_at is null)),
    -- Only written, and one more version of a hot row for each job: the outbox knows what was published.
    drop column dispatched_at;

-- How many jobs of a client wait or run, against its limit.
create index job_active_of_client on job (client_id) where status in ('queued', 'running', 'cancelling');
-- What retention looks for, oldest first.
create index job_finished on job (finished_at) where finished_at is not null;
create index job_input_kept on job (finished_at) where finished_at is not null and input_erased_at is null;
-- How long the latest jobs of a model took; the empty name is the workers' own choice.
create index job_completed_of_model on job (coalesce(options ->> 'model', ''), finished_at desc) where status = 'completed';
-- Of jobs without a result, with which the others' events go.
create index job_events_kept on job (finished_at) where status in ('failed', 'cancelled', 'expired') and events_erased_at is null;

alter table job_result add column expires_at timestamptz;
update job_result set expires_at = created_at + interval '30 days';
alter table job_result alter column expires_at set not null;
create index job_result_expiry on job_result (expires_at);

-- One callback a job, from its terminal transition on. A row is leased while it is delivered, never locked.
create table callback_delivery (
    job_id           uuid        primary key references job (id) on delete cascade,
    -- The receiver's key against duplicates: the same for every attempt.
    webhook_id       text        not null unique,
    status           text        not null default 'pending'
                                 check (status in ('pending', 'retrying', 'delivered', 'failed', 'disabled')),
    attempts         integer     not null default 0,
    -- Those since it was first due, or since a redelivery was last asked for: how far on the schedule it is.
    round_attempts   integer     not null default 0,
    -- When the next attempt is due; null when none is.
    due_at           timestamptz,
    claimed_until    timestamptz,
    claim_token      uuid,
    -- A redelivery was asked for while an attempt was under way: whatever comes of that one, another follows.
    asked_again      boolean     not null default false,
    last_status_code integer,
    last_attempt_at  timestamptz,
    created_at       timestamptz not null default now(),
    constraint callback_due_while_open check ((status in ('pending', 'retrying')) = (due_at is not null)),
    constraint callback_claim_whole check ((claim_token is null) = (claimed_until is null)),
    constraint callback_asked_again_while_claimed check (not asked_again or claim_token is not null)
);
create index callback_due on callback_delivery (due_at) where due_at is not null;

-- What became of each attempt, for whoever asks why a callback did not arrive.
create table callback_attempt (
    job_id      uuid        not null references callback_delivery (job_id) on delete cascade,
    number      integer     not null,
    at          timestamptz not null default clock_timestamp(),
    outcome     text        not null,
    status_code integer,
    duration_ms integer     not null,
    primary key (job_id, number)
);
create index callback_attempt_age on callback_attempt (at);

-- As before, in one expression, which PostgreSQL can put in the place of the call: it runs for every job. The random bits come from
-- a UUIDv4, but for the four beside the version, which would need it twice.
create or replace function uuid_v7_at(moment timestamptz) returns uuid
    language sql volatile parallel safe
as $$
    select encode(set_byte(overlay(uuid_send(gen_random_uuid())
                                   placing substring(int8send(floor(extract(epoch from moment) * 1000)::bigint) from 3)
                                   from 1 for 6),
                           6, 112 + floor(random() * 16)::int), 'hex')::uuid
$$;
