package io.taskforge.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where one PostgreSQL server keeps its data, and what an earlier server may have left there. */
final class PostgresDataDirectory {

    private static final Duration INITDB_PATIENCE = Duration.ofMinutes(2);
    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final PostgresBinaries binaries;

    PostgresDataDirectory(Path folder, PostgresBinaries binaries) {
        this.folder = folder.toAbsolutePath().normalize();
        this.binaries = binaries;
    }

    Path folder() {
        return folder;
    }

    /** Makes the database cluster when there is none: beside its place, renamed when whole. */
    void initialise(EmbeddedPostgres.Options options) throws IOException, InterruptedException {
        if (Files.exists(folder.resolve("PG_VERSION"))) {
            refuseOtherMajorVersion();
            return;
        }
        refuseStrangersFiles();
        Path parent = folder.getParent();
        PrivateFolder.make(parent);
        String unfinishedName = folder.getFileName() + ".new-";
        try (DirectoryStream<Path> cutShort = Files.newDirectoryStream(parent, unfinishedName + "*")) {
            for (Path earlier : cutShort) {
                PrivateFolder.delete(earlier);
            }
        }
        Path unfinished = Files.createTempDirectory(parent, unfinishedName);
        try {
            Path passwordFile = Files.createTempFile(
                    unfinished,
                    "password",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, options.password() + "\n");
            Path data = unfinished.resolve("data");
            List<String> command = new ArrayList<>(Unprivileged.command(binaries));
            command.addAll(List.of(
                    binaries.initdb().toString(),
                    "--pgdata=" + data,
                    "--username=" + EmbeddedPostgres.USER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions"));
            if (!options.durable()) {
                command.add("--no-sync");
            }
            Command.Ended ended = Command.run(command, INITDB_PATIENCE);
            if (!ended.well()) {
                throw new EmbeddedServerFailure(
                        "PostgreSQL cannot make its data directory " + folder + ": " + ended.why());
            }
            Files.move(data, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            PrivateFolder.delete(unfinished);
        }
    }

    private void refuseOtherMajorVersion() throws IOException {
        String found = Files.readString(folder.resolve("PG_VERSION")).strip();
        if (!found.equals(Integer.toString(PostgresBinaries.major()))) {
            throw new EmbeddedServerFailure("The data in " + folder + " belongs to PostgreSQL " + found + ", this is "
                    + PostgresBinaries.major() + ": use another folder, or move the data with pg_dump of version "
                    + found + ".");
        }
    }

    private void refuseStrangersFiles() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new EmbeddedServerFailure(
                        folder + " holds files, but no PostgreSQL data: use another folder, or empty this one.");
            }
        }
    }

    /**
     * Makes way for a new server: stops one that an earlier, killed parent left behind, and takes away a lock file whose process id
     * belongs to somebody else by now. A lock file of a dead process stays: PostgreSQL itself also checks the shared memory that it names.
     */
    void clearLeftovers() throws IOException, InterruptedException {
        Optional<ProcessHandle> named = processOfLockFile();
        if (named.isEmpty()) {
            return;
        }
        ProcessHandle process = named.get();
        if (!isOurServer(process)) {
            Files.deleteIfExists(lockFile());
            return;
        }
        for (String signal : List.of("-INT", "-QUIT")) {
            Command.run(List.of("kill", signal, Long.toString(process.pid())), Duration.ofSeconds(5));
            try {
                process.onExit().get(ORPHAN_PATIENCE.toSeconds(), TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                // The next signal is harder.
            } catch (ExecutionException e) {
                throw new IOException(e);
            }
        }
        throw new EmbeddedServerFailure("A PostgreSQL server (process " + process.pid() + ") still uses " + folder
                + " and does not stop: end it, then try again.");
    }

    /** Whether the process is a PostgreSQL server on this very data directory. */
    private boolean isOurServer(ProcessHandle process) {
        Optional<String> program = process.info().command();
        if (program.isPresent() && !program.get().endsWith("postgres")) {
            return false;
        }
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains(folder.toString()))
                .orElse(false);
    }

    private Optional<ProcessHandle> processOfLockFile() throws IOException {
        List<String> lines = lockFileLines();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the server of this process id says that it accepts connections: the eighth line of its lock file. */
    boolean isReady(long pid) throws IOException {
        List<String> lines = lockFileLines();
        return lines.size() >= 8
                && lines.getFirst().strip().equals(Long.toString(pid))
                && lines.get(7).strip().equals("ready");
    }

    private List<String> lockFileLines() throws IOException {
        try {
            return Files.readAllLines(lockFile());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private Path lockFile() {
        return folder.resolve("postmaster.pid");
    }
}
