package io.taskforge.api.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files that what is published is made from. They are part of the build: that one is missing or unreadable is a defect. */
final class ContractFile {

    private static final ObjectMapper JSON = new JsonMapper();

    /** Of ours, not of anybody who could mean harm. */
    private static final int ALIASES_AT_MOST = 1_000;

    private ContractFile() {}

    static ObjectNode yaml(String name) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(ALIASES_AT_MOST);
        Object read = new Yaml(new SafeConstructor(options)).load(text("/contract/" + name));
        return JSON.valueToTree(read);
    }

    /** @param resource on the classpath */
    static String text(String resource) {
        try (InputStream in = ContractFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
