package io.taskforge.nativecheck.journey;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Takes every callback, so that they are sent. */
public final class CallbackReceiver implements AutoCloseable {

    private static final int NO_CONTENT = 204;
    private static final int AT_ONCE = 16;

    private final HttpServer server;

    private CallbackReceiver(HttpServer server) {
        this.server = server;
    }

    /** On a free port of this machine. */
    public static CallbackReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), AT_ONCE);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(NO_CONTENT, -1);
            exchange.close();
        });
        server.start();
        return new CallbackReceiver(server);
    }

    /** With the port. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public String url() {
        return "http://" + host() + "/done";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
