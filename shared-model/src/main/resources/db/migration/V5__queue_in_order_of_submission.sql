-- The queue's order is that of submission, which an id tells (uuid_v7_at), and not that of availability: a job that waits for another
-- run, because its worker was lost or its model failed, does not wait for everyone else once more. The index of the old order goes
-- later, so that workers of the version before still have it, and that nothing is locked against reading meanwhile.

create index job_queued on job (id) where status = 'queued';
