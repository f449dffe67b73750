-- Jobs that build on an earlier one.

alter table job
    -- No foreign key: the base may be erased long before this job is, and a result still says what it was built on. Whose job it
    -- is, and whether its result is still there, is asked at submission and again by the worker.
    add column base_job_id uuid;
