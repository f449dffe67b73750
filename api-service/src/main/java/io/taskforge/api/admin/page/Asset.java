package io.taskforge.api.admin.page;

import io.taskforge.model.job.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file that pages are made of. Its address has its hash in it, so that browsers can keep it for good and never show a new page with an
 * old style.
 */
public enum Asset {
    STYLE("admin.css", "text/css;charset=UTF-8", "/admin/admin.css", "/admin/graph.css", "/admin/result.css"),
    SCRIPT("admin.js", "text/javascript;charset=UTF-8", "/admin/admin.js"),
    HTMX("htmx.js", "text/javascript;charset=UTF-8", "/META-INF/resources/webjars/htmx.org/2.0.4/dist/htmx.min.js");

    private static final int HASH_LETTERS = 12;

    private final String name;
    private final String mediaType;
    private final String text;
    private final String version;

    /** @param resources that it is put together from, in this order */
    Asset(String name, String mediaType, String... resources) {
        this.name = name;
        this.mediaType = mediaType;
        this.text = Arrays.stream(resources).map(Asset::read).collect(Collectors.joining("\n"));
        this.version = Sha256.hex(text).substring(0, HASH_LETTERS);
    }

    /** Where browsers find it. */
    public String address() {
        return AdminPaths.ASSETS + "/" + version + "/" + name;
    }

    String text() {
        return text;
    }

    String mediaType() {
        return mediaType;
    }

    static Optional<Asset> at(String version, String name) {
        for (Asset each : values()) {
            if (each.name.equals(name) && each.version.equals(version)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static String read(String resource) {
        try (InputStream in = Asset.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
