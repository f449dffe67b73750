package io.taskforge.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A running AMQP 0-9-1 broker of our own: a small JVM on 127.0.0.1, for one user with a password, virtual host {@code /}. It keeps
 * everything in memory: what it forgets when it stops is rung again from the outbox. It stops when closed, and also when this JVM
 * ends in whatever way.
 */
public final class EmbeddedBroker implements EmbeddedServer {

    public static final String USER = "taskforge";

    private static final long START_PATIENCE_SECONDS = 90;
    private static final long STOP_PATIENCE_SECONDS = 10;

    /** One class of every library that the broker's JVM needs; only the logging binding may be missing. */
    private static final List<String> LIBRARIES = List.of(
            "org.apache.qpid.server.SystemLauncher",
            "org.apache.qpid.server.protocol.v0_8.AMQPConnection_0_8",
            "org.apache.qpid.server.store.MemorySystemConfigImpl",
            "org.slf4j.Logger",
            "tools.jackson.core.JsonParser",
            "tools.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.github.benmanes.caffeine.cache.Caffeine",
            "org.bouncycastle.jce.provider.BouncyCastleProvider",
            "org.bouncycastle.openssl.PEMParser",
            "org.bouncycastle.asn1.cms.CMSAttributes");

    private static final String LOGGING = "org.slf4j.jul.JULServiceProvider";

    /**
     * @param folder private to this user; the broker's work files go there
     * @param password of the user {@value #USER}
     * @param port 1 to 65535, or 0 for a free one
     * @param log the broker's own log is appended here
     * @param archived whether a class archive is kept in the folder: the next start is quicker, the first stop takes longer
     */
    public record Options(Path folder, String password, int port, Path log, boolean archived) {

        /** On a free port, with the log in the folder. */
        public static Options in(Path folder, String password) {
            return new Options(folder, password, 0, folder.resolve("broker.log"), false);
        }

        public Options withPort(int newPort) {
            return new Options(folder, password, newPort, log, archived);
        }

        public Options withLog(Path newLog) {
            return new Options(folder, password, port, newLog, archived);
        }

        /** For a folder that stays. */
        public Options withArchive() {
            return new Options(folder, password, port, log, true);
        }

        @Override
        public String toString() {
            return "Options[" + folder + ", port " + port + "]";
        }
    }

    private final Process process;
    private final int port;
    private final String password;

    private EmbeddedBroker(Process process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the broker and waits until it takes connections, about a second.
     *
     * @throws EmbeddedServerFailure when it does not start; the message says why
     */
    public static EmbeddedBroker start(Options options) {
        try {
            PrivateFolder.make(options.folder());
            Files.createDirectories(options.log().toAbsolutePath().getParent());
            Process process = new ProcessBuilder(command(options))
                    .redirectError(
                            ProcessBuilder.Redirect.appendTo(options.log().toFile()))
                    .start();
            boolean started = false;
            try {
                OutputStream in = process.getOutputStream();
                in.write((options.port() + "\n" + options.password() + "\n").getBytes(StandardCharsets.UTF_8));
                in.flush();
                EmbeddedBroker broker = new EmbeddedBroker(process, portOf(process, options), options.password());
                started = true;
                return broker;
            } finally {
                if (!started) {
                    process.destroyForcibly();
                }
            }
        } catch (IOException e) {
            throw new EmbeddedServerFailure("The message broker cannot be started: " + e + "; see " + options.log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerFailure("The start of the message broker was interrupted.", e);
        }
    }

    /** One broker for all tests of this JVM, or the one that {@code TASKFORGE_TEST_AMQP_URL} names. */
    public static SharedBroker shared() {
        return SharedBroker.instance();
    }

    private static List<String> command(Options options) throws IOException {
        Set<Path> classPath = classPath();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        if (options.archived()) {
            command.addAll(ClassArchive.options(classPath, options.folder(), "broker"));
        }
        command.addAll(List.of(
                "-Djava.net.preferIPv4Stack=true",
                "-Dqpid.work_dir=" + options.folder(),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                BrokerMain.class.getName()));
        return Command.inOwnSession(command);
    }

    private static int portOf(Process process, Options options) throws IOException, InterruptedException {
        CompletableFuture<String> firstLine = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
                firstLine.complete(String.valueOf(out.readLine()));
            } catch (IOException e) {
                firstLine.completeExceptionally(e);
            }
        });
        try {
            String line = firstLine.get(START_PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line.startsWith(BrokerMain.PORT)) {
                return Integer.parseInt(line.substring(BrokerMain.PORT.length()));
            }
        } catch (ExecutionException | TimeoutException e) {
            // The failure below says all that is known.
        }
        throw new EmbeddedServerFailure("The message broker did not start"
                + (options.port() == 0 ? "" : " on port " + options.port()) + "; see " + options.log() + ".");
    }

    private static Set<Path> classPath() {
        Set<Path> places = new LinkedHashSet<>();
        places.add(placeOf(BrokerMain.class));
        for (String name : LIBRARIES) {
            places.add(placeOf(load(name)));
        }
        try {
            places.add(placeOf(Class.forName(LOGGING, false, EmbeddedBroker.class.getClassLoader())));
        } catch (ClassNotFoundException e) {
            // Then the broker runs without a log of its own, as in the tests of a service that brings another binding.
        }
        return places;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, EmbeddedBroker.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new EmbeddedServerFailure("A library of the message broker is not on the class path: " + name, e);
        }
    }

    private static Path placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new EmbeddedServerFailure("Cannot find the library of " + type.getName(), e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    /** {@code amqp://user:password@127.0.0.1:port}. */
    @Override
    public String url() {
        return "amqp://" + USER + ":" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "@127.0.0.1:" + port;
    }

    @Override
    public CompletableFuture<Void> onExit() {
        return process.onExit().thenApply(ended -> null);
    }

    /** Stops the broker; what it holds is forgotten. */
    @Override
    public void close() {
        // Through the handle: Process.destroy would also cut the tether, whose grace is too short to write the class
        // archive.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
