package io.taskforge.bench;

import java.util.Arrays;

/**
 * What a load came to.
 *
 * @param answers in all
 * @param perSecond answers a second
 * @param p50Micros half of all answers took no longer; 0 when it was not measured
 * @param p99Micros 99 of 100 took no longer; 0 when it was not measured
 * @param cpu null when it was not measured
 */
record Throughput(long answers, double perSecond, double p50Micros, double p99Micros, CpuShare cpu) {

    private static final double NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    /** @param nanos of each answer; sorted by this */
    static Throughput of(long[] nanos, long tookNanos) {
        Arrays.sort(nanos);
        return new Throughput(
                nanos.length,
                nanos.length * NANOS_PER_SECOND / tookNanos,
                quantile(nanos, 0.50),
                quantile(nanos, 0.99),
                null);
    }

    Throughput with(CpuShare measured) {
        return new Throughput(answers, perSecond, p50Micros, p99Micros, measured);
    }

    private static double quantile(long[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        int index = (int) Math.min(sorted.length - 1L, Math.round(share * sorted.length));
        return sorted[index] / NANOS_PER_MICRO;
    }
}
