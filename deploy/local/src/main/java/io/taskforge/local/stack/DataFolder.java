package io.taskforge.local.stack;

import io.taskforge.embedded.PrivateFolder;
import io.taskforge.local.terminal.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The folder of one stack, mode 0700, held by at most one launcher at a time.
 *
 * <p>The lock is the operating system's and goes with the process, however that ends; the lock file says what the holder is doing.
 */
public final class DataFolder implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final long PREDECESSOR_PATIENCE_SECONDS = 20;

    /** What a launcher holds the folder for. */
    public enum Use {
        UP,
        DRAFT
    }

    private final Path path;
    private final FileChannel lockFile;
    private final boolean ephemeral;

    private DataFolder(Path path, FileChannel lockFile, boolean ephemeral) {
        this.path = path;
        this.lockFile = lockFile;
        this.ephemeral = ephemeral;
    }

    /** A new folder in the system's place for temporary ones; closing deletes it. */
    public static DataFolder temporary(Use use) {
        try {
            Path path = Files.createTempDirectory("taskforge-");
            return new DataFolder(path, lock(path, use).orElseThrow(), true);
        } catch (IOException e) {
            throw Refusal.usage("No temporary folder can be made: " + e + ".");
        }
    }

    /**
     * Takes the folder, which is made when missing; empty when another launcher has it.
     *
     * @throws Refusal when it is not a folder of ours, or cannot be written
     */
    public static Optional<DataFolder> take(Path folder, Use use) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            if (Files.exists(path)) {
                refuseStrangers(path);
            }
            PrivateFolder.make(path);
            return lock(path, use).map(lock -> new DataFolder(path, lock, false));
        } catch (IOException e) {
            throw Refusal.usage("The data folder " + path + " cannot be used (" + reason(e)
                    + "): make it writable, or name another one with --data.");
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }

    private static void refuseStrangers(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw Refusal.usage(path + " is not a folder: name another one with --data.");
        }
        if (!PrivateFolder.isOurs(path)) {
            throw Refusal.usage(
                    "The data folder " + path + " belongs to another user: name one of your own with --data.");
        }
        if (!Files.isWritable(path)) {
            throw Refusal.usage("The data folder " + path
                    + " cannot be written: make it writable, or name another one with --data.");
        }
        if (Files.exists(path.resolve(LOCK)) || Secrets.existIn(path)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            if (files.iterator().hasNext()) {
                throw Refusal.usage("The folder " + path
                        + " holds files that are not TaskForge's: name an empty or a new one with --data.");
            }
        }
    }

    private static Optional<FileChannel> lock(Path path, Use use) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process: taken all the same.
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        String holder = use + " " + ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
        return Optional.of(channel);
    }

    /** What the launcher that has the folder uses it for; empty when nobody says. */
    public static Optional<Use> useOf(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String holder = Files.readString(file, StandardCharsets.US_ASCII);
        for (Use use : Use.values()) {
            if (holder.startsWith(use + " ")) {
                return Optional.of(use);
            }
        }
        return Optional.empty();
    }

    /**
     * Clears up after a launcher that was killed: its processes end by themselves within seconds, and until then they may hold the
     * ports that this one is to have.
     */
    void awaitPredecessor() throws IOException, InterruptedException {
        Optional<Connection> left = Connection.readFrom(path);
        if (left.isEmpty()) {
            return;
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PREDECESSOR_PATIENCE_SECONDS);
        for (ProcessHandle process : left.get().pids().alive().toList()) {
            try {
                process.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                // Most likely a stranger that got the number; if not, the port says so.
                break;
            }
        }
        Connection.removeFrom(path);
    }

    public Path path() {
        return path;
    }

    /** Where the process of this name writes; what an earlier run wrote is kept once as {@code .1}. */
    Path freshLog(String name) throws IOException {
        Path logs = path.resolve("logs");
        PrivateFolder.make(logs);
        Path log = logs.resolve(name + ".log");
        if (Files.exists(log)) {
            Files.move(log, logs.resolve(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    /** Whether it is deleted when it is closed, so that nothing in it serves a next time. */
    boolean isEphemeral() {
        return ephemeral;
    }

    /** Where what can be made again is kept. */
    Path cache() throws IOException {
        Path cache = path.resolve("cache");
        PrivateFolder.make(cache);
        return cache;
    }

    /** Lets go of the folder; a temporary one is deleted. */
    @Override
    public void close() {
        try {
            if (ephemeral) {
                PrivateFolder.delete(path);
            }
            lockFile.close();
        } catch (IOException e) {
            throw Refusal.failed("The folder " + path + " cannot be cleared up: " + e);
        }
    }
}
