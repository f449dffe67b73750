/** The same specification in another guise, which must give the same drafts. May use {@code eval.metric} and below. */
package io.taskforge.eval.variation;
