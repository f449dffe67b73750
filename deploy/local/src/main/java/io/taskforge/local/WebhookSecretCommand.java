package io.taskforge.local;

import io.taskforge.local.key.NewWebhookSecret;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the secret that signs a client's callbacks, and prints it, once. */
@Command(
        name = "webhook-secret",
        description =
                "Make the secret that signs a client's callbacks, and print it; it is shown this once only. When there is"
                        + " one already, it signs beside the new one for 24 hours.")
final class WebhookSecretCommand implements Callable<Integer> {

    @Mixin
    private ClientOption client;

    @Mixin
    private DataOption data;

    private final PrintStream out;
    private final PrintStream err;

    WebhookSecretCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws SQLException {
        String name = client.name();
        NewWebhookSecret made = data.clients().newWebhookSecret(name).orElseThrow(() -> ClientOption.unknown(name));
        out.println(made.secret().reveal());
        out.flush();
        err.println("Webhook secret of client " + name + "; keep it, it is not shown again."
                + (made.rotated() ? " The one before signs too for 24 hours." : ""));
        if (made.cutShort()) {
            err.println("The one before that, less than 24 hours old in its turn, signs no more.");
        }
        return 0;
    }
}
