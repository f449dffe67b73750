package io.taskforge.worker.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.worker.engine.DraftingInterrupted;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"}}}";

    private final FakeOllama fake = FakeOllama.start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void an_answer_brings_its_words_and_its_cost() {
        Answer.Written answer =
                assertInstanceOf(Answer.Written.class, open(settings()).ask(question(100, 50)));
        assertTrue(answer.content().startsWith("{\"title\":"), answer.content());
        assertTrue(answer.done() && answer.promptTokens().orElseThrow() > 0);
        assertEquals(Optional.of("stop"), answer.doneReason());
    }

    @ParameterizedTest
    @CsvSource({"0, 60", "160, 140", "480, 300"})
    void a_call_has_a_minute_and_half_a_second_for_each_token(int tokens, int seconds) {
        ModelConfig defaults = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(ModelConfig.class)
                .build()
                .getConfigMapping(ModelConfig.class);
        assertEquals(Duration.ofSeconds(seconds), Chat.limit(defaults, tokens));
    }

    @Test
    void a_question_larger_than_the_window_is_not_sent() {
        assertInstanceOf(Answer.TooLong.class, open(settings().withWindow(512)).ask(question(2_000, 50)));
        assertTrue(fake.chats().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"too-long:1024, 1024", "too-long-flat, 8192"})
    void a_window_that_the_server_names_in_refusing_is_taken_up(String mode, int window) {
        Chat chat = open(settings());
        fake.next(Behaviour.parse(mode));
        assertInstanceOf(Answer.TooLong.class, chat.ask(question(6_000, 50)));
        assertEquals(window, chat.window());
        assertEquals(window == 8_192, chat.ask(question(6_000, 50)) instanceof Answer.Written);
        assertInstanceOf(Answer.Written.class, chat.ask(question(600, 50)));
        assertTrue(
                fake.chats().getLast().body().contains("\"num_ctx\":8192"),
                "another num_ctx would load the model anew");
    }

    @Test
    void a_window_that_the_server_allocated_smaller_than_asked_for_is_taken_up() {
        fake.allocatedWindow(2_048);
        Chat chat = open(settings());
        assertInstanceOf(Answer.Written.class, chat.ask(question(600, 50)));
        assertEquals(2_048, chat.window());
        assertInstanceOf(Answer.TooLong.class, chat.ask(question(6_000, 50)));
    }

    @Test
    void a_prompt_that_was_cut_in_silence_counts_as_too_long() {
        // The server has half of what it was asked for, and cuts although it was told not to.
        fake.allocatedWindow(1_024);
        fake.next(new Behaviour.CountPrompt(1_024 / 2 + 2));
        assertInstanceOf(Answer.TooLong.class, open(settings()).ask(question(6_000, 50)));
    }

    @ParameterizedTest
    @CsvSource({"0.33.0, true", "0.20.0, false"})
    void a_count_far_below_the_estimate_tells_only_where_whole_prompts_are_counted(String version, boolean tells) {
        fake.version(version);
        Chat chat = open(settings());
        fake.next(new Behaviour.CountPrompt(40));
        assertEquals(tells, chat.ask(question(6_000, 50)) instanceof Answer.TooLong);
    }

    @Test
    void a_model_that_is_exchanged_during_a_job_leaves_no_digest() {
        Chat chat = open(settings());
        chat.ask(question(100, 50));
        assertEquals(
                new Provenance(
                        "ollama", "Ollama " + FakeOllama.VERSION, FakeOllama.MODEL, Optional.of(FakeOllama.DIGEST)),
                chat.provenance());
        fake.digest("0".repeat(64));
        chat.ask(question(100, 50));
        assertEquals(Optional.empty(), chat.provenance().digest());
    }

    @Test
    void calls_beyond_the_allowed_wait_here_and_not_at_the_server() throws Exception {
        ModelServer server = new OllamaServer(settings().withParallelCalls(1), Pause::rest);
        fake.next(Behaviour.parse("hang-before-headers"));
        FutureTask<Answer> first = asking(server);
        Thread.ofVirtual().start(first);
        assertTrue(fake.awaitChats(1, LONG));
        FutureTask<Answer> second = asking(server);
        Thread waiting = Thread.ofVirtual().start(second);
        awaitParked(waiting);
        assertEquals(1, fake.chats().size());
        fake.release();
        assertInstanceOf(Answer.Written.class, first.get(LONG.toSeconds(), TimeUnit.SECONDS));
        assertInstanceOf(Answer.Written.class, second.get(LONG.toSeconds(), TimeUnit.SECONDS));
        assertEquals(2, fake.chats().size());
    }

    @Test
    void the_wait_for_a_turn_does_not_count_against_the_limit() throws Exception {
        ModelServer server =
                new OllamaServer(settings().withParallelCalls(1).withCallTimeout(Duration.ofSeconds(3)), Pause::rest);
        // The first is given up after its three seconds; the second waited for all of them and still has its own.
        fake.next(Behaviour.parse("hang-before-headers"));
        FutureTask<Answer> first = asking(server);
        Thread.ofVirtual().start(first);
        assertTrue(fake.awaitChats(1, LONG));
        FutureTask<Answer> second = asking(server);
        Thread.ofVirtual().start(second);
        assertInstanceOf(Answer.Spoiled.class, first.get(LONG.toSeconds(), TimeUnit.SECONDS));
        assertInstanceOf(Answer.Written.class, second.get(LONG.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_turn() throws Exception {
        ModelServer server = new OllamaServer(settings().withParallelCalls(1), Pause::rest);
        fake.next(Behaviour.parse("hang-before-headers"));
        Thread.ofVirtual().start(asking(server));
        assertTrue(fake.awaitChats(1, LONG));
        FutureTask<Answer> second = asking(server);
        Thread waiting = Thread.ofVirtual().start(second);
        awaitParked(waiting);
        waiting.interrupt();
        ExecutionException ended =
                assertThrows(ExecutionException.class, () -> second.get(LONG.toSeconds(), TimeUnit.SECONDS));
        assertInstanceOf(DraftingInterrupted.class, ended.getCause());
        assertEquals(1, fake.chats().size());
    }

    /** Until it waits for its turn: there is nothing else in this call that could make it wait before a second chat arrives. */
    private void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && fake.chats().size() < 2) {
            Thread.onSpinWait();
        }
        assertFalse(fake.chats().size() > 1, "it did not wait");
    }

    private FutureTask<Answer> asking(ModelServer server) {
        Readiness.Ready ready = (Readiness.Ready) server.probe(FakeOllama.MODEL);
        Chat chat = server.open(FakeOllama.MODEL, ready, Hopeless.FAILS);
        return new FutureTask<>(() -> chat.ask(question(100, 50)));
    }

    private Settings settings() {
        return Settings.of(fake.url());
    }

    private Chat open(Settings settings) {
        ModelServer server = new OllamaServer(settings, time -> {});
        return server.open(FakeOllama.MODEL, (Readiness.Ready) server.probe(FakeOllama.MODEL), Hopeless.FAILS);
    }

    private static ChatCall question(int characters, int numPredict) {
        return new ChatCall("Write.", "word ".repeat(characters / 5), SCHEMA, numPredict, 0.7, 1);
    }
}
