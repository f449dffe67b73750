package io.taskforge.worker.chat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.taskforge.model.trace.Tracing;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/**
 * One request to the model's server in the trace of its job, by OpenTelemetry's conventions for generative AI, as far as they want no
 * words: neither question nor answer is in it. Where nothing is traced, or outside of a service, it is nothing.
 */
final class CallSpan {

    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");

    /** The conventions' name for it, and the one before, which many a dashboard still asks for. */
    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("gen_ai.system");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<Long> MAX_TOKENS = AttributeKey.longKey("gen_ai.request.max_tokens");
    private static final AttributeKey<Double> TEMPERATURE = AttributeKey.doubleKey("gen_ai.request.temperature");
    private static final AttributeKey<Long> SEED = AttributeKey.longKey("gen_ai.request.seed");
    private static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final AttributeKey<List<String>> FINISH =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private CallSpan() {}

    /** @return the answer; what is thrown goes through */
    static Answer.Written around(Provenance asked, URI server, ChatCall call, Supplier<Answer.Written> request) {
        Span span = Tracing.tracer()
                .spanBuilder("chat " + asked.model())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(OPERATION, "chat")
                .setAttribute(PROVIDER, asked.provider())
                .setAttribute(SYSTEM, asked.provider())
                .setAttribute(MODEL, asked.model())
                .setAttribute(MAX_TOKENS, (long) call.numPredict())
                .setAttribute(TEMPERATURE, call.temperature())
                .setAttribute(SEED, (long) call.seed())
                .setAttribute(HOST, server.getHost())
                .setAttribute(PORT, (long) server.getPort())
                .startSpan();
        try (Scope current = span.makeCurrent()) {
            Answer.Written answer = request.get();
            answered(span, answer);
            return answer;
        } catch (RuntimeException e) {
            span.setAttribute(ERROR_TYPE, kind(e)).setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }

    private static void answered(Span span, Answer.Written answer) {
        answer.promptTokens().ifPresent(tokens -> span.setAttribute(INPUT_TOKENS, tokens));
        answer.completionTokens().ifPresent(tokens -> span.setAttribute(OUTPUT_TOKENS, tokens));
        answer.doneReason().ifPresent(reason -> span.setAttribute(FINISH, List.of(reason)));
    }

    /** The status as a number, as the conventions have it; else in which way there was no answer. */
    private static String kind(RuntimeException failure) {
        return CallFault.in(failure)
                .map(fault -> fault instanceof CallFault.Status status
                        ? String.valueOf(status.status())
                        : fault.getClass().getSimpleName())
                .orElseGet(() -> failure.getClass().getName());
    }
}
