package io.taskforge.local;

import io.taskforge.local.key.ClientRegister;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a disabled client in again. */
@Command(name = "enable", description = "Let the keys of a disabled client open again what they allow.")
final class EnableClientCommand implements Callable<Integer> {

    @Mixin
    private ClientOption client;

    @Mixin
    private DataOption data;

    private final PrintStream out;

    EnableClientCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws SQLException {
        String name = client.nameButNotOurs();
        ClientRegister.Switch outcome = data.clients().enable(name);
        switch (outcome) {
            case DONE ->
                out.println("Client " + name
                        + " is enabled; a service that turned it away lately may still do so for up to 30 s.");
            case BEFORE -> out.println("Client " + name + " was enabled already.");
            case UNKNOWN -> throw ClientOption.unknown(name);
        }
        return 0;
    }
}
