package io.taskforge.fakeollama;

import java.util.List;
import java.util.Optional;

/** What the server says of itself and of its models. May be changed at any time. */
final class Facts {

    /** A document: its media type and its text. */
    record Document(String type, String body) {}

    private static final String JSON_TYPE = "application/json; charset=utf-8";

    volatile List<String> models = List.of(FakeOllama.MODEL);
    volatile String version = FakeOllama.VERSION;
    volatile String digest = FakeOllama.DIGEST;
    volatile int contextLength = 40_960;

    /** 0 when the Modelfile names none. */
    volatile int modelfileWindow;

    /** Of a server that no request can set it for. */
    volatile int serverWindow = 8_192;

    volatile FakeOllama.Flavour flavour = FakeOllama.Flavour.VLLM;

    /** Of the model that is loaded: as told, else as asked for last. */
    volatile Optional<Integer> allocated = Optional.empty();

    /** A path that is answered with an error; empty for none. */
    volatile String withheld = "";

    volatile int askedWindow = 4_096;

    /** Empty when there is nothing at that path. */
    Optional<Document> at(String path) {
        boolean vllm = flavour == FakeOllama.Flavour.VLLM;
        String about = "{\"version\":\"" + version + "\"}";
        return switch (path) {
            case "/" -> Optional.of(new Document("text/plain; charset=utf-8", "Ollama is running"));
            case "/api/version" -> json(about);
            case "/api/tags" -> json(Catalogue.tags(models, digest));
            case "/api/ps" -> json(Catalogue.ps(models, digest, allocated.orElse(askedWindow)));
            case "/api/show" -> json(Catalogue.show(contextLength, modelfileWindow));
            case "/v1/models" -> json(OpenAi.models(models, serverWindow, flavour));
            case "/version" -> vllm ? json(about) : Optional.empty();
            case "/props" -> vllm ? Optional.empty() : json(OpenAi.props(serverWindow));
            default -> Optional.empty();
        };
    }

    private static Optional<Document> json(String body) {
        return Optional.of(new Document(JSON_TYPE, body));
    }
}
