package io.taskforge.local;

import io.taskforge.local.key.ClientKeys;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.model.client.ClientName;
import picocli.CommandLine.Option;

/** Which client a command is about. */
final class ClientOption {

    @Option(names = "--client", paramLabel = "NAME", required = true, description = "the client")
    private String name;

    /** Of the form that a client's name has. */
    String name() {
        return checked(name);
    }

    /** The same, and not the client that the launcher works for, which only the launcher changes. */
    String nameButNotOurs() {
        if (name.equals(ClientKeys.LOCAL_CLIENT)) {
            throw Refusal.usage("The client \"" + name
                    + "\" is the launcher's own, and its keys end with the launcher: take another one.");
        }
        return checked(name);
    }

    static String checked(String name) {
        return ClientName.parse(name)
                .orElseThrow(() -> Refusal.usage(ClientName.RULE))
                .text();
    }

    /** For a client that is not there. */
    static Refusal unknown(String name) {
        return Refusal.usage("There is no client \"" + name + "\": ./taskforge keys create --client " + name
                + " --scopes tickets:submit,tickets:read makes it, with a key.");
    }
}
