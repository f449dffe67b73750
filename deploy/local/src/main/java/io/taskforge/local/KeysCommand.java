package io.taskforge.local;

import io.taskforge.local.key.ClientKeys;
import io.taskforge.local.stack.RunningStack;
import io.taskforge.local.stack.Settings;
import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.Scope;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keys for the programs that call the API. */
@Command(name = "keys", description = "Make API keys.")
final class KeysCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw Refusal.usage("Say what to do with keys: ./taskforge keys create --client NAME --scopes a,b");
    }

    /** Makes a key and prints it, once. */
    @Command(name = "create", description = "Make a key for a client and print it; it is shown this once only.")
    static final class Create implements Callable<Integer> {

        @Option(
                names = "--client",
                paramLabel = "NAME",
                required = true,
                description = "the client; made when it is new")
        private String client;

        @Option(
                names = "--scopes",
                paramLabel = "a,b",
                required = true,
                split = ",",
                description = "what the key allows: tickets:submit, tickets:read, tickets:cancel")
        private List<String> scopes;

        @Mixin
        private DataOption data;

        private final PrintStream out;
        private final PrintStream err;

        Create(PrintStream out, PrintStream err) {
            this.out = out;
            this.err = err;
        }

        @Override
        public Integer call() {
            if (!ClientKeys.CLIENT_NAME.matcher(client).matches()) {
                throw Refusal.usage(
                        "A client's name has 1 to 64 letters, digits, dots, dashes or underscores, and begins with"
                                + " a letter or digit.");
            }
            if (client.equals(ClientKeys.LOCAL_CLIENT)) {
                throw Refusal.usage("The client \"" + client
                        + "\" is the launcher's own, whose keys end with it: take another name.");
            }
            Set<Scope> allowed = parsed();
            ClientKeys keys = RunningStack.keys(Settings.from(System.getenv()), data.folder());
            try {
                ApiKey key = keys.create(client, allowed);
                out.println(key.reveal());
                out.flush();
                err.println("Key " + key.keyId() + " of client " + client + " for "
                        + allowed.stream().map(Scope::wireName).collect(Collectors.joining(", "))
                        + "; keep it, it is not shown again.");
                return 0;
            } catch (SQLException e) {
                throw Refusal.failed("The key cannot be made: " + DisplayText.oneLine(String.valueOf(e.getMessage())));
            }
        }

        private Set<Scope> parsed() {
            Set<Scope> allowed = EnumSet.noneOf(Scope.class);
            for (String name : scopes) {
                allowed.add(Scope.named(name.strip())
                        .orElseThrow(() ->
                                Refusal.usage("There is no scope \"" + DisplayText.oneLine(name) + "\"; there are "
                                        + Arrays.stream(Scope.values())
                                                .map(Scope::wireName)
                                                .collect(Collectors.joining(", "))
                                        + ".")));
            }
            return allowed;
        }
    }
}
