package io.taskforge.api.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.taskforge.api.failure.Diagnosis;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes events as the HTML standard describes them (9.2, Server-sent events). Not the framework's own writer, which sends its headers
 * before it is known whether there is a stream.
 */
@Provider
public class EventStreamWriter implements ServerMessageBodyWriter<EventStream> {

    /** After it a browser connects again. */
    private static final String RETRY = "retry: 3000\n\n";

    private static final String HEARTBEAT = ": nothing new\n\n";
    private static final String ENDED_EARLY = ": the job has not ended; connect again with Last-Event-ID\n\n";

    private final ObjectMapper json;
    private final Diagnosis diagnosis;

    EventStreamWriter(ObjectMapper json, Diagnosis diagnosis) {
        this.json = json;
        this.diagnosis = diagnosis;
    }

    @Override
    public void writeResponse(EventStream stream, Type genericType, ServerRequestContext context) {
        new Writing((ResteasyReactiveRequestContext) context).begin(stream);
    }

    private String text(Watched watched) {
        return switch (watched) {
            case Watched.Happened happened -> event(JobEventDocument.of(happened.event()));
            case Watched.Nothing nothing -> HEARTBEAT;
        };
    }

    private String event(JobEventDocument document) {
        try {
            return "id: %s\nevent: %s\ndata: %s\n\n"
                    .formatted(document.sequence(), document.type(), json.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always JSON", e);
        }
    }

    /** One response, from its first byte to its last; confined to the request's event loop. */
    private final class Writing implements MultiSubscriber<String> {

        private final ResteasyReactiveRequestContext exchange;
        private final ServerHttpResponse response;
        private Flow.Subscription happenings;
        private boolean over;

        private Writing(ResteasyReactiveRequestContext exchange) {
            this.exchange = exchange;
            this.response = exchange.serverResponse();
        }

        private void begin(EventStream stream) {
            exchange.suspend();
            response.setChunked(true);
            response.addCloseHandler(this::gone);
            stream.happenings().map(EventStreamWriter.this::text).subscribe().withSubscriber(this);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            happenings = subscription;
            write(RETRY);
        }

        @Override
        public void onItem(String text) {
            write(text);
        }

        /** Asks for the next only when this one has left: a client that does not read is not read for. */
        private void write(String text) {
            if (response.closed()) {
                gone();
                return;
            }
            response.write(text.getBytes(StandardCharsets.UTF_8), error -> {
                if (error != null || response.closed()) {
                    gone();
                } else {
                    happenings.request(1);
                }
            });
        }

        @Override
        public void onFailure(Throwable failure) {
            diagnosis.of(failure, "A stream of events");
            if (!over) {
                response.write(ENDED_EARLY.getBytes(StandardCharsets.UTF_8), sent -> end());
            }
        }

        @Override
        public void onCompletion() {
            end();
        }

        private void end() {
            if (!over) {
                over = true;
                response.end();
                exchange.resume();
            }
        }

        /** The client hung up. */
        private void gone() {
            if (!over) {
                over = true;
                happenings.cancel();
                exchange.resume();
            }
        }
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == EventStream.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == EventStream.class;
    }

    @Override
    public void writeTo(
            EventStream stream,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("a stream of events holds no thread");
    }
}
