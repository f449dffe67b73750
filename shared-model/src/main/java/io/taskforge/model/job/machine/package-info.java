/**
 * What may happen to a job, decided without a database: {@link io.taskforge.model.job.machine.JobMachine#decide} says for a state, an
 * event and a moment what becomes of the job and what is written with it.
 *
 * <p>The services do not ask it. Their decisions fall inside the statements of {@link io.taskforge.model.job.JobStore}, because only
 * there do they fall on the version of the row that is changed. It is the rule that those statements are held to: every status meets
 * every event, random sequences run through both, and pairs of events that collide must end as it says for one order of the two. A
 * change of a rule is made here and in the statement, or those tests fail.
 *
 * <p>May use: the values of {@link io.taskforge.model.job}. No framework, no I/O, no clock.
 */
package io.taskforge.model.job.machine;
