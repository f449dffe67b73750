package io.taskforge.api.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Access tokens. Without a signing key there are none, and API keys are all that clients can show. The same for every replica. */
@ConfigMapping(prefix = "taskforge.token")
interface TokenConfig {

    /**
     * {@code TASKFORGE_TOKEN_SIGNING_KEY}: a private EC key on P-256, PKCS#8 in PEM. Whoever has it can be any client. Another one
     * voids every token out there, unless the old one goes into {@link #previousKey}.
     */
    Optional<String> signingKey();

    /**
     * {@code TASKFORGE_TOKEN_PREVIOUS_KEY}: PEM of one or more keys, public or private, whose tokens are accepted but no more made. To
     * change the signing key under traffic: first give every replica the new one here, then swap the two, and drop the old one when
     * the last of its tokens has expired.
     */
    Optional<String> previousKey();

    /** How long a token works. Longer: fewer exchanges. Shorter: less time for a stolen one; a revoked key ends its tokens anyway. */
    @WithDefault("10M")
    Duration lifetime();

    /** Whose tokens they are. Two installations that share a signing key must not share this. */
    @WithDefault("taskforge")
    String issuer();

    /** What they are good for: this API, and no other use that the same key may be put to. */
    @WithDefault("taskforge")
    String audience();
}
