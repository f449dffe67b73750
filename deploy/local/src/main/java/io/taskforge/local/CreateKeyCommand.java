package io.taskforge.local;

import io.taskforge.local.key.ExpiryOption;
import io.taskforge.local.key.NewKey;
import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.DisplayTime;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.model.client.KeyExpiry;
import io.taskforge.model.client.Scope;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a key and prints it, once. */
@Command(
        name = "create",
        description =
                "Make a key for a client, which is made when it is new, and print it; it is shown this once only.")
final class CreateKeyCommand implements Callable<Integer> {

    @Mixin
    private ClientOption client;

    @Option(
            names = "--scopes",
            paramLabel = "a,b",
            required = true,
            split = ",",
            description = "what the key allows: tickets:submit, tickets:read, tickets:cancel")
    private List<String> scopes;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description =
                    "how long it is valid, such as 12h or 90d, or the date on which it is not any more, such as 2030-01-31"
                            + " (UTC); default: until it is revoked")
    private String expires;

    @Mixin
    private DataOption data;

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    CreateKeyCommand(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    @Override
    public Integer call() throws SQLException {
        String name = client.nameButNotOurs();
        Set<Scope> allowed = parsed();
        KeyExpiry expiry = expires == null ? new KeyExpiry.Never() : ExpiryOption.parse(expires, clock);
        NewKey made = data.keys().create(name, allowed, expiry);
        out.println(made.key().reveal());
        out.flush();
        err.println("Key " + made.key().keyId() + " of client " + name + " for " + names(allowed)
                + made.expires()
                        .map(moment -> ", until " + DisplayTime.minute(moment) + " UTC")
                        .orElse("") + "; keep it, it is not shown again.");
        if (made.clientDisabled()) {
            err.println("The client is disabled, and so the key opens nothing before ./taskforge keys enable --client "
                    + name + ".");
        }
        return 0;
    }

    private Set<Scope> parsed() {
        Set<Scope> allowed = EnumSet.noneOf(Scope.class);
        for (String name : scopes) {
            allowed.add(Scope.named(name.strip())
                    .orElseThrow(() -> Refusal.usage("There is no scope \"" + DisplayText.oneLine(name)
                            + "\"; there are " + names(Arrays.asList(Scope.values())) + ".")));
        }
        return allowed;
    }

    private static String names(Collection<Scope> scopes) {
        return scopes.stream().map(Scope::wireName).collect(Collectors.joining(", "));
    }
}
