/** Who drafts: the product's pipeline, and the two baselines that it has to beat. May use {@code eval.gold} and the worker. */
package io.taskforge.eval.contender;
