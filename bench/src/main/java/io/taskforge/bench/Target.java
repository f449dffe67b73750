package io.taskforge.bench;

/**
 * A ratio of two measures, and what it has to reach.
 *
 * @param atLeast the median over all rounds
 */
record Target(Measure measured, Measure against, double atLeast) {

    static final Target[] ALL = {
        new Target(Measure.SUBMIT, Measure.PGBENCH, 0.5),
        new Target(Measure.STATUS, Measure.EMPTY, 0.5),
        new Target(Measure.NOT_MODIFIED, Measure.EMPTY, 0.55),
        new Target(Measure.GET_JOB, Measure.STATUS, 1.0),
        new Target(Measure.SUBMIT_MANY, Measure.SUBMIT, 0.9),
        new Target(Measure.LIST_MANY, Measure.LIST_FEW, 0.8),
        new Target(Measure.LIST_DEEP, Measure.LIST_FEW, 0.8)
    };
}
