package io.taskforge.api.event;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.job.JobPath;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobEvents;
import io.taskforge.model.job.JobHistory;
import io.taskforge.model.job.JobId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;

/** Everything that happened to a job, and that happens to it until it ends: take a place ▶ look ▶ tell. */
@ApplicationScoped
public class WatchJob {

    /** What comes of asking. */
    public sealed interface Watch {

        /** The job has ended, and the watcher knows all of it. */
        record Over() implements Watch {}

        /**
         * A stream, which ends with the job's last event. Fails with {@code service_unavailable} when the watcher has to come back before
         * that, and with {@code job_not_found} when the job was erased meanwhile.
         *
         * @param happenings to be subscribed to, once: its end, whatever it is, gives the client's place back
         */
        record Open(Multi<Watched> happenings) implements Watch {}
    }

    private final JobEvents events;
    private final JobNews news;
    private final OpenStreams streams;
    private final EventsConfig config;

    WatchJob(JobEvents events, JobNews news, OpenStreams streams, EventsConfig config) {
        this.events = events;
        this.news = news;
        this.streams = streams;
        this.config = config;
    }

    /**
     * Fails with {@code rate_limited}, {@code job_not_found} or, for events that the job never had, {@code validation_failed}.
     *
     * @param drafts whether drafts are told of; the numbers of those that are not are missing
     */
    public Uni<Watch> opened(CallingClient client, JobId id, KnownEvents known, boolean drafts) {
        return Uni.createFrom().deferred(() -> {
            OpenStreams.Place place = streams.taken(client);
            Executor home = home();
            return DatabaseCall.read(Uni.createFrom()
                            .deferred(() -> events.after(client.id(), id, known.bounded(), JobStream.AT_ONCE, drafts)))
                    .map(found -> watch(
                            client.id(), found.orElseThrow(() -> JobPath.notFound(id)), known, drafts, place, home))
                    .onFailure()
                    .invoke(place::close)
                    .onCancellation()
                    .invoke(place::close);
        });
    }

    private Watch watch(
            ClientId client,
            JobHistory first,
            KnownEvents known,
            boolean drafts,
            OpenStreams.Place place,
            Executor home) {
        if (known.upTo() > first.newest()) {
            throw known.notThatMany(first.newest());
        }
        if (first.job().status().terminal() && first.events().isEmpty()) {
            place.close();
            return new Watch.Over();
        }
        var stream = new JobStream(
                events,
                news,
                client,
                first,
                known.bounded(),
                drafts,
                home,
                System.nanoTime() + config.longest().toNanos());
        return new Watch.Open(stream.happenings().onTermination().invoke(place::close));
    }

    /** The watcher's own event loop, which whoever waits together with others has to be brought back to. */
    private static Executor home() {
        Context own = Vertx.currentContext();
        return command -> {
            if (own == null || own == Vertx.currentContext()) {
                command.run();
            } else {
                own.runOnContext(ignored -> command.run());
            }
        };
    }
}
