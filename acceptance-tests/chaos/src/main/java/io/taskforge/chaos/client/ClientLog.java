package io.taskforge.chaos.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the clients did and were told, by key. */
public final class ClientLog {

    /** @param replayed whether the service said that it knew the key already */
    public record Acknowledgement(UUID job, boolean replayed, Instant at) {}

    /** An answer that no repetition would change. */
    public record Refusal(int status, String code) {}

    /** @param status of the answer, not of the job */
    public record Cancel(int status, Instant asked, Instant answered) {}

    /**
     * What reading a job gave at the end.
     *
     * @param own its status as its client sees it, or {@code http NNN}
     * @param foreign the status code that the other client gets for it
     * @param result the status code of its result
     */
    public record Read(String own, int foreign, int result) {}

    /**
     * @param unknown attempts whose outcome the client never learned
     */
    public record Entry(
            Submission submission,
            int attempts,
            int unknown,
            List<Acknowledgement> acknowledgements,
            List<Refusal> refusals,
            List<Cancel> cancels,
            Optional<Read> read) {

        /** As the client knows it: the first that it was told. */
        public Optional<UUID> job() {
            return acknowledgements.stream().findFirst().map(Acknowledgement::job);
        }

        /** Its reply was lost, and the job was there when the client asked again. */
        public boolean recovered() {
            return unknown > 0
                    && !acknowledgements.isEmpty()
                    && acknowledgements.getFirst().replayed();
        }
    }

    private static final class Open {
        private final Submission submission;
        private int attempts;
        private int unknown;
        private final List<Acknowledgement> acknowledgements = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private final List<Cancel> cancels = new ArrayList<>();
        private Optional<Read> read = Optional.empty();

        private Open(Submission submission) {
            this.submission = submission;
        }

        private Entry entry() {
            return new Entry(
                    submission,
                    attempts,
                    unknown,
                    List.copyOf(acknowledgements),
                    List.copyOf(refusals),
                    List.copyOf(cancels),
                    read);
        }
    }

    private final Map<String, Open> entries = new LinkedHashMap<>();

    public synchronized void attempted(Submission submission) {
        open(submission).attempts++;
    }

    public synchronized void unknown(Submission submission) {
        open(submission).unknown++;
    }

    public synchronized void acknowledged(Submission submission, Acknowledgement acknowledgement) {
        open(submission).acknowledgements.add(acknowledgement);
    }

    public synchronized void refused(Submission submission, Refusal refusal) {
        open(submission).refusals.add(refusal);
    }

    public synchronized void cancelled(Submission submission, Cancel cancel) {
        open(submission).cancels.add(cancel);
    }

    public synchronized void read(Submission submission, Read read) {
        open(submission).read = Optional.of(read);
    }

    /** As of now, in the order of the first attempts. */
    public synchronized List<Entry> entries() {
        return entries.values().stream().map(Open::entry).toList();
    }

    private Open open(Submission submission) {
        return entries.computeIfAbsent(submission.key(), key -> new Open(submission));
    }
}
