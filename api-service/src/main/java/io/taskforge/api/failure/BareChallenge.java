package io.taskforge.api.failure;

import io.quarkus.vertx.http.runtime.security.ChallengeData;

/** How the framework asks for credentials where nothing of ours can write a problem. */
public final class BareChallenge {

    private BareChallenge() {}

    public static ChallengeData forCredentials() {
        return new ChallengeData(FailureCode.MISSING_CREDENTIALS.status(), "WWW-Authenticate", ProblemResponses.REALM);
    }
}
