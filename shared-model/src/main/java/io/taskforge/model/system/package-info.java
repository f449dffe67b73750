/**
 * What operators see of the running system: the workers that there are, and what the queue was like. Figures, on which nothing depends:
 * none of them decides anything, and whoever cannot write one goes on without. All times are the database's.
 */
package io.taskforge.model.system;
