package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.chat.Hopeless;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingInterrupted;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"hang-before-headers", "hang-mid-body", "slow:60000"})
    void an_interrupt_ends_the_call_and_the_server_sees_it(String mode) throws Exception {
        try (FakeOllama fake = FakeOllama.start(0, Behaviour.parse(mode), 1)) {
            FutureTask<Boolean> drafting = new FutureTask<>(() -> draft(fake));
            Thread thread = Thread.ofVirtual().start(drafting);
            assertTrue(fake.awaitChats(1, LONG));
            thread.interrupt();
            assertInterrupted(drafting);
            assertTrue(fake.awaitDisconnects(1, LONG), "the server goes on generating");
        }
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_retry() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        try (FakeOllama fake = FakeOllama.start(0, Behaviour.BUSY, 1)) {
            ModelEngine engine = new ModelEngine(Settings.of(fake.url()), new StandInRules(), Hopeless.FAILS, time -> {
                waiting.countDown();
                boolean never = new CountDownLatch(1).await(LONG.toSeconds(), TimeUnit.SECONDS);
                assertEquals(false, never);
            });
            FutureTask<Boolean> drafting = new FutureTask<>(() -> draft(engine));
            Thread thread = Thread.ofVirtual().start(drafting);
            assertTrue(waiting.await(LONG.toSeconds(), TimeUnit.SECONDS));
            thread.interrupt();
            assertInterrupted(drafting);
            assertEquals(1, fake.chats().size());
        }
    }

    private static boolean draft(FakeOllama fake) {
        return draft(new ModelEngine(Settings.of(fake.url()), new StandInRules()));
    }

    private static boolean draft(ModelEngine engine) {
        try (Drafter drafter = engine.open(Specifications.INVOICES, GenerationOptions.DEFAULTS)) {
            drafter.expand(Specifications.expandExport());
            return Assertions.fail("it ended");
        } finally {
            assertTrue(Thread.currentThread().isInterrupted(), "the interrupt was swallowed");
        }
    }

    private static void assertInterrupted(FutureTask<Boolean> drafting) {
        ExecutionException e = Assertions.assertThrows(
                ExecutionException.class, () -> drafting.get(LONG.toSeconds(), TimeUnit.SECONDS));
        assertInstanceOf(DraftingInterrupted.class, e.getCause());
    }
}
