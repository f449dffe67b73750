package io.taskforge.api.admin.client;

import java.util.List;
import java.util.Optional;

/**
 * What a client's page shows.
 *
 * @param keys {@link Keys#SHOWN} at most
 * @param more whether there are more keys than are shown
 * @param newKey made a moment ago, to be shown this once
 * @param keyBefore the id of the key that a form had made when it was sent again
 * @param newSecret made a moment ago, to be shown this once
 * @param secretBefore whether a form came too late to make a secret
 */
record ClientView(
        Clients.Known client,
        List<Keys.Listed> keys,
        boolean more,
        KeyForm keyForm,
        LimitsForm limits,
        Optional<CreateKey.Outcome.Made> newKey,
        Optional<String> keyBefore,
        Optional<RotateSecret.Outcome.Made> newSecret,
        boolean secretBefore) {

    static ClientView of(Clients.Known client, List<Keys.Listed> found) {
        return new ClientView(
                client,
                found.size() > Keys.SHOWN ? found.subList(0, Keys.SHOWN) : found,
                found.size() > Keys.SHOWN,
                KeyForm.fresh(),
                LimitsForm.of(client.limits()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    ClientView with(KeyForm form) {
        return new ClientView(client, keys, more, form, limits, newKey, keyBefore, newSecret, secretBefore);
    }

    ClientView with(LimitsForm form) {
        return new ClientView(client, keys, more, keyForm, form, newKey, keyBefore, newSecret, secretBefore);
    }

    ClientView with(CreateKey.Outcome outcome) {
        return switch (outcome) {
            case CreateKey.Outcome.Made made ->
                new ClientView(
                        client, keys, more, keyForm, limits, Optional.of(made), keyBefore, newSecret, secretBefore);
            case CreateKey.Outcome.Before before ->
                new ClientView(
                        client,
                        keys,
                        more,
                        keyForm,
                        limits,
                        newKey,
                        Optional.of(before.keyId()),
                        newSecret,
                        secretBefore);
        };
    }

    ClientView with(RotateSecret.Outcome outcome) {
        return switch (outcome) {
            case RotateSecret.Outcome.Made made ->
                new ClientView(client, keys, more, keyForm, limits, newKey, keyBefore, Optional.of(made), secretBefore);
            case RotateSecret.Outcome.Before before ->
                new ClientView(client, keys, more, keyForm, limits, newKey, keyBefore, newSecret, true);
        };
    }
}
