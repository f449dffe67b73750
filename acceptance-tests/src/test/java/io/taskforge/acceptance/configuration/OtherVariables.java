package io.taskforge.acceptance.configuration;

import io.taskforge.acceptance.configuration.Variable.Reader;
import io.taskforge.model.settings.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Variables that neither a mapping nor a file of properties declares: what each is can only be said here. */
final class OtherVariables {

    private static final String SAFETY = "Safety";
    private static final String EYES = "Traces and logs";
    private static final String LAUNCHER = "The launcher, `./taskforge`";
    private static final String TESTS = "Tests";

    private OtherVariables() {}

    static List<Variable> safety() {
        return List.of(
                new Variable(
                        SAFETY,
                        "TASKFORGE_ENVIRONMENT",
                        "`production` or `development`",
                        defaults("production", Reader.API, Reader.WORKER).with(Reader.LAUNCHER, "development"),
                        "In production a start is refused with secrets that are well-known, short or a pattern, with `TASKFORGE_CALLBACKS_ALLOW_INSECURE` and with `TASKFORGE_FAILPOINTS`. In development each of these is a warning."),
                new Variable(
                        SAFETY,
                        "TASKFORGE_DATABASE_CA_FILE",
                        "file",
                        defaults("", Reader.API, Reader.WORKER, Reader.LAUNCHER),
                        "Certificates, in PEM, of the authorities that may vouch for the database, with `?sslmode=verify-full` in `TASKFORGE_DATABASE_URL`. Unset, those that Java comes with. Read at start."),
                new Variable(
                        SAFETY,
                        "TASKFORGE_AMQP_CA_FILE",
                        "file",
                        defaults("", Reader.API, Reader.WORKER),
                        "Certificates, in PEM, of the authorities that may vouch for the broker, with `amqps://` in `TASKFORGE_AMQP_URL`; the name in the URL must be in the broker's certificate. Unset, those that Java comes with. Read at start."),
                new Variable(
                        SAFETY,
                        "TASKFORGE_TLS_CERTIFICATE_FILE",
                        "file",
                        defaults("", Reader.API),
                        "The service's certificate, in PEM, followed by those between it and its authority. With it, HTTP and gRPC are served over TLS 1.2 or 1.3 on their usual ports, and not without."),
                new Variable(
                        SAFETY,
                        "TASKFORGE_TLS_KEY_FILE",
                        "file",
                        defaults("", Reader.API),
                        "The certificate's private key, in PEM, without a password."),
                new Variable(
                        SAFETY,
                        "TASKFORGE_TLS_RELOAD",
                        "duration",
                        defaults("1M", Reader.API),
                        "How often the two files are looked at. New connections get what was found last; open ones go on."),
                new Variable(
                        SAFETY,
                        "TASKFORGE_FAILPOINTS",
                        "`NAME=ACTION`s, separated by commas",
                        defaults("", Reader.API, Reader.WORKER),
                        "For tests: breaks the service on purpose (CONTRIBUTING.md). Refused in production, and anywhere with a database on another machine."));
    }

    static List<Variable> others() {
        return List.of(
                new Variable(
                        EYES,
                        "TASKFORGE_OTLP_ENDPOINT",
                        "URL",
                        defaults("", Reader.API, Reader.WORKER),
                        "The collector that takes traces, OTLP over gRPC, such as `http://collector:4317`. Unset, nothing is traced. A collector that is away costs spans and no job."),
                new Variable(
                        EYES,
                        "TASKFORGE_TRACES_RATIO",
                        "number from 0 to 1",
                        defaults("1", Reader.API, Reader.WORKER),
                        "The share of traces that is recorded. A client that sends a `traceparent` decides for its own requests."),
                new Variable(
                        EYES,
                        "TASKFORGE_LOG_FORMAT",
                        "`text` or `json`",
                        defaults("text", Reader.API, Reader.WORKER),
                        "How a line of the log is written: for people, or as one JSON object with the ids of request, job and trace."),
                new Variable(
                        LAUNCHER,
                        "TASKFORGE_JAVA_OPTIONS",
                        "options of `java`",
                        defaults("", Reader.LAUNCHER),
                        "For the JVMs of both services, after the launcher's own, which suit a small machine and a quick start."),
                new Variable(
                        LAUNCHER,
                        "TASKFORGE_INSTANCE",
                        "text",
                        defaults("", Reader.API, Reader.WORKER),
                        "Set by whoever starts a service: its readiness answer repeats it, so that it is told from another program on the port."),
                new Variable(
                        TESTS,
                        "TASKFORGE_TEST_DATABASE_URL",
                        "URL",
                        defaults("", Reader.TESTS),
                        "A PostgreSQL server for the tests in place of the embedded one. Databases are made and dropped on it."),
                new Variable(
                        TESTS,
                        "TASKFORGE_TEST_AMQP_URL",
                        "URL",
                        defaults("", Reader.TESTS),
                        "A broker for the tests in place of the embedded one."));
    }

    /** For each secret, wherever it is declared, the file that it may stand in. */
    static Variable fileOf(Secret secret, Variable itself) {
        Map<Reader, String> none = new LinkedHashMap<>();
        itself.readers().forEach(reader -> none.put(reader, ""));
        return new Variable(
                itself.section(),
                secret.fileVariable(),
                "file",
                none,
                "Holds what `" + secret.variable()
                        + "` would, and is set in its place; line ends at its end do not count. Read at start.");
    }

    private static Defaults defaults(String value, Reader... readers) {
        Defaults defaults = new Defaults();
        for (Reader reader : readers) {
            defaults.put(reader, value);
        }
        return defaults;
    }

    private static final class Defaults extends LinkedHashMap<Reader, String> {

        private static final long serialVersionUID = 1L;

        Defaults with(Reader reader, String value) {
            put(reader, value);
            return this;
        }
    }
}
