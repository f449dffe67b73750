package io.taskforge.worker.intake;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobLimits;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.KeptAnswer;
import io.taskforge.model.job.ModelAnswer;
import io.taskforge.model.job.NewJob;
import io.taskforge.model.job.Sha256;
import io.taskforge.model.job.SubmitOutcome;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client reads of its job when the model's server fails in the ways known, from the row of the job. */
@QuarkusTest
@QuarkusTestResource(value = ModelWorker.class, restrictToAnnotatedClass = true)
class ModelWorkerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String SPEC = "The ledger must balance every night.\n\nEvery entry must name its author.\n";

    JobDatabase jobs;
    FakeOllama fake;

    @BeforeEach
    void obedient() {
        fake.models(FakeOllama.MODEL);
        fake.always(Behaviour.OBEY);
    }

    @ParameterizedTest
    @CsvSource({
        "500-load, model_unavailable, true, cannot load the model",
        "500, model_unavailable, true, crashed",
        "503, model_unavailable, true, OLLAMA_MAX_QUEUE",
        "drop, model_unavailable, true, broke off before an answer",
        "403, model_unavailable, true, TASKFORGE_MODEL_API_KEY",
        "error-in-body, model_unavailable, true, reports an error",
        "404, model_not_found, false, ollama pull qwen3:1.7b",
        "hang-before-headers, generation_timeout, true, taskforge.model.start-timeout",
        "hang-mid-body, generation_timeout, true, taskforge.model.start-timeout",
        "garbage, model_output_invalid, true, look at what stands between",
        "ignore-schema, model_output_invalid, true, name a larger model",
        "done-false, model_output_truncated, true, bring Ollama up to date",
        "cut:6, model_output_truncated, true, cut off before they said anything",
        "content-filter, content_filtered, false, a filter of the server",
        "too-long, context_length_exceeded, false, do not fit the window",
        "400, internal_error, false, refused the request"
    })
    void a_job_fails_by_a_name_and_with_a_cure(String mode, String code, boolean retryable, String cure) {
        fake.always(Behaviour.parse(mode));
        Job job = ended(submitted(null));
        assertEquals(JobStatus.FAILED, job.status());
        assertEquals(code, job.error().code(), job.error().message());
        assertEquals(retryable, job.error().retryable());
        assertTrue(job.error().message().contains(cure), job.error().message());
    }

    @Test
    void a_job_that_names_a_model_is_drafted_by_it_or_told_how_to_get_it() throws Exception {
        Job missing = ended(submitted("mistral:7b"));
        assertEquals("model_not_found", missing.error().code());
        assertTrue(
                missing.error().message().contains("ollama pull mistral:7b"),
                missing.error().message());
        fake.models(FakeOllama.MODEL, "mistral:7b");
        JsonNode generation = generation(ended(submitted("mistral:7b")));
        assertEquals("mistral:7b", generation.path("model").asText());
        assertEquals("model", generation.path("engine").asText());
        assertEquals(FakeOllama.DIGEST, generation.path("model_digest").asText());
    }

    @Test
    void a_unit_that_stays_unusable_is_drafted_by_the_rules_and_the_result_says_so() throws Exception {
        fake.next(Behaviour.parse("garbage"), Behaviour.parse("garbage"));
        JsonNode generation = generation(ended(submitted(null)));
        assertEquals("mixed", generation.path("engine").asText());
        assertTrue(
                generation.path("engine_reason").asText().contains("the server's answer could not be read"),
                generation.toString());
    }

    @Test
    void what_the_model_wrote_in_vain_is_kept_beside_what_took_its_place() throws Exception {
        fake.next(Behaviour.OBEY, new Behaviour.IgnoreSchema());
        Job job = ended(submitted(null));
        assertEquals("model", generation(job).path("engine").asText());
        List<KeptAnswer> kept = await(jobs.answers().of(job.id())).stream()
                .filter(each -> each.answer().step() == ModelAnswer.Step.EXPAND)
                .toList();
        assertEquals(
                List.of(ModelAnswer.Outcome.ASKED_AGAIN, ModelAnswer.Outcome.AS_IT_WAS),
                kept.stream().map(each -> each.answer().outcome()).toList());
        assertFalse(kept.getFirst().answer().raw().isEmpty());
        assertEquals(1, kept.getFirst().attempt());
    }

    @Test
    void what_a_failed_job_failed_over_is_kept() {
        fake.always(new Behaviour.IgnoreSchema());
        Job job = ended(submitted(null));
        assertEquals("model_output_invalid", job.error().code());
        List<KeptAnswer> kept = await(jobs.answers().of(job.id()));
        assertEquals(4, kept.size());
        assertTrue(kept.getLast().answer().reason().orElseThrow().contains("name a larger model"));
    }

    @Test
    void a_cancelled_job_leaves_the_model_at_once() throws Exception {
        int before = fake.chats().size();
        fake.always(new Behaviour.Hold(LONG));
        JobId id = submitted(null);
        assertTrue(fake.awaitChats(before + 1, LONG));
        int gone = disconnects();
        await(jobs.store().cancelRequested(jobs.client(), id));
        assertEquals(JobStatus.CANCELLED, ended(id).status());
        assertTrue(fake.awaitDisconnects(gone + 1, LONG), "the generation goes on");
    }

    private int disconnects() {
        return (int) fake.chats().stream()
                .filter(c -> c.end() == io.taskforge.fakeollama.RecordedRequest.End.DISCONNECTED)
                .count();
    }

    private JobId submitted(String model) {
        GenerationOptions options = new GenerationOptions(
                2,
                null,
                null,
                null,
                null,
                null,
                null,
                model,
                null,
                null,
                null,
                new GenerationOptions.Budget(null, null, 1));
        String key = UUID.randomUUID().toString();
        return ((SubmitOutcome.Accepted) await(jobs.store()
                        .submitted(new NewJob(
                                jobs.client(),
                                key,
                                Sha256.of(key),
                                new TicketSpec("Ledger", SPEC, options),
                                Map.of(),
                                null,
                                JobLimits.NONE))))
                .job()
                .id();
    }

    private Job ended(JobId id) {
        return await(Uni.createFrom()
                .deferred(() -> jobs.queries().job(jobs.client(), id))
                .map(found -> found.orElseThrow())
                .repeat()
                .withDelay(Duration.ofMillis(50))
                .indefinitely()
                .select()
                .where(job -> job.status().terminal())
                .toUni());
    }

    private JsonNode generation(Job job) throws Exception {
        assertEquals(JobStatus.COMPLETED, job.status(), String.valueOf(job.error()));
        return JSON.readTree(await(jobs.queries().jobWithResult(jobs.client(), job.id()))
                        .orElseThrow()
                        .result()
                        .orElseThrow()
                        .body())
                .path("generation");
    }
}
