package io.taskforge.model.failpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArmedFailpointsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void a_blank_setting_arms_nothing(String setting) {
        assertTrue(ArmedFailpoints.parse(setting).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void every_place_can_be_armed_with_every_action(Failpoint point) {
        for (String action : List.of("halt", "halt@1", "sleep:1", "sleep:3600000@7", "error", "error@999999999")) {
            String setting = point.wireName() + "=" + action;

            assertEquals(setting, ArmedFailpoints.parse(setting).toString());
        }
    }

    @Test
    void several_are_separated_by_commas_with_or_without_spaces() {
        assertEquals(
                "relay.after_publish=halt@3,worker.before_ack=error",
                ArmedFailpoints.parse(" worker.before_ack=error, relay.after_publish=halt@3 ")
                        .toString());
    }

    @Test
    void the_nine_names_are_those_that_tests_are_written_with() {
        assertEquals(
                Set.of(
                        "api.after_commit",
                        "relay.after_publish",
                        "relay.before_mark",
                        "worker.after_claim",
                        "worker.before_ack",
                        "worker.after_llm",
                        "worker.before_complete_commit",
                        "worker.after_complete_commit",
                        "webhook.after_send"),
                Stream.of(Failpoint.values()).map(Failpoint::wireName).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relay.after_publsh=halt",
                "relay.after_publish=halt\nrelay.before_mark=halt",
                "relay.\nbefore_mark=halt",
                "RELAY_AFTER_PUBLISH=halt",
                "relay.after_publish",
                "relay.after_publish=",
                "relay.after_publish=Halt",
                "relay.after_publish=halt:5",
                "relay.after_publish=exit",
                "relay.after_publish=sleep",
                "relay.after_publish=sleep:",
                "relay.after_publish=sleep:0",
                "relay.after_publish=sleep:-1",
                "relay.after_publish=sleep:3600001",
                "relay.after_publish=sleep:99999999999999999999",
                "relay.after_publish=sleep:1s",
                "relay.after_publish=halt@0",
                "relay.after_publish=halt@-1",
                "relay.after_publish=halt@",
                "relay.after_publish=halt@9999999999",
                "relay.after_publish=halt@1@2",
                "=halt",
                "relay.after_publish=halt,",
                ",relay.after_publish=halt",
                "relay.after_publish=halt,,worker.before_ack=halt",
                "relay.after_publish=halt;worker.before_ack=halt",
                "relay.after_publish=halt@1,relay.after_publish=halt@2"
            })
    void what_makes_no_sense_is_refused_with_one_line_of_what_is_allowed(String setting) {
        String refusal = assertThrows(IllegalArgumentException.class, () -> ArmedFailpoints.parse(setting))
                .getMessage();

        assertEquals(1, refusal.lines().count(), refusal);
        assertTrue(refusal.startsWith("TASKFORGE_FAILPOINTS: "), refusal);
        assertTrue(refusal.contains("halt, sleep:MS (1 to 3600000) or error"), refusal);
        for (Failpoint point : Failpoint.values()) {
            assertTrue(refusal.contains(point.wireName()), refusal);
        }
    }

    @Test
    void the_refusal_says_which_part_is_wrong() {
        assertTrue(refusalOf("worker.before_ack=halt,relay.befor=halt").contains("'relay.befor'"));
        assertTrue(refusalOf("worker.before_ack=explode@2").contains("'explode'"));
        assertTrue(refusalOf("worker.before_ack=halt,").contains("''"));
        assertTrue(refusalOf("worker.before_ack=halt,worker.before_ack=error").contains("twice"));
    }

    @Test
    void without_a_number_it_happens_every_time_and_at_no_other_place() {
        ArmedFailpoints armed = ArmedFailpoints.parse("worker.before_ack=halt");

        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.of(new FailpointAction.Halt()), armed.next(Failpoint.WORKER_BEFORE_ACK));
            assertEquals(Optional.empty(), armed.next(Failpoint.WORKER_AFTER_CLAIM));
        }
    }

    @Test
    void with_a_number_it_happens_that_time_and_no_other() {
        ArmedFailpoints armed = ArmedFailpoints.parse("worker.before_ack=error@3");

        assertEquals(
                List.of(false, false, true, false, false, false),
                IntStream.range(0, 6)
                        .mapToObj(i -> armed.next(Failpoint.WORKER_BEFORE_ACK).isPresent())
                        .toList());
    }

    @Test
    void each_place_counts_for_itself() {
        ArmedFailpoints armed = ArmedFailpoints.parse("worker.before_ack=error@1,worker.after_claim=error@2");

        assertFalse(armed.next(Failpoint.WORKER_AFTER_CLAIM).isPresent());
        assertTrue(armed.next(Failpoint.WORKER_BEFORE_ACK).isPresent());
        assertTrue(armed.next(Failpoint.WORKER_AFTER_CLAIM).isPresent());
    }

    @Test
    void of_many_threads_that_pass_at_once_exactly_one_is_hit() throws InterruptedException {
        ArmedFailpoints armed = ArmedFailpoints.parse("worker.before_ack=error@400");
        var hits = new AtomicInteger();
        var go = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 16)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    await(go);
                    for (int pass = 0; pass < 100; pass++) {
                        armed.next(Failpoint.WORKER_BEFORE_ACK).ifPresent(hit -> hits.incrementAndGet());
                    }
                }))
                .toList();

        go.countDown();

        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, hits.get());
    }

    @Test
    void an_error_is_thrown_where_threads_block_and_fails_the_uni_where_they_do_not() {
        ArmedFailpoints armed = ArmedFailpoints.parse("webhook.after_send=error");

        var thrown = assertThrows(InjectedFailure.class, () -> armed.pass(Failpoint.WEBHOOK_AFTER_SEND));
        var failed = assertThrows(
                InjectedFailure.class,
                () -> armed.passed(Failpoint.WEBHOOK_AFTER_SEND).await().indefinitely());

        assertTrue(thrown.getMessage().contains("webhook.after_send"), thrown.getMessage());
        assertEquals(thrown.getMessage(), failed.getMessage());
    }

    @Test
    void a_uni_passes_when_it_is_subscribed_to_and_each_time_anew() {
        ArmedFailpoints armed = ArmedFailpoints.parse("webhook.after_send=error@2");
        var uni = armed.passed(Failpoint.WEBHOOK_AFTER_SEND);

        uni.await().indefinitely();

        assertThrows(InjectedFailure.class, () -> uni.await().indefinitely());
        uni.await().indefinitely();
    }

    @Test
    void a_uni_that_sleeps_goes_on_another_thread_than_that_which_passed() {
        ArmedFailpoints armed = ArmedFailpoints.parse("webhook.after_send=sleep:1");

        Thread after = armed.passed(Failpoint.WEBHOOK_AFTER_SEND)
                .map(slept -> Thread.currentThread())
                .await()
                .indefinitely();

        assertFalse(after.equals(Thread.currentThread()), "this thread would have been blocked");
    }

    @Test
    void an_interrupt_ends_a_sleep_and_is_left_standing() {
        ArmedFailpoints armed = ArmedFailpoints.parse("worker.after_llm=sleep:3600000");
        Thread.currentThread().interrupt();

        armed.pass(Failpoint.WORKER_AFTER_LLM);

        assertTrue(Thread.interrupted());
    }

    private static String refusalOf(String setting) {
        return assertThrows(IllegalArgumentException.class, () -> ArmedFailpoints.parse(setting))
                .getMessage();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
