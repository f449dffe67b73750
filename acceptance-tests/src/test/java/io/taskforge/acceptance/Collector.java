package io.taskforge.acceptance;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes OTLP over gRPC as any collector does, and keeps it. */
final class Collector implements AutoCloseable {

    /**
     * A span as it was exported.
     *
     * @param parent empty for one that begins a trace
     */
    record Exported(String service, String id, String trace, String parent, Span span) {

        String name() {
            return span.getName();
        }

        /** In words; empty when the span does not have it. */
        Optional<String> attribute(String key) {
            return span.getAttributesList().stream()
                    .filter(each -> each.getKey().equals(key))
                    .findFirst()
                    .map(Exported::words);
        }

        List<String> links() {
            return span.getLinksList().stream()
                    .map(link -> hex(link.getSpanId().toByteArray()))
                    .toList();
        }

        private static String words(KeyValue attribute) {
            var value = attribute.getValue();
            return switch (value.getValueCase()) {
                case STRING_VALUE -> value.getStringValue();
                case INT_VALUE -> Long.toString(value.getIntValue());
                case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
                case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
                case ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE, VALUE_NOT_SET -> value.toString();
            };
        }
    }

    private final Server server;
    private final List<Exported> spans = new ArrayList<>();

    private Collector() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                    .addService(new Receiver())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Collector start() {
        return new Collector();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** All that came so far of one trace, in the order of their beginnings. */
    List<Exported> of(String trace) {
        synchronized (spans) {
            return spans.stream()
                    .filter(each -> each.trace().equals(trace))
                    .sorted((one, other) -> Long.compareUnsigned(
                            one.span().getStartTimeUnixNano(), other.span().getStartTimeUnixNano()))
                    .toList();
        }
    }

    List<Exported> all() {
        synchronized (spans) {
            return List.copyOf(spans);
        }
    }

    /** @throws AssertionError with what came, when it did not come in time */
    void await(String trace, Duration time, Predicate<List<Exported>> enough) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        synchronized (spans) {
            while (!enough.test(of(trace))) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("not all of the trace came: "
                            + of(trace).stream().map(Exported::name).toList());
                }
                spans.wait(left);
            }
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private final class Receiver extends TraceServiceGrpc.TraceServiceImplBase {

        @Override
        public void export(ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> answer) {
            synchronized (spans) {
                request.getResourceSpansList().forEach(this::keep);
                spans.notifyAll();
            }
            answer.onNext(ExportTraceServiceResponse.getDefaultInstance());
            answer.onCompleted();
        }

        private void keep(ResourceSpans exported) {
            String service = exported.getResource().getAttributesList().stream()
                    .filter(each -> each.getKey().equals("service.name"))
                    .map(Exported::words)
                    .findFirst()
                    .orElse("");
            exported.getScopeSpansList().stream()
                    .flatMap(scope -> scope.getSpansList().stream())
                    .map(span -> new Exported(
                            service,
                            hex(span.getSpanId().toByteArray()),
                            hex(span.getTraceId().toByteArray()),
                            hex(span.getParentSpanId().toByteArray()),
                            span))
                    .forEach(spans::add);
        }
    }
}
