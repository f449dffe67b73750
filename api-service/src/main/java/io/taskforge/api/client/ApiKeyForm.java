package io.taskforge.api.client;

import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.Pepper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** {@code tfk_…}: an API key. */
@ApplicationScoped
class ApiKeyForm implements BearerForm {

    private final Pepper pepper;

    ApiKeyForm(Pepper pepper) {
        this.pepper = pepper;
    }

    @Override
    public boolean fits(String bearer) {
        return ApiKey.parse(bearer).isPresent();
    }

    @Override
    public Optional<KeyClaim> claim(String bearer) {
        return ApiKey.parse(bearer).map(key -> new KeyClaim.Secret(key.keyId(), key.hash(pepper)));
    }
}
