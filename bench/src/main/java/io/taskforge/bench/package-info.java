/**
 * How fast the built services are, compared within one run: what is measured stands beside what it is measured against, round by
 * round, because a shared machine is never twice the same. The page to start with is {@link io.taskforge.bench.Bench}.
 *
 * <p>Black box: the services are started by {@code ./taskforge up} and reached over their doors. Of the product's classes only the
 * text of one statement is used, which pgbench runs as well. The drafting is measured in this process instead: {@code bench.drafting}.
 */
package io.taskforge.bench;
