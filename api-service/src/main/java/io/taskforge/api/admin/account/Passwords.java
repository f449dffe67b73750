package io.taskforge.api.admin.account;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Hashes passwords with bcrypt, off the event loops, and only so many at a time: each is made to be slow. */
@ApplicationScoped
class Passwords {

    /** 2^12 rounds: a quarter of a second on the machines of today. */
    static final int COST = 12;

    /** Of a password that nobody has, so that an unknown name takes as long. */
    private static final String NOBODYS = "$2a$12$UG/LQjkUObRLb3sKIPMX..zZH7J2imSBm.KZc1C8HCsfN/giVZ.62";

    private static final Duration WHILE_BUSY = Duration.ofSeconds(1);

    private final Semaphore places;

    Passwords(AccountConfig config) {
        places = new Semaphore(config.hashing());
    }

    /** What is stored. Fails with {@code rate_limited} while too many others are hashed. */
    Uni<String> hash(NewPassword password) {
        return slowly(() -> BcryptUtil.bcryptHash(password.text(), COST));
    }

    /** @param stored empty when there is no such administrator; takes as long */
    Uni<Boolean> matches(String shown, Optional<String> stored) {
        return slowly(() -> BcryptUtil.matches(shown, stored.orElse(NOBODYS)) && stored.isPresent());
    }

    /** Runs to its end whoever still listens: its place must come back. */
    private <T> Uni<T> slowly(Supplier<T> work) {
        return Uni.createFrom().emitter(answer -> {
            if (!places.tryAcquire()) {
                answer.fail(new RequestFailure(
                                FailureCode.RATE_LIMITED,
                                "Several people sign in at this moment; try again in a second.")
                        .retryAfter(WHILE_BUSY));
                return;
            }
            // Answers where it was asked, on the request's own context.
            Vertx.currentContext()
                    .executeBlocking(
                            () -> {
                                try {
                                    return work.get();
                                } finally {
                                    places.release();
                                }
                            },
                            false)
                    .onComplete(answer::complete, answer::fail);
        });
    }
}
