package io.taskforge.worker.intake;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobEvent;
import io.taskforge.model.job.JobHistory;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobLimits;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.NewJob;
import io.taskforge.model.job.Sha256;
import io.taskforge.model.job.SubmitOutcome;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.GenerationOptions.Budget;
import io.taskforge.model.spec.TicketSpec;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole worker with a model that stops in the midst of a job: what was drafted is told, and kept. */
@QuarkusTest
@QuarkusTestResource(value = SlowModel.class, restrictToAnnotatedClass = true)
class SlowModelTest {

    private static final String SPEC = """
            # Orders

            - The system must import orders from a file.
            - The system must print a label for each parcel.
            - The system must archive invoices for ten years.
            - The system must email a receipt to the customer.
            """;

    private static final TicketSchemas SCHEMAS = new TicketSchemas();

    JobDatabase jobs;

    FakeOllama ollama;

    @Inject
    Intake intake;

    /** One answer for the outline and one for each of two tickets; after that the model hangs. */
    @BeforeEach
    void answersThreeTimes() {
        ollama.always(new Behaviour.HangBeforeHeaders());
        ollama.next(Behaviour.OBEY, Behaviour.OBEY, Behaviour.OBEY);
    }

    private JobId started(Budget budget) {
        var options = new GenerationOptions(null, null, null, null, null, null, null, null, null, null, null, budget);
        var outcome = await(jobs.store()
                .submitted(new NewJob(
                        jobs.client(),
                        UUID.randomUUID().toString(),
                        Sha256.of("request"),
                        new TicketSpec("Orders", SPEC, options),
                        Map.of(),
                        null,
                        JobLimits.NONE)));
        JobId id = ((SubmitOutcome.Accepted) outcome).job().id();
        intake.heard(Rung.of(id).ring());
        return id;
    }

    private JobHistory when(JobId id, Predicate<JobHistory> happened) {
        return await(Uni.createFrom()
                .deferred(() -> jobs.events().after(jobs.client(), id, 0, 1_000, true))
                .map(found -> found.orElseThrow())
                .repeat()
                .withDelay(Duration.ofMillis(50))
                .indefinitely()
                .select()
                .where(happened)
                .toUni());
    }

    private static long drafts(JobHistory history) {
        return history.events().stream()
                .filter(event -> event.kind() == JobEvent.Kind.DRAFT)
                .count();
    }

    private Job ended(JobId id) {
        return when(id, history -> history.job().status().terminal()).job();
    }

    private JsonNode kept(JobId id) throws Exception {
        JsonNode kept = new ObjectMapper()
                .readTree(await(jobs.queries().partialResult(jobs.client(), id))
                        .orElseThrow()
                        .body());
        assertEquals(Set.of(), SCHEMAS.violations(TicketSchemas.Name.RESULT, kept));
        assertTrue(kept.at("/generation/partial").asBoolean());
        return kept;
    }

    /** Epics are made of what there is. */
    private static int drafted(JsonNode result) {
        int drafted = 0;
        for (JsonNode ticket : result.path("tickets")) {
            drafted += ticket.path("ticket_type").asText().equals("epic") ? 0 : 1;
        }
        return drafted;
    }

    @Test
    void a_cancel_in_the_midst_of_drafting_leaves_what_was_drafted() throws Exception {
        JobId id = started(null);
        when(id, history -> drafts(history) == 2);

        await(jobs.store().cancelRequested(jobs.client(), id));

        assertEquals(JobStatus.CANCELLED, ended(id).status());
        JsonNode kept = kept(id);
        assertEquals(2, drafted(kept));
        assertEquals(2, kept.at("/coverage/covered_count").asInt());
        assertEquals(4, kept.at("/coverage/requirement_count").asInt());
        assertEquals("model", kept.at("/generation/engine").asText());
    }

    @Test
    void a_model_that_goes_away_in_the_midst_of_drafting_leaves_what_was_drafted() throws Exception {
        ollama.always(Behaviour.NOT_FOUND);
        JobId id = started(new Budget(null, null, 1));

        Job job = ended(id);

        assertEquals(JobStatus.FAILED, job.status());
        assertEquals("model_not_found", job.error().code());
        assertEquals(2, drafted(kept(id)));
        assertEquals(2, job.progress().ticketsDrafted());
    }

    @Test
    void a_budget_that_is_spent_in_the_midst_of_drafting_leaves_what_was_drafted() throws Exception {
        JobId id = started(new Budget(30, null, null));
        when(id, history -> drafts(history) == 2);

        jobs.set(id, "deadline_at = now() - interval '1 second'");

        Job job = ended(id);
        assertEquals("budget_exhausted", job.error().code());
        assertEquals(2, drafted(kept(id)));
    }
}
