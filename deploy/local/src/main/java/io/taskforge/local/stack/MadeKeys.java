package io.taskforge.local.stack;

import io.taskforge.embedded.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The ids of the keys that the launchers of one data folder made and that may still be valid, in a file of mode 0600. A database may
 * serve several launchers, and each is to revoke its own keys only.
 */
final class MadeKeys {

    private static final String FILE = "made-keys";
    private static final Pattern KEY_ID = Pattern.compile("[0-9A-Za-z]{12}");

    private final Path file;

    private MadeKeys(Path file) {
        this.file = file;
    }

    static MadeKeys in(Path folder) {
        return new MadeKeys(folder.resolve(FILE));
    }

    List<String> ids() throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(KEY_ID.asMatchPredicate())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Before the key is made: should the launcher be killed in between, the next one still knows of it. */
    void add(String id) throws IOException {
        List<String> all = new ArrayList<>(ids());
        all.add(id);
        write(all);
    }

    /** After they were revoked. */
    void remove(List<String> revoked) throws IOException {
        List<String> left = ids().stream().filter(id -> !revoked.contains(id)).toList();
        if (left.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            write(left);
        }
    }

    private void write(List<String> ids) throws IOException {
        PrivateFolder.write(file, (String.join("\n", ids) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
