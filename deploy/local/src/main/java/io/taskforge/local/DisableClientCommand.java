package io.taskforge.local;

import io.taskforge.local.key.ClientRegister;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shuts a client out, until it is let in again. */
@Command(
        name = "disable",
        description = "Let none of a client's keys open anything, until the client is enabled again. Its jobs go on.")
final class DisableClientCommand implements Callable<Integer> {

    @Mixin
    private ClientOption client;

    @Mixin
    private DataOption data;

    private final PrintStream out;

    DisableClientCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws SQLException {
        String name = client.nameButNotOurs();
        ClientRegister.Switch outcome = data.clients().disable(name);
        switch (outcome) {
            case DONE ->
                out.println("Client " + name
                        + " is disabled; a service that saw one of its keys lately may still take it for up to 30 s.");
            case BEFORE -> out.println("Client " + name + " was disabled already.");
            case UNKNOWN -> throw ClientOption.unknown(name);
        }
        return 0;
    }
}
