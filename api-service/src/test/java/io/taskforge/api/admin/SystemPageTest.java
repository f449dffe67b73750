package io.taskforge.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Administrators;
import io.taskforge.api.fixture.Browser;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TestPepper;
import io.taskforge.model.system.ModelHealth;
import io.taskforge.model.system.WorkerPresences;
import io.taskforge.model.system.WorkerReport;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class SystemPageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Administrators administrators;

    @Inject
    WorkerPresences presences;

    private Browser browser;

    @BeforeEach
    void signIn() {
        browser = administrators.signedIn();
        administrators.run("delete from worker", Tuple.tuple());
    }

    private void worker(String name, ModelHealth health) {
        presences
                .seen(new WorkerReport(
                        name,
                        name,
                        "1.2.3",
                        4,
                        3,
                        false,
                        true,
                        "model",
                        Optional.of("qwen3:1.7b"),
                        health,
                        health.state() == ModelHealth.State.UNCHECKED ? Optional.empty() : Optional.of(Duration.ZERO),
                        Duration.ofHours(1)))
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void without_a_worker_it_says_how_to_start_one() {
        browser.open("/admin/system")
                .is(200)
                .says("No worker has said anything")
                .says("generation-worker");
    }

    @Test
    void workers_are_shown_with_what_is_wrong_with_their_model() {
        worker("worker-good", ModelHealth.OK);
        worker("worker-bad", ModelHealth.trouble("no Ollama answers at <http://ollama>"));

        Browser.Page page = browser.open("/admin/system").is(200);

        page.says("worker-good").says("1.2.3").says("qwen3:1.7b");
        page.says("no Ollama answers at &lt;http://ollama&gt;");
    }

    @Test
    void a_worker_that_has_fallen_silent_is_told_from_one_that_works() {
        worker("worker-silent", ModelHealth.OK);
        administrators.run("update worker set seen_at = now() - interval '1 minute'", Tuple.tuple());

        browser.open("/admin/system").is(200).says("silent</span>");
    }

    @Test
    void the_live_part_is_a_part_of_the_page() {
        worker("worker-live", ModelHealth.OK);

        Browser.Page part =
                browser.open("/admin/system/live", "HX-Request", "true").is(200);

        part.says("worker-live").says("hx-get=\"/admin/system/live\"");
        assertFalse(part.html().contains("<html"), part::html);
    }

    @Test
    void what_was_sampled_is_plotted_and_a_gap_stays_one() {
        administrators.run("delete from queue_sample", Tuple.tuple());
        // From this minute on, which the service itself then samples no more.
        administrators.run("""
                insert into queue_sample (at, queued, running, completed, failed, lease_lost, outbox_waiting)
                select date_trunc('minute', now()) - n * interval '1 minute', 40 + n, 2, 1, 0, 0, 0
                from unnest(array[0, 1, 2, 30, 31]) n on conflict (at) do nothing""", Tuple.tuple());

        Browser.Page page = browser.open("/admin/system?span=hour").is(200).says("71 at most");

        int lines = page.html().split("class=\"plot-line\"", -1).length - 1;
        assertEquals(8 * 2, lines, "two parts of each line");
        administrators.run("delete from queue_sample", Tuple.tuple());
    }

    @Test
    void settings_are_shown_and_secrets_are_not() {
        Browser.Page page = browser.open("/admin/system").is(200);

        page.says("taskforge.admin.idle").says("taskforge.key-pepper").says("set, and not shown");
        String url = ConfigProvider.getConfig().getValue("taskforge.database-url", String.class);
        assertFalse(page.html().contains(TestPepper.VALUE), "the pepper");
        assertFalse(page.html().contains(url), "the database with its password");
    }
}
