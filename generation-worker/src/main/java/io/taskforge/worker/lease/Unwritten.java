package io.taskforge.worker.lease;

import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.NewDrafts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a run has to tell and has not written yet. Of progress and of the drafts as a whole the newest counts, of drafts each. */
final class Unwritten {

    private static final Supplier<Optional<NewDrafts.Partial>> NOTHING = Optional::empty;

    /** As of one moment. */
    record News(Optional<JobProgress> progress, List<String> drafts, Supplier<Optional<NewDrafts.Partial>> soFar) {

        boolean hasDrafts() {
            return !drafts.isEmpty();
        }

        /** Makes a result of the drafts, which takes a while. */
        NewDrafts newDrafts() {
            return new NewDrafts(drafts, soFar.get());
        }
    }

    private Optional<JobProgress> progress = Optional.empty();
    private List<String> drafts = new ArrayList<>();
    private Supplier<Optional<NewDrafts.Partial>> soFar = NOTHING;

    synchronized void progressed(JobProgress newest) {
        progress = Optional.of(newest);
    }

    synchronized void drafted(String ticket, Supplier<Optional<NewDrafts.Partial>> newest) {
        drafts.add(ticket);
        soFar = newest;
    }

    synchronized boolean isEmpty() {
        return progress.isEmpty() && drafts.isEmpty();
    }

    /** All of it, which counts as written unless it is put back. */
    synchronized News taken() {
        News news = new News(progress, List.copyOf(drafts), soFar);
        progress = Optional.empty();
        drafts = new ArrayList<>();
        soFar = NOTHING;
        return news;
    }

    /** What did not get through comes before whatever came since. */
    synchronized void putBack(News news) {
        progress = progress.or(news::progress);
        soFar = drafts.isEmpty() ? news.soFar() : soFar;
        List<String> all = new ArrayList<>(news.drafts());
        all.addAll(drafts);
        drafts = all;
    }
}
