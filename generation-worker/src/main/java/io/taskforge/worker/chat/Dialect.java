package io.taskforge.worker.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.Optional;
import java.util.OptionalInt;

/** How one kind of server is asked, and how its answers read. For one chat. */
interface Dialect {

    /** As the makers of small models advise without thinking; both kinds of server are asked alike. */
    double TOP_P = 0.8;

    int TOP_K = 20;

    /** LangChain4j's client for this kind of server, over our own wire: blocking, without retries. */
    ChatModel model(HttpClientBuilder wire);

    ChatRequest request(ChatCall call);

    /** Puts into a request what LangChain4j leaves out, and takes out what it should not have put in. */
    void complete(ObjectNode request, JsonNode schema);

    /** @throws CallFault when the body holds no answer */
    Answer.Written read(ObjectNode body);

    /** Whether the count of a prompt's tokens includes those that the server had computed before. */
    boolean countsWholePrompts();

    /** What runs now, when the server can tell; asked after an answer, so that it is what wrote it. */
    Optional<Running> running();

    /**
     * A model in the server's memory.
     *
     * @param digest of its files
     * @param window tokens that it was given
     */
    record Running(Optional<String> digest, OptionalInt window) {}
}
