package io.taskforge.local;

import io.taskforge.embedded.EmbeddedServerFailure;
import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.local.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line. Exit codes: 0 done, 1 tried and failed, 2 asked for what cannot be. */
@Command(
        name = "taskforge",
        synopsisSubcommandLabel = "COMMAND",
        description = "Specifications in, validated ticket drafts out.",
        footer = {
            "",
            "  test         Run the test suite (arguments go to Maven).",
            "",
            "Environment: TASKFORGE_DATABASE_URL and TASKFORGE_AMQP_URL use existing servers,",
            "TASKFORGE_ENGINE is auto, model or rules, TASKFORGE_MODEL and TASKFORGE_OLLAMA_URL name the model."
        })
public final class TaskForge implements Runnable {

    private static final String NO_SUCH_TABLE = "42P01";
    private static final String NO_SUCH_COLUMN = "42703";

    private TaskForge() {}

    public static void main(String[] args) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        System.exit(run(out, err, Terminal.found(), args));
    }

    /** Runs one command and returns its exit code. */
    static int run(PrintStream out, PrintStream err, Terminal terminal, String... args) {
        return commandLine(out, err, terminal).execute(args);
    }

    private static CommandLine commandLine(PrintStream out, PrintStream err, Terminal terminal) {
        TaskForge root = new TaskForge();
        CommandLine line = new CommandLine(root)
                .addSubcommand(new DraftCommand(out, err, terminal))
                .addSubcommand(new UpCommand(out))
                .addSubcommand(KeysCommand.line(out, err, terminal, Clock.systemUTC()))
                .addSubcommand(AdminCommand.line(out, err))
                .addSubcommand(new DoctorCommand(out));
        addHelp(line);
        line.setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((e, ignored) -> refuse(err, e));
        line.setExecutionExceptionHandler((e, ignored, parsed) -> failed(err, e));
        line.setUsageHelpAutoWidth(false);
        return line;
    }

    private static void addHelp(CommandLine line) {
        line.addMixin("help", new HelpOption());
        line.getSubcommands().values().forEach(TaskForge::addHelp);
    }

    /** {@code --help} everywhere. */
    static final class HelpOption {

        @CommandLine.Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "show this help")
        private boolean help;

        boolean asked() {
            return help;
        }
    }

    private static int refuse(PrintStream err, ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        err.println("taskforge: " + DisplayText.oneLine(e.getMessage()) + " (./" + command + " --help)");
        return Refusal.USAGE;
    }

    private static int failed(PrintStream err, Exception e) {
        return switch (e) {
            case Refusal refusal -> {
                err.println("taskforge: " + DisplayText.oneLine(refusal.getMessage()));
                yield refusal.exitCode();
            }
            case EmbeddedServerFailure failure -> {
                err.println("taskforge: " + DisplayText.oneLine(failure.getMessage()));
                yield Refusal.USAGE;
            }
            case SQLException refused -> {
                err.println("taskforge: " + DisplayText.oneLine(because(refused)));
                yield Refusal.FAILED;
            }
            default -> {
                err.println("taskforge: this should not have happened; please report it with these lines:");
                e.printStackTrace(err);
                yield Refusal.FAILED;
            }
        };
    }

    private static String because(SQLException e) {
        boolean otherSchema = NO_SUCH_TABLE.equals(e.getSQLState()) || NO_SUCH_COLUMN.equals(e.getSQLState());
        return otherSchema
                ? "The database does not have the tables of this version: start its api-service once, which makes them."
                : "The database does not do it: " + e.getMessage();
    }

    @Override
    public void run() {
        throw Refusal.usage("Say what to do: draft, up, test, keys, admin or doctor (./taskforge --help).");
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
