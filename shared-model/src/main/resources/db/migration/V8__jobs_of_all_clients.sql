-- What administrators look for among the jobs of all clients, and do to them. Both indexes leave out what completes, which is most of it.

-- Newest first, as the primary key has all of them, job_waiting the queued and job_running the running ones.
create index job_unsuccessful on job (id) where status in ('failed', 'cancelled', 'expired');
-- How many failed lately: not by the end that a client asked for.
create index job_failed on job (finished_at) where status in ('failed', 'expired');

-- Whoever asked for the cancellation is told to the client, which did not. Says nothing of a job that nobody cancelled.
alter table job add column cancelled_by_admin boolean not null default false;

-- The error of a job that was cancelled. Here, because the statements that end a run are as long as a prepared one may be.
create function job_cancelled(by_admin boolean) returns jsonb
    language sql immutable parallel safe
as $$
    select case when by_admin
        then '{"code":"cancelled_by_admin","message":"An administrator cancelled the job.","retryable":false}'::jsonb
        else '{"code":"cancelled_by_client","message":"The client cancelled the job.","retryable":false}'::jsonb end
$$;
