package io.taskforge.api.admin.client;

import io.taskforge.api.body.Form;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.client.KeyExpiry;
import io.taskforge.model.client.Scope;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a new key is to allow, and how long, as it stands in the form.
 *
 * @param id of the form: two that are sent with the same one make one key
 * @param scopes that are ticked
 * @param expires the life that is chosen, by its word
 * @param until the date that goes with {@value #DATE}
 * @param scopesFlaw what is wrong with the scopes; empty when nothing is
 * @param expiresFlaw what is wrong with the life; empty when nothing is
 */
record KeyForm(UUID id, Set<String> scopes, String expires, String until, String scopesFlaw, String expiresFlaw) {

    private static final String NEVER = "never";
    private static final String DATE = "date";

    /** What a key can be made to do. */
    record Box(String scope, String allows, boolean ticked) {}

    /** How long a key can be made to live. */
    record Life(String word, String label, boolean chosen) {}

    /** What came of reading it. */
    sealed interface Reading {

        record Good(UUID form, Set<Scope> scopes, KeyExpiry expiry) implements Reading {}

        record Flawed(KeyForm form) implements Reading {}
    }

    KeyForm {
        scopes = Set.copyOf(scopes);
    }

    /** For another key. */
    static KeyForm fresh() {
        return new KeyForm(
                UUID.randomUUID(),
                Set.of(Scope.TICKETS_SUBMIT.wireName(), Scope.TICKETS_READ.wireName()),
                NEVER,
                "",
                "",
                "");
    }

    /**
     * As it was sent.
     *
     * @throws RequestFailure {@code bad_request} when it is no form of ours
     */
    static KeyForm typed(Form form) {
        try {
            return new KeyForm(
                    UUID.fromString(form.value("form").orElse("")),
                    Set.copyOf(form.all("scope")),
                    form.value("expires").orElse(NEVER),
                    form.value("until").orElse("").strip(),
                    "",
                    "");
        } catch (IllegalArgumentException e) {
            throw new RequestFailure(FailureCode.BAD_REQUEST, "The form cannot be read; open its page again.");
        }
    }

    Reading read(Instant now) {
        Set<Scope> known = EnumSet.noneOf(Scope.class);
        for (String scope : scopes) {
            Scope.named(scope).ifPresent(known::add);
        }
        String unfitScopes = known.isEmpty() || known.size() < scopes.size() ? "Tick what the key is to allow." : "";
        Optional<KeyExpiry> expiry = expiry();
        String unfitLife = lifeFlaw(expiry, now);
        return unfitScopes.isEmpty() && unfitLife.isEmpty()
                ? new Reading.Good(id, known, expiry.orElseThrow())
                : new Reading.Flawed(new KeyForm(id, scopes, expires, until, unfitScopes, unfitLife));
    }

    private Optional<KeyExpiry> expiry() {
        return switch (expires) {
            case NEVER -> Optional.of(new KeyExpiry.Never());
            case DATE -> KeyExpiry.parse(until).filter(KeyExpiry.At.class::isInstance);
            default -> KeyExpiry.parse(expires);
        };
    }

    private String lifeFlaw(Optional<KeyExpiry> expiry, Instant now) {
        if (expiry.isEmpty()) {
            return "Give the date as in 2030-01-31.";
        }
        if (!expires.equals(DATE) && !until.isEmpty()) {
            return "There is a date, and something else is chosen: choose “on a date”, or empty the field.";
        }
        return expiry.get().passed(now) ? "This date has passed, or is today; choose a later one." : "";
    }

    /** What can be ticked. */
    public List<Box> boxes() {
        return Arrays.stream(Scope.values())
                .map(scope -> new Box(scope.wireName(), allows(scope), scopes.contains(scope.wireName())))
                .toList();
    }

    private static String allows(Scope scope) {
        return switch (scope) {
            case TICKETS_SUBMIT -> "submit jobs, and run failed ones again";
            case TICKETS_READ -> "read jobs, events and results";
            case TICKETS_CANCEL -> "cancel jobs";
        };
    }

    /** What can be chosen. */
    public List<Life> lives() {
        return List.of(
                life(NEVER, "never"),
                life("30d", "in 30 days"),
                life("90d", "in 90 days"),
                life("365d", "in a year"),
                life(DATE, "on a date:"));
    }

    private Life life(String word, String label) {
        return new Life(word, label, word.equals(expires));
    }
}
