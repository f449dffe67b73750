-- Drafts outlive their run: events of the type 'draft' tell of each one as it is written, and one row a job keeps the validated ones
-- of the run that got furthest, for as long as the job has no result.

-- Text and not jsonb, as job_result: the bytes served are the bytes stored.
create table job_partial (
    job_id     uuid        primary key references job (id) on delete cascade,
    attempt    integer     not null,
    -- How many are in the body: a later run that got less far replaces nothing.
    tickets    integer     not null check (tickets > 0),
    body       text        not null,
    sha256     bytea       not null check (length(sha256) = 32),
    updated_at timestamptz not null default now()
);
