/**
 * The gRPC door ({@code taskforge.tickets.v1.TicketsService}) to the same use cases as REST. The page to start with is
 * {@link io.taskforge.api.grpc.TicketsGrpcService}; who may call what is {@link io.taskforge.api.grpc.RpcScopes}. What a failure
 * looks like is {@code failure}'s business. Uses {@code submission}, {@code job}, {@code event}, {@code result}, {@code contract},
 * {@code limit}, {@code client}, {@code database} and {@code failure}.
 */
package io.taskforge.api.grpc;
