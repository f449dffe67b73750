/**
 * What must hold once the dust has settled, whatever was broken: each invariant is a small check over {@link
 * io.taskforge.chaos.check.Evidence}, and each violation a sentence that names the job. Reads the database, the logs of client, model,
 * callback receiver and services; changes nothing, and takes nothing from the code that it judges.
 */
package io.taskforge.chaos.check;
