-- The queue's order is that of submission, which an id tells (uuid_v7_at), and not that of availability: a job that waits for another
-- run, because its worker was lost or its model failed, does not wait for everyone else once more.

drop index job_waiting;
create index job_waiting on job (id) where status = 'queued';
