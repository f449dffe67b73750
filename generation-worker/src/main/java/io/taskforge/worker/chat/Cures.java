package io.taskforge.worker.chat;

import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.ingest.Script;
import java.time.Duration;
import java.util.Optional;

/**
 * What each failure of a server is called, and what to do about it: to type, or to set. The texts become a job's {@code error.message}.
 *
 * @param provider its protocol
 * @param product what kind of server is expected, in words
 * @param url as it may be shown
 * @param setting the variable that names the address
 * @param start what starts such a server; empty when there are many ways
 */
record Cures(ModelConfig.Provider provider, String product, String url, String setting, Optional<String> start) {

    private static final int NAME_LIMIT = 128;

    static Cures of(ModelConfig config) {
        String url = Addresses.shown(config.url());
        return switch (config.provider()) {
            case OLLAMA ->
                new Cures(config.provider(), "Ollama", url, "TASKFORGE_OLLAMA_URL", Optional.of("ollama serve"));
            case OPENAI ->
                new Cures(config.provider(), "OpenAI-compatible server", url, "TASKFORGE_MODEL_URL", Optional.empty());
        };
    }

    /** Why there is no connection, in one line. */
    String away(CallFault.Away away, Duration patience) {
        String toSet = "set " + setting;
        return switch (away.why()) {
            case REFUSED ->
                "no " + product + " answers at " + url + ": start it"
                        + start.map(s -> " (`" + s + "`)").orElse("") + ", or " + toSet;
            case UNKNOWN_HOST -> "the host of " + url + " is not known here: check " + setting;
            case UNREACHED ->
                "no connection to " + url + " within " + patience.toSeconds()
                        + " s: check the address and the firewalls between, or " + toSet;
            case UNTRUSTED ->
                "the certificate of " + url + " is not trusted here (" + Script.oneLine(away.what(), NAME_LIMIT)
                        + "): add its authority to the JVM's trust store, or " + toSet;
            case BROKE ->
                "the connection to " + url + " broke off before an answer: look into the server's log; a proxy between"
                        + " must allow answers that take minutes";
        };
    }

    /** A server that stays silent when asked something small. */
    String silent(Duration after) {
        return the() + " did not answer within " + after.toMillis()
                + " ms: look at its load and its log, or raise taskforge.model.probe-timeout";
    }

    /** What a status says that is none of a working server. */
    String status(CallFault.Status status, ServerError error) {
        int code = status.status();
        String said = "HTTP " + code + (error.ofServer() ? ", " + error.message() : "");
        if (code == 401 || code == 403) {
            // What the server says here may show the key.
            return url + " does not let TaskForge in (HTTP " + code + "): set TASKFORGE_MODEL_API_KEY, or " + setting
                    + " to the server behind the proxy";
        }
        if (code >= 300 && code < 400) {
            return url + " sends TaskForge elsewhere (" + said + "): set " + setting + " to the server itself";
        }
        if (code == 503 || code == 429) {
            return error.kind() == ServerError.Kind.LOAD_FAILED
                    ? the() + " is still loading the model (" + said + "): wait for it"
                    : the() + " has no room in its queue (" + said
                            + "): let it queue more" + (ollama() ? " (OLLAMA_MAX_QUEUE)" : "")
                            + ", or lower taskforge.model.parallel-calls";
        }
        return switch (error.kind()) {
            case LOAD_FAILED ->
                the() + " cannot load the model (" + said
                        + "): free memory there, name a smaller model, or lower taskforge.model.num-ctx";
            case CRASHED ->
                "the model's runner at " + url + " crashed (" + said
                        + "): free memory there, name a smaller model, or look into the server's log";
            case TOO_LONG, REPETITION, NO_SUCH_MODEL, FILTERED, OTHER ->
                the() + " failed (" + said + "): look into its log";
        };
    }

    /** Something answers, but not what is expected. */
    String stranger() {
        return url + " answers, but not as " + product + " does: check " + setting
                + (ollama() ? ", or set TASKFORGE_MODEL_PROVIDER=openai" : "");
    }

    private String the() {
        return (ollama() ? product : "the " + product) + " at " + url;
    }

    private boolean ollama() {
        return provider == ModelConfig.Provider.OLLAMA;
    }

    DraftingFailure unavailable(String reason) {
        return new DraftingFailure(Code.MODEL_UNAVAILABLE, reason);
    }

    /** The model was there when the job began. */
    DraftingFailure gone(String model, String cure) {
        return new DraftingFailure(
                Code.MODEL_NOT_FOUND, "the server at " + url + " no longer has " + name(model) + ": " + cure);
    }

    DraftingFailure refused(String said) {
        return new DraftingFailure(
                Code.INTERNAL_ERROR,
                the() + " refused the request (" + said
                        + "): bring the server up to date; if it is, this is a fault of TaskForge");
    }

    DraftingFailure stalled(String model, Duration after) {
        return new DraftingFailure(
                Code.GENERATION_TIMEOUT,
                name(model) + " at " + url + " twice left an answer unfinished after " + after.toSeconds()
                        + " s: name a smaller model, see what else the server is busy with, or raise"
                        + " taskforge.model.start-timeout and taskforge.model.time-per-token");
    }

    /** Not one of the model's first answers could be used, and this is what the last of them was like. */
    DraftingFailure hopeless(String model, int answers, Answer last) {
        String none = "none of the first " + answers + " answers of " + name(model) + " could be used: ";
        return switch (last) {
            case Answer.Spoiled s ->
                switch (s.how()) {
                    case GARBAGE ->
                        new DraftingFailure(
                                Code.MODEL_OUTPUT_INVALID,
                                none + "what comes from " + url + " is not an answer (" + s.why()
                                        + "); look at what stands between TaskForge and the server");
                    case REPORTED ->
                        new DraftingFailure(
                                Code.MODEL_UNAVAILABLE,
                                none + "the server reports an error in their place (" + s.why()
                                        + "); look into its log");
                    case REPETITION ->
                        new DraftingFailure(
                                Code.MODEL_OUTPUT_TRUNCATED,
                                none
                                        + "the server broke them off because the model repeated itself; name another model");
                    case STALLED, GIVEN_UP ->
                        new DraftingFailure(
                                Code.GENERATION_TIMEOUT, none + "they were not complete in time; name a smaller model");
                };
            case Answer.Written w
            when w.filtered() ->
                new DraftingFailure(
                        Code.CONTENT_FILTERED,
                        none
                                + "a filter of the server withholds them; change the specification's words, or the filter");
            case Answer.Written w
            when !w.done() ->
                new DraftingFailure(
                        Code.MODEL_OUTPUT_TRUNCATED,
                        none
                                + "the server broke them off (done:false), as Ollama does when a model repeats itself; name"
                                + " another model, or bring Ollama up to date");
            case Answer.Written w
            when w.cutAtLimit() ->
                new DraftingFailure(
                        Code.MODEL_OUTPUT_TRUNCATED,
                        none + "they were cut off before they said anything; name a model that answers without thinking"
                                + " first");
            case Answer.Written w ->
                new DraftingFailure(
                        Code.MODEL_OUTPUT_INVALID,
                        none
                                + "they are not the JSON that was asked for; name a larger model, or bring the server up to"
                                + " date");
            case Answer.TooLong t -> throw new IllegalArgumentException("a refused prompt is no answer");
        };
    }

    private static String name(String model) {
        return Script.oneLine(model, NAME_LIMIT);
    }
}
