package io.taskforge.local.stack;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.taskforge.local.terminal.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicePartTest {

    @TempDir
    Path folder;

    @Test
    void the_answer_of_another_program_on_the_port_is_not_taken_for_the_services() throws Exception {
        CountDownLatch asked = new CountDownLatch(3);
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/q/health/ready", exchange -> {
            byte[] up = "{\"status\": \"UP\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, up.length);
            exchange.getResponseBody().write(up);
            exchange.close();
            asked.countDown();
        });
        stranger.start();
        ServicePart part = new ServicePart(
                FakeServices.program("api-service", FakeServices.Silent.class),
                Map.of(),
                List.of(),
                stranger.getAddress().getPort(),
                folder.resolve("api-service.log"),
                HttpClient.newHttpClient());
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread start = Thread.ofPlatform().start(() -> {
            try {
                part.start().stop();
                failure.complete(new AssertionError("believed the stranger"));
            } catch (RuntimeException e) {
                failure.complete(e);
            }
        });
        try {
            assertTrue(asked.await(60, TimeUnit.SECONDS), "asked until the service itself answers");
        } finally {
            start.interrupt();
            assertInstanceOf(Refusal.class, failure.get(60, TimeUnit.SECONDS));
            stranger.stop(0);
        }
    }
}
