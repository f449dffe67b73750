package io.taskforge.api.admin.account;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Counts what came of tries to sign in. Whose they were is in the audit log. */
@Startup
@Singleton
class SignInCount {

    private final Counter done;
    private final Counter wrong;
    private final Counter paused;

    SignInCount(MeterRegistry meters) {
        done = counter(meters, "done");
        wrong = counter(meters, "wrong");
        paused = counter(meters, "paused");
    }

    void tried(SignIn.Outcome outcome) {
        switch (outcome) {
            case SignIn.Outcome.Done in -> done.increment();
            case SignIn.Outcome.Wrong no -> wrong.increment();
            case SignIn.Outcome.Paused later -> paused.increment();
        }
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("taskforge.admin.sign.ins")
                .description("Tries of administrators to sign in, by what came of them.")
                .tag("outcome", outcome)
                .register(meters);
    }
}
