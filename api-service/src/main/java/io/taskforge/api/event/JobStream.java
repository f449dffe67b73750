package io.taskforge.api.event;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.job.JobPath;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobEvent;
import io.taskforge.model.job.JobEvents;
import io.taskforge.model.job.JobHistory;
import io.taskforge.model.job.JobId;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What happens to one job, for one watcher, who is told no faster than it asks. Reads only what it is about to tell.
 *
 * <p>Confined to the watcher's event loop.
 */
final class JobStream {

    /** Events read at once. */
    static final int AT_ONCE = 100;

    private static final Turn SILENT = new Turn(List.of(new Watched.Nothing()), false);

    /** @param last whether nothing can come after it */
    private record Turn(List<Watched> happened, boolean last) {}

    private final JobEvents events;
    private final JobNews news;
    private final ClientId client;
    private final boolean drafts;
    private final JobId id;
    private final Executor home;
    private final long end;

    private JobHistory unread;
    private int known;
    private boolean behind;

    /**
     * @param first read already
     * @param known the number of the last event that the watcher knows
     * @param drafts whether the watcher is told of drafts
     * @param home where the watcher is told
     * @param end of {@link System#nanoTime()}: when the watcher has to come back
     */
    JobStream(
            JobEvents events,
            JobNews news,
            ClientId client,
            JobHistory first,
            int known,
            boolean drafts,
            Executor home,
            long end) {
        this.events = events;
        this.news = news;
        this.client = client;
        this.id = first.job().id();
        this.unread = first;
        this.known = known;
        this.drafts = drafts;
        this.home = home;
        this.end = end;
    }

    Multi<Watched> happenings() {
        return Multi.createBy()
                .repeating()
                .uni(this::turn)
                .whilst(turn -> !turn.last())
                .onItem()
                .transformToIterable(Turn::happened);
    }

    private Uni<Turn> turn() {
        if (unread != null) {
            JobHistory first = unread;
            unread = null;
            return Uni.createFrom().item(told(first));
        }
        if (System.nanoTime() - end >= 0) {
            return Uni.createFrom().failure(JobNews.endedEarly());
        }
        Uni<Turn> next = behind
                ? read()
                : news.of(id, known)
                        .flatMap(
                                happened -> happened ? read() : Uni.createFrom().item(SILENT));
        return next.emitOn(home);
    }

    /** Fails with {@code job_not_found} when the job was erased meanwhile. */
    private Uni<Turn> read() {
        return DatabaseCall.read(events.after(client, id, known, AT_ONCE, drafts))
                .map(found -> told(found.orElseThrow(() -> JobPath.notFound(id))));
    }

    private Turn told(JobHistory history) {
        List<JobEvent> happened = history.events();
        boolean all = happened.size() < AT_ONCE;
        // What is left out is known too, else it would be news for ever.
        known = all ? Math.max(known, history.newest()) : happened.getLast().sequence();
        behind = !all && known < history.newest();
        return new Turn(
                happened.stream().<Watched>map(Watched.Happened::new).toList(),
                history.job().status().terminal() && !behind);
    }
}
