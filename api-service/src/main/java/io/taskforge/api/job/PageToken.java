package io.taskforge.api.job;

import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.failure.Violation;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobFilter;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobPlace;
import io.taskforge.model.job.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where a page begins, for a client to hand back. Opaque to it: what a token says is covered by a code of our own, together with the
 * client and the filters, so that it opens that client's next page of that list and nothing else. The page's size may change on the way.
 *
 * <p>Good for as long as the pepper is, at every door and every replica.
 */
@ApplicationScoped
class PageToken {

    private static final String ALGORITHM = "HmacSHA256";

    /** Changes when what follows it does; then older tokens are no longer read. */
    private static final byte FORM = 1;

    /** The form, a moment in microseconds, an id. */
    private static final int PLACE_BYTES = 1 + Long.BYTES + 2 * Long.BYTES;

    /** A part that nobody can guess either; with it a token fills its characters, so that every change of one shows. */
    private static final int MAC_BYTES = 20;

    private final SecretKeySpec key;

    PageToken(Pepper pepper) {
        this.key = new SecretKeySpec(pepper.keyFor("page-token"), ALGORITHM);
    }

    String of(JobPlace place, ClientId client, JobFilter filter) {
        ByteBuffer said = ByteBuffer.allocate(PLACE_BYTES)
                .put(FORM)
                .putLong(micros(place.createdAt()))
                .putLong(place.id().value().getMostSignificantBits())
                .putLong(place.id().value().getLeastSignificantBits());
        byte[] mac = mac(said.array(), client, filter);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(PLACE_BYTES + MAC_BYTES)
                        .put(said.array())
                        .put(mac)
                        .array());
    }

    /** @throws RequestFailure {@code invalid_page_token}, whatever is the matter */
    JobPlace place(String token, ClientId client, JobFilter filter) {
        byte[] bytes = bytes(token);
        if (bytes.length != PLACE_BYTES + MAC_BYTES || bytes[0] != FORM) {
            throw invalid();
        }
        byte[] said = Arrays.copyOf(bytes, PLACE_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, PLACE_BYTES, bytes.length);
        if (!MessageDigest.isEqual(mac, mac(said, client, filter))) {
            throw invalid();
        }
        ByteBuffer place = ByteBuffer.wrap(said, 1, PLACE_BYTES - 1);
        Instant createdAt = Instant.EPOCH.plus(place.getLong(), ChronoUnit.MICROS);
        return new JobPlace(createdAt, new JobId(new UUID(place.getLong(), place.getLong())));
    }

    private static byte[] bytes(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private byte[] mac(byte[] said, ClientId client, JobFilter filter) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(said);
            mac.update(client.toString().getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(mac.doFinal(written(filter)), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** So that no two filters are written alike: every part says how long it is. */
    private static byte[] written(JobFilter filter) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            moment(filter.createdFrom(), out);
            moment(filter.createdBefore(), out);
            out.writeInt(filter.statuses().size());
            for (JobStatus status : JobStatus.values()) {
                if (filter.statuses().contains(status)) {
                    text(status.word(), out);
                }
            }
            text(filter.idempotencyKey().orElse(""), out);
            out.writeInt(filter.metadata().size());
            for (Map.Entry<String, String> pair : new TreeMap<>(filter.metadata()).entrySet()) {
                text(pair.getKey(), out);
                text(pair.getValue(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    private static void moment(Optional<Instant> moment, DataOutputStream out) throws IOException {
        out.writeBoolean(moment.isPresent());
        out.writeLong(moment.map(PageToken::micros).orElse(0L));
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static RequestFailure invalid() {
        return RequestFailure.invalid(
                FailureCode.INVALID_PAGE_TOKEN,
                "This page token was not given for this list; take it, and the filters, from the answer before, or begin without one.",
                List.of(new Violation(
                        "/page_token", Violation.Code.NOT_ALLOWED, "must be a token that was given for this list")));
    }
}
