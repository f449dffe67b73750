-- Of the order that the queue no longer has (V5).
drop index job_waiting;
