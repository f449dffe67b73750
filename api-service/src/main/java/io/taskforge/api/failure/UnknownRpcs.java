package io.taskforge.api.failure;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.quarkus.grpc.api.ServerBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.vertx.grpc.VertxServerBuilder;
import jakarta.inject.Singleton;
import java.io.InputStream;

/** Refuses calls of RPCs that no service has in the contract's words: interceptors see only those that there are. */
@Singleton
class UnknownRpcs implements ServerBuilderCustomizer<VertxServerBuilder> {

    private final CallFrontDoor door;

    UnknownRpcs(CallFrontDoor door) {
        this.door = door;
    }

    @Override
    public void customize(GrpcServerConfiguration config, VertxServerBuilder server) {
        server.fallbackHandlerRegistry(new HandlerRegistry() {
            @Override
            public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
                return ServerMethodDefinition.create(unknown(name), (call, headers) -> refuse(call, headers));
            }
        });
    }

    private <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Metadata headers) {
        door.refuseUnknown(call, headers);
        return new ServerCall.Listener<>() {};
    }

    private static MethodDescriptor<InputStream, InputStream> unknown(String name) {
        return MethodDescriptor.<InputStream, InputStream>newBuilder()
                .setType(MethodDescriptor.MethodType.UNKNOWN)
                .setFullMethodName(name)
                .setRequestMarshaller(Unread.INSTANCE)
                .setResponseMarshaller(Unread.INSTANCE)
                .build();
    }

    /** Messages of an unknown RPC: none is asked for, and none sent. */
    private enum Unread implements MethodDescriptor.Marshaller<InputStream> {
        INSTANCE;

        @Override
        public InputStream stream(InputStream message) {
            return message;
        }

        @Override
        public InputStream parse(InputStream message) {
            return message;
        }
    }
}
