-- Where a job's trace hangs: W3C's traceparent of the request that submitted it. Empty for jobs of a service that traces nothing.
alter table job add column trace_parent text;
