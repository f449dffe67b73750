package io.taskforge.worker.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares tickets out among groups by the method of the largest remainder. */
final class Quotas {

    private Quotas() {}

    /**
     * One share per size: at least 1, at most the size, {@code total} together.
     *
     * @param total at least {@code sizes.size()}, at most the sum of the sizes
     */
    static List<Integer> of(int total, List<Integer> sizes) {
        int rest = total - sizes.size();
        int weight = sizes.stream().mapToInt(size -> size - 1).sum();
        int[] shares = new int[sizes.size()];
        int[] remainders = new int[sizes.size()];
        int given = 0;
        for (int i = 0; i < shares.length; i++) {
            int exact = weight == 0 ? 0 : rest * (sizes.get(i) - 1);
            shares[i] = weight == 0 ? 0 : exact / weight;
            remainders[i] = weight == 0 ? 0 : exact % weight;
            given += shares[i];
        }
        List<Integer> byRemainder = IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -remainders[i]))
                .toList();
        for (int i = 0; given < rest; i = (i + 1) % shares.length) {
            int group = byRemainder.get(i);
            if (shares[group] < sizes.get(group) - 1) {
                shares[group]++;
                given++;
            }
        }
        List<Integer> quotas = new ArrayList<>();
        for (int share : shares) {
            quotas.add(share + 1);
        }
        return quotas;
    }
}
