package io.taskforge.worker.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.system.ModelHealth;
import io.taskforge.worker.chat.Readiness;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ModelWatchTest {

    private static final Readiness READY = new Readiness.Ready("Ollama 0.30", Optional.empty(), OptionalInt.empty());

    private final AtomicLong nanos = new AtomicLong();
    private final Queue<Runnable> asked = new ArrayDeque<>();
    private Optional<Readiness> answer = Optional.of(READY);

    private final ModelWatch watch = new ModelWatch(() -> answer, Duration.ofMinutes(1), asked::add, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void nobody_waits_for_the_first_answer() {
        assertEquals(new ModelWatch.Found(ModelHealth.UNCHECKED, Optional.empty()), watch.found());
        assertEquals(1, asked.size());
        watch.found();
        assertEquals(1, asked.size(), "one question at a time");

        asked.remove().run();

        assertEquals(new ModelWatch.Found(ModelHealth.OK, Optional.of(Duration.ZERO)), watch.found());
    }

    @Test
    void a_server_is_asked_once_a_minute_however_often_somebody_looks() {
        watch.found();
        asked.remove().run();
        for (int i = 0; i < 59; i++) {
            pass(Duration.ofSeconds(1));
            watch.found();
        }
        assertEquals(0, asked.size());

        pass(Duration.ofSeconds(1));

        assertEquals(Optional.of(Duration.ofMinutes(1)), watch.found().age());
        assertEquals(1, asked.size());
    }

    @Test
    void what_is_wrong_is_said_as_a_job_would_say_it() {
        answer = Optional.of(new Readiness.ModelMissing(
                "http://127.0.0.1:11434", "qwen3:1.7b", List.of("llama3"), "ollama pull qwen3:1.7b"));
        watch.found();
        asked.remove().run();

        String trouble = watch.found().health().trouble().orElseThrow();
        assertTrue(trouble.contains("does not have qwen3:1.7b (it has llama3)"), trouble);
    }

    @Test
    void a_long_complaint_is_one_short_line() {
        answer = Optional.of(new Readiness.Unreachable("nobody\nanswers " + "x".repeat(1_000)));
        watch.found();
        asked.remove().run();

        String trouble = watch.found().health().trouble().orElseThrow();
        assertTrue(trouble.length() <= 300 && trouble.startsWith("nobody answers"), trouble);
    }

    @Test
    void where_the_rules_draft_there_is_nothing_to_find_out() {
        answer = Optional.empty();
        watch.found();
        asked.remove().run();

        assertEquals(new ModelWatch.Found(ModelHealth.UNUSED, Optional.empty()), watch.found());
    }

    @Test
    void a_question_that_breaks_is_a_trouble_and_is_put_again() {
        ModelWatch broken = new ModelWatch(
                () -> {
                    throw new IllegalStateException("broken on purpose");
                },
                Duration.ofMinutes(1),
                Runnable::run,
                nanos::get);

        broken.found();

        assertTrue(broken.found().health().trouble().orElseThrow().contains("broken on purpose"));
    }
}
