-- What administrators look for among the jobs of all clients. Both indexes leave out what completes, which is most of it. While they are
-- built, jobs can be read and not written.

-- Newest first, as the primary key has all of them, job_queued the queued and job_running the running ones.
create index job_unsuccessful on job (id) where status in ('failed', 'cancelled', 'expired');
-- How many failed lately: not by the end that a client asked for.
create index job_failed on job (finished_at) where status in ('failed', 'expired');
