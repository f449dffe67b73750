package io.taskforge.local.draft;

import io.taskforge.local.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where the result is to be written: whole or not at all, and refused before anything is drafted when it cannot be. */
public final class ResultFile {

    private final Path file;

    private ResultFile(Path file) {
        this.file = file;
    }

    /**
     * @throws Refusal when the file cannot be written
     */
    public static ResultFile at(Path file) {
        Path path = file.toAbsolutePath();
        Path folder = path.getParent();
        if (Files.isDirectory(path)) {
            throw Refusal.usage(file + " is a folder: name a file with --out.");
        }
        if (!Files.isDirectory(folder)) {
            throw Refusal.usage("There is no folder " + folder + " for " + file.getFileName() + ": make it first.");
        }
        if (!Files.isWritable(isSpecial(path) ? path : folder) || (Files.exists(path) && !Files.isWritable(path))) {
            throw Refusal.usage(file + " cannot be written: you lack the permission.");
        }
        return new ResultFile(path);
    }

    /** A device or a pipe: written as it is, for there is nothing to replace. */
    private static boolean isSpecial(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path);
    }

    public void write(byte[] content) {
        try {
            if (isSpecial(file)) {
                Files.write(file, content);
                return;
            }
            Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
            Path unfinished = target.resolveSibling(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid());
            try {
                Files.write(unfinished, content);
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw Refusal.failed("The result cannot be written to " + file + ": " + e);
        }
    }
}
