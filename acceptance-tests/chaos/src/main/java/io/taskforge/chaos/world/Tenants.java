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
        PostgresUrl url = PostgresUrl.parse(database);
        Pepper secret = Pepper.parse(pepper).orElseThrow();
        List<String> keys = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        try {
            for (int i = 1; i <= count; i++) {
                String name = "tenant-" + i;
                keys.add(new ClientKeys(url, secret)
                        .create(name, EnumSet.allOf(Scope.class), new KeyExpiry.Never())
                        .key()
                        .reveal());
                secrets.add(new ClientRegister(url, secret)
                        .newWebhookSecret(name)
                        .orElseThrow()
                        .secret()
                        .reveal());
            }
            try (Connection connection = url.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("update client set limits_exempt = true");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no client can be registered", e);
        }
        return new Tenants(keys, secrets);
    }
}
