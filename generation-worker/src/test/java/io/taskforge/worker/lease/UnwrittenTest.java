package io.taskforge.worker.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.NewDrafts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnwrittenTest {

    private static final JobProgress ONE = new JobProgress(JobProgress.Phase.DRAFTING, 1, 1, null);
    private static final JobProgress TWO = new JobProgress(JobProgress.Phase.DRAFTING, 2, 2, null);

    private final Unwritten unwritten = new Unwritten();

    private void draft(int number) {
        unwritten.drafted("t" + number, () -> Optional.of(new NewDrafts.Partial(number, "r" + number)));
    }

    private static NewDrafts drafts(int soFar, String... tickets) {
        return new NewDrafts(List.of(tickets), Optional.of(new NewDrafts.Partial(soFar, "r" + soFar)));
    }

    @Test
    void what_is_taken_is_taken_once_and_the_newest_counts() {
        unwritten.progressed(ONE);
        unwritten.progressed(TWO);
        draft(1);
        draft(2);

        Unwritten.News news = unwritten.taken();

        assertEquals(Optional.of(TWO), news.progress());
        assertEquals(drafts(2, "t1", "t2"), news.newDrafts());
        assertTrue(unwritten.isEmpty());
        assertFalse(unwritten.taken().hasDrafts());
        assertEquals(NewDrafts.NONE, unwritten.taken().newDrafts());
    }

    @Test
    void what_did_not_get_through_comes_before_what_came_since() {
        unwritten.progressed(ONE);
        draft(1);
        Unwritten.News lost = unwritten.taken();
        unwritten.progressed(TWO);
        draft(2);

        unwritten.putBack(lost);

        Unwritten.News both = unwritten.taken();
        assertEquals(Optional.of(TWO), both.progress());
        assertEquals(drafts(2, "t1", "t2"), both.newDrafts());
    }

    @Test
    void what_did_not_get_through_is_all_there_is_when_nothing_came_since() {
        unwritten.progressed(ONE);
        draft(1);

        unwritten.putBack(unwritten.taken());

        Unwritten.News again = unwritten.taken();
        assertEquals(Optional.of(ONE), again.progress());
        assertEquals(drafts(1, "t1"), again.newDrafts());
    }
}
