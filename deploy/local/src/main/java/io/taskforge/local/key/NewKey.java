package io.taskforge.local.key;

import io.taskforge.model.client.ApiKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that was made a moment ago.
 *
 * @param expires empty for one that is valid until it is revoked
 * @param clientDisabled whether it opens nothing until its client is enabled again
 */
public record NewKey(ApiKey key, Optional<Instant> expires, boolean clientDisabled) {}
