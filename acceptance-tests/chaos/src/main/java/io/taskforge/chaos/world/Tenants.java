package io.taskforge.chaos.world;

import io.taskforge.embedded.PostgresUrl;
import io.taskforge.local.key.ClientKeys;
import io.taskforge.local.key.ClientRegister;
import io.taskforge.model.client.KeyExpiry;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.client.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The clients of a world.
 *
 * @param apiKeys one each
 * @param webhookSecrets one each, in the same order
 */
record Tenants(List<String> apiKeys, List<String> webhookSecrets) {

    /** @param database straight to it, migrated already */
    static Tenants register(String database, String pepper, int count) {
        List<String> keys = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String name = "tenant-" + i;
            keys.add(newClient(database, pepper, name));
            secrets.add(webhookSecret(database, pepper, name));
        }
        return new Tenants(keys, secrets);
    }

    /** One more, which is none of the tenants; returns its key, with every scope and no limits. */
    static String newClient(String database, String pepper, String name) {
        PostgresUrl url = PostgresUrl.parse(database);
        try {
            String key = new ClientKeys(url, Pepper.parse(pepper).orElseThrow())
                    .create(name, EnumSet.allOf(Scope.class), new KeyExpiry.Never())
                    .key()
                    .reveal();
            try (Connection connection = url.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("update client set limits_exempt = true");
            }
            return key;
        } catch (SQLException e) {
            throw new IllegalStateException("no client can be registered", e);
        }
    }

    private static String webhookSecret(String database, String pepper, String name) {
        try {
            return new ClientRegister(
                            PostgresUrl.parse(database), Pepper.parse(pepper).orElseThrow())
                    .newWebhookSecret(name)
                    .orElseThrow()
                    .secret()
                    .reveal();
        } catch (SQLException e) {
            throw new IllegalStateException("no webhook secret can be made", e);
        }
    }
}
