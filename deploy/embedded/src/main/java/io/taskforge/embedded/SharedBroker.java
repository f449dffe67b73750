package io.taskforge.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The broker that the tests of one JVM share: embedded, or the one of {@code TASKFORGE_TEST_AMQP_URL}. Tests that must not see each
 * other's messages use exchange and queue names of their own.
 *
 * @param url {@code amqp://user:password@host:port}, with a virtual host when the environment's URL has one
 */
public record SharedBroker(String url) {

    static SharedBroker instance() {
        return Holder.INSTANCE;
    }

    private static SharedBroker embedded() {
        try {
            Path folder = Files.createTempDirectory("taskforge-broker-");
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            EmbeddedBroker running = EmbeddedBroker.start(
                    EmbeddedBroker.Options.in(folder, HexFormat.of().formatHex(random)));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                running.close();
                try {
                    PrivateFolder.delete(folder);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return new SharedBroker(running.url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {

        static final SharedBroker INSTANCE = start();

        private static SharedBroker start() {
            String url = System.getenv("TASKFORGE_TEST_AMQP_URL");
            return url == null || url.isBlank() ? embedded() : new SharedBroker(url);
        }
    }
}
