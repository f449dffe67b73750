package io.taskforge.fakeollama;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * One connection. Requests are read ahead of the answers by a thread of their own, so that the end of the connection is noticed while an
 * answer is being made: what the JDK's own server cannot do.
 */
final class Wire implements AutoCloseable {

    /**
     * @param headers by their names in lower case
     * @param body empty when there was none
     */
    record Request(String method, String path, Map<String, String> headers, String body) {}

    private static final int LARGEST_BODY = 8_000_000;

    private final Socket socket;
    private final BlockingQueue<Optional<Request>> requests = new LinkedBlockingQueue<>();
    private volatile boolean gone;

    /** @param whenGone told once, when the client is no longer there */
    Wire(Socket socket, Consumer<Wire> whenGone) {
        this.socket = socket;
        Thread.ofVirtual().name("fake-ollama-read").start(() -> {
            try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
                for (Request r = read(in); r != null; r = read(in)) {
                    requests.add(Optional.of(r));
                }
            } catch (IOException e) {
                // A reset is an end like any other.
            } finally {
                gone = true;
                requests.add(Optional.empty());
                whenGone.accept(this);
            }
        });
    }

    boolean gone() {
        return gone;
    }

    /** The next request; null when there will be none. */
    Request next() throws InterruptedException {
        return requests.take().orElse(null);
    }

    void answer(int status, String contentType, byte[] body) throws IOException {
        answer(status, contentType, "", body);
    }

    /** @param header one more line of the head; empty for none */
    void answer(int status, String contentType, String header, byte[] body) throws IOException {
        head(status, contentType, (header.isEmpty() ? "" : header + "\r\n") + "Content-Length: " + body.length);
        write(body, 0, body.length);
    }

    void head(int status, String contentType, String framing) throws IOException {
        String head = "HTTP/1.1 " + status + " " + reason(status) + "\r\nContent-Type: " + contentType + "\r\n"
                + framing + "\r\n\r\n";
        byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
        write(bytes, 0, bytes.length);
    }

    void chunk(byte[] bytes, int from, int to) throws IOException {
        byte[] size = (Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes(size);
        chunk.write(bytes, from, to - from);
        chunk.writeBytes(new byte[] {'\r', '\n'});
        write(chunk.toByteArray(), 0, chunk.size());
    }

    void write(byte[] bytes, int from, int to) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes, from, to - from);
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is what it should be.
        }
    }

    /** Null at the end. */
    private static Request read(InputStream in) throws IOException {
        String[] start = line(in).split(" ", 3);
        if (start.length < 3) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length > LARGEST_BODY) {
            return null;
        }
        byte[] body = in.readNBytes(length);
        return body.length < length
                ? null
                : new Request(start[0], start[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 302 -> "Found";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }
}
