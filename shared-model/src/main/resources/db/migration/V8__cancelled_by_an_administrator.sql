-- Whoever asked for the cancellation is told to the client, which did not. Says nothing of a job that nobody cancelled. In a file of its
-- own, as what follows: one that first builds an index on jobs and then changes their table would wait for those that wait for it.
alter table job add column cancelled_by_admin boolean not null default false;

-- The error of a job that was cancelled. Here, because the statements that end a run are as long as a prepared one may be.
create function job_cancelled(by_admin boolean) returns jsonb
    language sql immutable parallel safe
as $$
    select case when by_admin
        then '{"code":"cancelled_by_admin","message":"An administrator cancelled the job.","retryable":false}'::jsonb
        else '{"code":"cancelled_by_client","message":"The client cancelled the job.","retryable":false}'::jsonb end
$$;
