package io.taskforge.local.stack;

import com.sun.net.httpserver.HttpServer;
import io.taskforge.embedded.PostgresUrl;
import io.taskforge.model.job.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Programs that behave as the two services do towards the launcher, and do nothing else. */
public final class FakeServices {

    private FakeServices() {}

    static Program program(String name, Class<?> main) {
        Set<Path> places = new LinkedHashSet<>();
        Stream.of(
                        io.taskforge.embedded.Tether.class,
                        main,
                        Stack.class,
                        org.postgresql.Driver.class,
                        io.taskforge.model.client.ApiKey.class)
                .map(FakeServices::place)
                .forEach(places::add);
        return new Program(name, List.copyOf(places), main.getName());
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void beReady() throws IOException {
        int port = Integer.parseInt(System.getenv("TASKFORGE_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            byte[] instance = System.getenv("TASKFORGE_INSTANCE").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, instance.length);
            exchange.getResponseBody().write(instance);
            exchange.close();
        });
        server.start();
    }

    /** Makes the schema, as the api-service does, and writes down which token key it got, then is ready. */
    public static final class Api {

        private Api() {}

        public static void main(String[] args) throws IOException, SQLException {
            String tokenKey = System.getenv("TASKFORGE_TOKEN_SIGNING_KEY");
            if (tokenKey == null || !TokenSigningKey.isOne(tokenKey)) {
                throw new IllegalStateException("no key to sign tokens with");
            }
            try (java.sql.Connection connection =
                    PostgresUrl.parse(System.getenv("TASKFORGE_DATABASE_URL")).connect()) {
                Schema.make(connection);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("create table if not exists token_key (sha256 text)");
                    statement.execute("insert into token_key values ('" + Sha256.hex(tokenKey) + "')");
                }
            }
            beReady();
        }
    }

    /** Is ready at once; is trusted with nothing that it does not need. */
    public static final class Worker {

        private Worker() {}

        public static void main(String[] args) throws IOException {
            if (System.getenv("TASKFORGE_TOKEN_SIGNING_KEY") != null) {
                throw new IllegalStateException("a worker signs no tokens");
            }
            beReady();
        }
    }

    /** Runs and never listens. */
    public static final class Silent {

        private Silent() {}

        public static void main(String[] args) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    /** Ends during its start. */
    public static final class Broken {

        private Broken() {}

        public static void main(String[] args) {
            System.out.println("2026-11-23 ERROR [boot] the cellar is flooded");
            System.exit(7);
        }
    }
}
