package io.taskforge.local.key;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What may be seen of a key.
 *
 * @param scopes by their wire names, also those that only a newer service knows
 * @param expires empty for never
 * @param lastUsed to the minute; empty for never
 * @param createdBy what made it; empty for a key from before that was kept
 */
public record ListedKey(
        KeyId id,
        String client,
        List<String> scopes,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> lastUsed,
        Optional<Instant> revoked,
        Optional<String> createdBy,
        State state) {

    /** As the API writes moments. */
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);

    /** Whether the key opens anything; of several reasons why not, the one that holds longest. */
    public enum State {
        IN_FORCE,
        CLIENT_DISABLED,
        EXPIRED,
        REVOKED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return wireName().replace('_', ' ');
        }
    }

    /** Whether it is one that the launcher made for itself and took back at its end: there is one for each of its runs. */
    public boolean isOfAnEndedRun() {
        return client.equals(ClientKeys.LOCAL_CLIENT) && state == State.REVOKED;
    }

    /** Every member is always there; what does not hold is null. */
    public void writeTo(ObjectNode json) {
        json.put("key_id", id.value())
                .put("prefix", id.prefix())
                .put("client", client)
                .put("state", state.wireName());
        ArrayNode names = json.putArray("scopes");
        scopes.forEach(names::add);
        json.put("created_at", text(created))
                .put("expires_at", expires.map(ListedKey::text).orElse(null))
                .put("last_used_at", lastUsed.map(ListedKey::text).orElse(null))
                .put("revoked_at", revoked.map(ListedKey::text).orElse(null))
                .put("created_by", createdBy.orElse(null));
    }

    private static String text(Instant moment) {
        return MOMENT.format(moment.atOffset(ZoneOffset.UTC));
    }
}
