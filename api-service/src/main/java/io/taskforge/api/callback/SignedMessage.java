package io.taskforge.api.callback;

import io.taskforge.model.client.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A message and the headers that let its receiver believe it, as Standard Webhooks has them: whoever does not know the secret can make
 * neither another message nor, after some minutes, use of this one again.
 *
 * @param body the bytes that are signed and sent
 */
record SignedMessage(Map<String, String> headers, byte[] body) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1,";

    /**
     * @param id the receiver's key against duplicates
     * @param at of this attempt
     * @param secrets one, or during a rotation two, of which the receiver may know either
     */
    static SignedMessage of(String id, Instant at, byte[] body, List<WebhookSecret> secrets) {
        String timestamp = String.valueOf(at.getEpochSecond());
        String signatures = secrets.stream()
                .map(secret -> VERSION + signature(secret, id + "." + timestamp + ".", body))
                .collect(Collectors.joining(" "));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", "TaskForge/1 (+tickets.v1)");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put("webhook-signature", signatures);
        return new SignedMessage(headers, body);
    }

    private static String signature(WebhookSecret secret, String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            mac.update(before.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
