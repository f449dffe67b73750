package io.taskforge.local;

import io.taskforge.local.key.ClientLimits;
import io.taskforge.local.key.ClientRegister;
import io.taskforge.local.key.LimitsChange;
import io.taskforge.local.terminal.DisplayText;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what holds for a client, and changes it. */
@Command(
        name = "limits",
        description =
                "Set how much a client may do, and show what holds. A setting that is not named stays; \"default\" unsets"
                        + " it. A change holds after at most 30 s.")
final class ClientLimitsCommand implements Callable<Integer> {

    private static final int LABEL = 16;

    @Mixin
    private ClientOption client;

    @Option(
            names = "--submit-rate",
            paramLabel = "N/BURST",
            description = "submissions a second, and at once, such as 50/200")
    private String submitRate;

    @Option(
            names = "--read-rate",
            paramLabel = "N/BURST",
            description = "all other requests a second, and at once, such as 500/1000")
    private String readRate;

    @Option(names = "--active", paramLabel = "N", description = "jobs that wait or run at one time")
    private String active;

    @Option(names = "--daily", paramLabel = "N", description = "jobs submitted on one day (UTC)")
    private String daily;

    @Option(names = "--models", paramLabel = "a,b", description = "models that its requests may name")
    private String models;

    @Option(
            names = "--callback-hosts",
            paramLabel = "a,b",
            description = "hosts that it may be called back at, without scheme and port")
    private String callbackHosts;

    @Mixin
    private DataOption data;

    private final PrintStream out;
    private final PrintStream err;

    ClientLimitsCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws SQLException {
        LimitsChange change = new LimitsChange()
                .submitRate(submitRate)
                .readRate(readRate)
                .active(active)
                .daily(daily)
                .models(models)
                .callbackHosts(callbackHosts);
        String name = change.isEmpty() ? client.name() : client.nameButNotOurs();
        ClientRegister register = data.clients();
        ClientLimits limits = (change.isEmpty() ? register.limits(name) : register.change(name, change))
                .orElseThrow(() -> ClientOption.unknown(name));
        show(name, limits);
        if (!change.isEmpty()) {
            err.println("Changed; a service that saw the client lately may go by the old limits for up to 30 s.");
        }
        return 0;
    }

    private void show(String name, ClientLimits limits) {
        line("client", name + (limits.disabled() ? " (disabled)" : "") + (limits.exempt() ? " (no limits hold)" : ""));
        line("submissions", rate(limits.submits()));
        line("other requests", rate(limits.reads()));
        line("active jobs", number(limits.active(), "the service's default"));
        line("jobs a day", number(limits.daily(), "as many as the other limits let through"));
        line("models", names(limits.models(), "every one that the service offers"));
        line("callback hosts", names(limits.callbackHosts(), "every one that the service lets through"));
        out.flush();
    }

    private void line(String label, String value) {
        out.println(DisplayText.padded(label, LABEL) + DisplayText.oneLine(value));
    }

    private static String rate(Optional<ClientLimits.Rate> rate) {
        return rate.map(set -> set.perSecond() + " a second, up to " + set.burst() + " at once")
                .orElse("the service's default");
    }

    private static String number(OptionalInt number, String unlessSet) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : unlessSet;
    }

    private static String names(Optional<List<String>> names, String unlessSet) {
        return names.map(set -> String.join(", ", set)).orElse(unlessSet);
    }
}
