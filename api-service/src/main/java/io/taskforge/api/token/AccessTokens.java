package io.taskforge.api.token;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.taskforge.api.client.BearerForm;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.client.KeyClaim;
import io.taskforge.model.job.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.UnresolvableKeyException;

/** {@code eyJ…}: a token that a key was exchanged for. Made here, and read here. */
@ApplicationScoped
class AccessTokens implements BearerForm {

    /** Tells it from other tokens that the same key may sign one day (RFC 9068, 2.1). */
    private static final String TYPE = "at+jwt";

    private static final String KEY_ID = "key_id";
    private static final String SCOPE = "scope";
    private static final int LONGEST = 4_096;
    private static final Pattern SIGNED = Pattern.compile("eyJ[\\w-]*+\\.[\\w-]++\\.[\\w-]++");

    /** By how much the clocks of two replicas may differ. */
    private static final int SKEW_SECONDS = 5;

    private final TokenKeys keys;
    private final TokenConfig config;
    private final Clock clock;

    AccessTokens(TokenKeys keys, TokenConfig config, Clock clock) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /** @param scopes as on the wire */
    String make(TokenKey signing, CallingClient client, Set<String> scopes) {
        Instant now = clock.instant();
        return Jwt.issuer(config.issuer())
                .audience(config.audience())
                .subject(client.id().toString())
                .claim(KEY_ID, client.keyId())
                .claim(SCOPE, String.join(" ", new TreeSet<>(scopes)))
                .claim("jti", UUID.randomUUID().toString())
                .issuedAt(now)
                .expiresAt(now.plus(config.lifetime()))
                .jws()
                .type(TYPE)
                .keyId(signing.id())
                .algorithm(SignatureAlgorithm.ES256)
                .sign(signing.privateKey().orElseThrow());
    }

    @Override
    public boolean fits(String bearer) {
        return bearer.length() <= LONGEST && SIGNED.matcher(bearer).matches();
    }

    @Override
    public Optional<KeyClaim> claim(String bearer) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(
                            ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                    .setVerificationKeyResolver((token, nesting) -> named(token))
                    .setExpectedType(true, TYPE)
                    .setExpectedIssuer(config.issuer())
                    .setExpectedAudience(config.audience())
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .build()
                    .processToClaims(bearer);
            return Optional.of(new KeyClaim.Exchanged(
                    text(claims, KEY_ID),
                    new ClientId(UUID.fromString(claims.getSubject())),
                    Set.of(text(claims, SCOPE).split(" ", -1)),
                    Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis())));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(JwtClaims claims, String name) throws MalformedClaimException {
        String value = claims.getStringClaimValue(name);
        if (value == null) {
            throw new MalformedClaimException(name + " is missing");
        }
        return value;
    }

    /** Whatever else a header names or brings along, only a key of ours counts. */
    private Key named(JsonWebSignature token) throws UnresolvableKeyException {
        return keys.accepted().stream()
                .filter(key -> key.id().equals(token.getKeyIdHeaderValue()))
                .findFirst()
                .map(TokenKey::publicKey)
                .orElseThrow(() -> new UnresolvableKeyException("no such key"));
    }
}
