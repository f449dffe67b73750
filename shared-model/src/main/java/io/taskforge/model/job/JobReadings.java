package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Reads jobs together that are asked for at the same moment. Where all of them are known, and likely to be as they were, it only asks
 * whether they are, which costs the database less.
 */
final class JobReadings {

    /** More in one statement gains nothing, and keeps the first waiting for the last. */
    private static final int TOGETHER = 32;

    /** Fewer are read at once: a second statement would cost more than a look can save. */
    static final int WORTH_A_LOOK = 8;

    private final Pool pool;
    private final JobRows rows;
    private final Gathered<Asked, Optional<JobReading>> gathered =
            new Gathered<>(this::answers, Gathered.Equal.SHARE, TOGETHER);

    /** Whether all that was known held the last time. Had some of it not, a look would have been for nothing. */
    private volatile boolean held;

    JobReadings(Pool pool, JobRows rows) {
        this.pool = pool;
        this.rows = rows;
    }

    /** @see JobQueries#reading */
    Uni<Optional<JobReading>> of(ClientId client, JobId id, Optional<JobReading> known) {
        return gathered.ask(new Asked(client, id, known.filter(reading -> reading.mayHoldFor(client, id))));
    }

    /** What is known makes no other question of it: whichever of two equal ones is asked, the answer is for both. */
    private record Asked(ClientId client, JobId id, Optional<JobReading> known) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Asked(ClientId theirs, JobId job, var ignored)
                    && client.equals(theirs)
                    && id.equals(job);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        private JobReading.RowVersions versions() {
            return known.orElseThrow().versions();
        }
    }

    private Uni<List<Optional<JobReading>>> answers(List<Asked> asked) {
        boolean worthALook = held
                && asked.size() >= WORTH_A_LOOK
                && asked.stream().allMatch(each -> each.known().isPresent());
        return worthALook ? look(asked) : read(asked);
    }

    private Uni<List<Optional<JobReading>>> look(List<Asked> known) {
        return changed(known).flatMap(changed -> {
            List<Optional<JobReading>> answers =
                    new ArrayList<>(known.stream().map(Asked::known).toList());
            if (changed.isEmpty()) {
                return Uni.createFrom().item(answers);
            }
            return read(changed.stream().map(known::get).toList()).map(read -> {
                for (int i = 0; i < changed.size(); i++) {
                    answers.set(changed.get(i), read.get(i));
                }
                return answers;
            });
        });
    }

    /** The places of those that are not as they were. */
    private Uni<List<Integer>> changed(List<Asked> known) {
        return pool.preparedQuery(JobSql.UNCHANGED)
                .execute(Tuple.of(
                        clients(known),
                        ids(known),
                        column(known, Integer[]::new, each -> each.versions().job()),
                        column(known, Integer[]::new, each -> each.versions().callback())))
                .map(found -> {
                    BitSet changed = new BitSet(known.size());
                    changed.set(0, known.size());
                    found.forEach(row -> changed.clear(place(row)));
                    return changed.stream().boxed().toList();
                });
    }

    private Uni<List<Optional<JobReading>>> read(List<Asked> asked) {
        long asOf = System.nanoTime();
        return pool.preparedQuery(JobSql.OF_CLIENTS)
                .execute(Tuple.of(clients(asked), ids(asked)))
                .map(found -> {
                    List<Optional<JobReading>> answers =
                            new ArrayList<>(Collections.nCopies(asked.size(), Optional.empty()));
                    found.forEach(row -> answers.set(
                            place(row),
                            Optional.of(rows.reading(
                                    row, asOf, asked.get(place(row)).known()))));
                    learn(asked, answers);
                    return answers;
                });
    }

    private void learn(List<Asked> asked, List<Optional<JobReading>> answers) {
        boolean anyKnown = false;
        boolean allHeld = true;
        for (int place = 0; place < asked.size(); place++) {
            Optional<JobReading> known = asked.get(place).known();
            anyKnown |= known.isPresent();
            allHeld &= known.isEmpty() || known.equals(answers.get(place));
        }
        if (anyKnown) {
            held = allHeld;
        }
    }

    private static int place(Row row) {
        return row.getInteger("number") - 1;
    }

    private static UUID[] clients(List<Asked> asked) {
        return column(asked, UUID[]::new, each -> each.client().value());
    }

    private static UUID[] ids(List<Asked> asked) {
        return column(asked, UUID[]::new, each -> each.id().value());
    }

    private static <T> T[] column(List<Asked> asked, IntFunction<T[]> array, Function<Asked, T> value) {
        return asked.stream().map(value).toArray(array);
    }
}
