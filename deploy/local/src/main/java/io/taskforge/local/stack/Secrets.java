package io.taskforge.local.stack;

import io.taskforge.embedded.PrivateFolder;
import io.taskforge.local.terminal.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * What nobody else may know, random, made once per data folder and kept there in a file of mode 0600.
 *
 * @param tokenSigningKey in PEM, as {@link TokenSigningKey} has it
 */
record Secrets(String databasePassword, String brokerPassword, String keyPepper, String tokenSigningKey) {

    private static final String FILE = "secrets.properties";
    private static final String DATABASE = "database.password";
    private static final String BROKER = "broker.password";
    private static final String PEPPER = "key.pepper";
    private static final String TOKEN = "token.signing-key";
    private static final int BYTES = 32;

    static boolean existIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** Reads them, and makes those that are missing. */
    static Secrets in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        } else if (Files.exists(folder.resolve("postgres"))) {
            throw Refusal.usage("The database in " + folder + " is there, but " + FILE
                    + " with its password is not: put the file back, or name another folder with --data.");
        }
        boolean complete = true;
        for (String name : List.of(DATABASE, BROKER, PEPPER, TOKEN)) {
            if (properties.getProperty(name) == null) {
                properties.setProperty(name, name.equals(TOKEN) ? TokenSigningKey.mint() : random());
                complete = false;
            }
        }
        if (!complete) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            properties.store(content, "Made for this folder alone; keep it with the data.");
            PrivateFolder.write(file, content.toByteArray());
        }
        return new Secrets(
                properties.getProperty(DATABASE),
                properties.getProperty(BROKER),
                properties.getProperty(PEPPER),
                properties.getProperty(TOKEN));
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }
}
