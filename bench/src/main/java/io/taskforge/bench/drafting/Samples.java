package io.taskforge.bench.drafting;

import java.util.Arrays;

/** Times of one thing, done many times, in milliseconds. */
record Samples(double[] millis) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** @param warmUps that are not counted: until the compiler has seen the code */
    static Samples of(int warmUps, int times, Runnable what) {
        double[] millis = new double[times];
        for (int i = -warmUps; i < times; i++) {
            long start = System.nanoTime();
            what.run();
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
            }
        }
        return new Samples(millis);
    }

    /** The smallest of the times that {@code percent} of them do not exceed. */
    double percentile(int percent) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }
}
