package io.taskforge.chaos.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Reads signatures as the Standard Webhooks specification tells receivers to. */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";

    /** A message older than this could be a recording. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** What the message's headers say of it. */
    record Headers(String id, String timestamp, String signatures) {}

    private final List<byte[]> secrets;

    /** @param secrets one a tenant, as the service revealed them */
    WebhookSignature(List<String> secrets) {
        this.secrets = secrets.stream()
                .map(secret -> Base64.getDecoder().decode(secret.substring(PREFIX.length())))
                .toList();
    }

    /** Whose secret signed the message; empty for a stale or forged one. */
    Optional<Integer> tenant(Headers headers, byte[] body, Instant now) {
        if (!fresh(headers.timestamp(), now)) {
            return Optional.empty();
        }
        List<String> given = List.of(headers.signatures().split(" ", -1));
        return IntStream.range(0, secrets.size())
                .filter(tenant ->
                        given.stream().anyMatch(one -> matches(one, sign(secrets.get(tenant), headers, body))))
                .boxed()
                .findFirst();
    }

    private static boolean fresh(String timestamp, Instant now) {
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean matches(String given, String expected) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.US_ASCII), expected.getBytes(StandardCharsets.US_ASCII));
    }

    static String sign(byte[] secret, Headers headers, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((headers.id() + "." + headers.timestamp() + ".").getBytes(StandardCharsets.US_ASCII));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
