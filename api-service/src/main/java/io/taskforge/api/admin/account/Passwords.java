package io.taskforge.api.admin.account;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Hashes passwords with bcrypt, off the event loops, and only so many at a time: each is made to be slow. */
@ApplicationScoped
class Passwords {

    /** 2^12 rounds: a quarter of a second on the machines of today. */
    private static final int COST = 12;

    /** Of a password that nobody has, so that an unknown name takes as long. */
    private static final String NOBODYS = "$2a$12$UG/LQjkUObRLb3sKIPMX..zZH7J2imSBm.KZc1C8HCsfN/giVZ.62";

    private static final Duration WHILE_BUSY = Duration.ofSeconds(3);

    /** That wait for a place: a few seconds. */
    private static final int WAITING = 16;

    private final ThreadPoolExecutor hashing;

    Passwords(AccountConfig config) {
        hashing = new ThreadPoolExecutor(
                config.hashing(), config.hashing(), 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "password-hash");
                    thread.setDaemon(true);
                    return thread;
                });
        hashing.allowCoreThreadTimeOut(true);
    }

    /** What is stored, computed on the caller's thread. */
    static String hashed(NewPassword password) {
        return BcryptUtil.bcryptHash(password.text(), COST);
    }

    /** What is stored. Fails with {@code rate_limited} while too many others wait to be hashed. */
    Uni<String> hash(NewPassword password) {
        return slowly(() -> hashed(password));
    }

    /** @param stored empty when there is no such administrator; takes as long */
    Uni<Boolean> matches(String shown, Optional<String> stored) {
        return slowly(() -> BcryptUtil.matches(shown, stored.orElse(NOBODYS)) && stored.isPresent());
    }

    /** Answers where it was asked, on the request's own context. */
    private <T> Uni<T> slowly(Supplier<T> work) {
        return Uni.createFrom().emitter(answer -> {
            Context asking = Vertx.currentContext();
            try {
                hashing.execute(() -> {
                    T done = work.get();
                    asking.runOnContext(ignored -> answer.complete(done));
                });
            } catch (RejectedExecutionException e) {
                answer.fail(new RequestFailure(
                                FailureCode.RATE_LIMITED,
                                "Many people sign in at this moment; try again in a few seconds.")
                        .retryAfter(WHILE_BUSY));
            }
        });
    }
}
