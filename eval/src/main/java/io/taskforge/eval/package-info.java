/**
 * How good the drafts are: {@code ./taskforge eval DIR} drafts every specification of a folder, in this process, and holds the
 * tickets against what people marked in it, beside two baselines. The page to start with is {@link io.taskforge.eval.Evaluation}.
 *
 * <p>May use the worker's drafting packages; nothing of the product may use this.
 */
package io.taskforge.eval;
