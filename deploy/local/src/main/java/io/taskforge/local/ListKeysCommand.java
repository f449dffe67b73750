package io.taskforge.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.taskforge.local.key.ClientKeys;
import io.taskforge.local.key.KeyTable;
import io.taskforge.local.key.ListedKey;
import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Terminal;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the keys, and nothing that opens anything. */
@Command(
        name = "list",
        description =
                "List keys: whose they are, what they allow, and whether they are in force. Those that the launcher made"
                        + " for itself in earlier runs are only listed with --client local.")
final class ListKeysCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--client", paramLabel = "NAME", description = "only this client's")
    private String client;

    @Option(names = "--json", description = "print an array as JSON, and nothing else")
    private boolean json;

    @Mixin
    private DataOption data;

    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;

    ListKeysCommand(PrintStream out, PrintStream err, Terminal terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws SQLException, JsonProcessingException {
        List<ListedKey> keys = found();
        if (json) {
            ArrayNode array = JSON.createArrayNode();
            keys.forEach(key -> key.writeTo(array.addObject()));
            out.println(DisplayText.json(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array)));
            return 0;
        }
        if (!keys.isEmpty()) {
            out.print(KeyTable.of(keys, terminal));
            out.flush();
        }
        boolean onlyOurs = keys.stream().allMatch(key -> key.client().equals(ClientKeys.LOCAL_CLIENT));
        if (onlyOurs) {
            boolean ofOne = client != null && !client.equals(ClientKeys.LOCAL_CLIENT);
            err.println((ofOne ? "No keys of client " + client : "No keys but the launcher's own")
                    + " yet; make one: ./taskforge keys create --client " + (ofOne ? client : "NAME")
                    + " --scopes tickets:submit,tickets:read");
        }
        return 0;
    }

    private List<ListedKey> found() throws SQLException {
        if (client != null) {
            ClientOption.checked(client);
        }
        ClientKeys keys = data.keys();
        return client == null
                ? keys.list().stream().filter(key -> !key.isOfAnEndedRun()).toList()
                : keys.list(client).orElseThrow(() -> ClientOption.unknown(client));
    }
}
