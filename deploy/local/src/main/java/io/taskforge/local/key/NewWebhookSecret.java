package io.taskforge.local.key;

import io.taskforge.model.client.WebhookSecret;

/**
 * A secret that signs a client's callbacks from now on.
 *
 * @param rotated whether there was one before, which signs too for a day
 * @param cutShort whether the one before that was still in its day, and signs no more
 */
public record NewWebhookSecret(WebhookSecret secret, boolean rotated, boolean cutShort) {}
