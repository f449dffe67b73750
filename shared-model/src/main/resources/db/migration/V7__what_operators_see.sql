-- What an operator sees of the system and of runs: which workers there are, what the queue was like, and what a model really wrote.
-- New tables only: nothing that stands is locked, rewritten or scanned.

-- One row for each start of a worker's process, written by itself every few seconds and deleted when it stops in order. Nothing
-- depends on it: whether a worker lives is decided by the leases of its jobs.
create table worker (
    -- As in job.lease_owner.
    name             text        primary key,
    -- For people: tells workers apart and names no host.
    display_name     text        not null,
    version          text        not null,
    slots            integer     not null check (slots >= 0),
    busy             integer     not null check (busy >= 0),
    -- It takes no more jobs, and lets those go on that it has.
    stopping         boolean     not null,
    broker           text        not null check (broker in ('listening', 'away')),
    engine           text        not null,
    -- Of jobs that name none; null where the rules draft.
    model            text,
    model_state      text        not null check (model_state in ('unused', 'unchecked', 'ok', 'trouble')),
    model_trouble    text,
    model_checked_at timestamptz,
    started_at       timestamptz not null,
    seen_at          timestamptz not null,
    constraint worker_model_trouble_named check ((model_state = 'trouble') = (model_trouble is not null)),
    constraint worker_model_checked check ((model_state in ('ok', 'trouble')) = (model_checked_at is not null))
) with (fillfactor = 50);

-- One row a minute, from whichever api-service came first in it.
create table queue_sample (
    -- The beginning of the minute. Counts of what waits are of a moment soon after it, counts of events of the minute before it.
    at               timestamptz primary key,
    queued           integer     not null,
    running          integer     not null,
    -- Null when none is queued.
    oldest_queued_ms bigint,
    completed        integer     not null,
    -- Ended without a result, and not because somebody cancelled.
    failed           integer     not null,
    lease_lost       integer     not null,
    -- Messages that are due and not on their way to the broker.
    outbox_waiting   integer     not null,
    outbox_oldest_ms bigint
);

-- Leases that ran out, counted by the sweep that finds them, by the minute: nothing that is indexed remembers when that was.
create table lease_loss (
    at   timestamptz primary key,
    lost integer     not null
);

-- What a model wrote where it was not used as it was. Goes with the specification, which it may quote.
create table model_answer (
    job_id            uuid        not null references job (id) on delete cascade,
    seq               integer     not null,
    attempt           integer     not null,
    step              text        not null check (step in ('outline', 'expand', 'repair', 'link', 'summary')),
    -- What it was about, as findings name it; null for the whole.
    unit              text,
    outcome           text        not null check (outcome in ('as_it_was', 'mended', 'asked_again', 'rejected')),
    -- What was mended, or why it could not be used.
    reason            text,
    raw               text        not null,
    cut               boolean     not null,
    -- What was read out of it, as JSON.
    made              text,
    prompt_tokens     bigint,
    completion_tokens bigint,
    duration_ms       bigint,
    -- Of raw and made, against the bound of a job.
    bytes             integer     not null,
    at                timestamptz not null default clock_timestamp(),
    primary key (job_id, seq)
);
