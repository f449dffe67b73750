package io.taskforge.fakeollama;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The fake server. Answers {@code /api/chat} (whole and as a stream), {@code /api/tags}, {@code /api/show}, {@code /api/ps},
 * {@code /api/version} and {@code /}; for OpenAI's protocol {@code /v1/chat/completions} (whole) and {@code /v1/models}; records every request; serves chats first come, first served, on as many slots as it has. For a
 * process of its own: {@code POST /_fake/mode} takes {@code {"always":"slow:20"}} and {@code {"next":["500","garbage"]}}, {@code POST
 * /_fake/release} lets what hangs go on, {@code GET /_fake/requests} lists what came.
 */
public final class FakeOllama implements AutoCloseable {

    public static final String MODEL = "qwen3:1.7b";
    public static final String DIGEST = "8f68893c685c3ddff2aa3fffce2aa60a30bb2da65ca488b61fff134a4d1730e7";
    public static final String VERSION = "0.0.0-fake";

    /** The server that is played when it is asked by OpenAI's protocol. */
    public enum Flavour {
        VLLM,
        LLAMA_CPP
    }

    private static final String JSON_TYPE = "application/json; charset=utf-8";

    private final Facts facts = new Facts();
    private final Clock clock = Clock.systemUTC();
    private final Journal journal = new Journal(clock);
    private final ServerSocket server;
    private final Thread door;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Deque<Behaviour> next = new ArrayDeque<>();
    private final Deque<Integer> queue = new ArrayDeque<>();
    private final Set<Wire> connections = new HashSet<>();
    private Behaviour always;
    private volatile Behaviour probes = Behaviour.OBEY;
    private int freeSlots;
    private volatile int releases;
    private volatile Optional<String> key = Optional.empty();

    private FakeOllama(int port, Behaviour always, int slots) throws IOException {
        this.always = always;
        this.freeSlots = slots;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        door = Thread.ofVirtual().name("fake-ollama-accept").start(this::accept);
    }

    /** On a free port, obedient, with slots enough. */
    public static FakeOllama start() {
        return start(0, Behaviour.OBEY, 1_000);
    }

    /**
     * @param port 0 for a free one
     * @param slots chats served at a time; a real server has 1 unless told otherwise
     */
    public static FakeOllama start(int port, Behaviour always, int slots) {
        try {
            return new FakeOllama(port, always, slots);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("port " + port + " cannot be used", e);
        }
    }

    /**
     * {@code [--port N] [--mode MODE] [--model NAME] [--slots N] [--flavour vllm|llama_cpp]}; prints {@code READY <url>} and stays. An
     * unknown mode is refused with the list of the known ones.
     */
    public static void main(String[] arguments) throws InterruptedException {
        int port = 0;
        int slots = 1;
        String mode = "obey";
        String model = MODEL;
        Flavour other = Flavour.VLLM;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--port" -> port = Integer.parseInt(value);
                case "--slots" -> slots = Integer.parseInt(value);
                case "--mode" -> mode = value;
                case "--model" -> model = value;
                case "--flavour" -> other = Flavour.valueOf(value.toUpperCase(Locale.ROOT));
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        try (FakeOllama fake = start(port, Behaviour.parse(mode), slots)) {
            fake.models(model);
            fake.flavour(other, fake.facts.serverWindow);
            System.out.println("READY " + fake.url());
            fake.until(() -> false, Duration.ofDays(1));
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** For every chat that has no behaviour of its own. */
    public void always(Behaviour behaviour) {
        change(() -> always = behaviour);
    }

    /** For the next chats, one each, in order of arrival. */
    public void next(Behaviour... behaviours) {
        change(() -> next.addAll(List.of(behaviours)));
    }

    /** For version, tags and show. */
    public void probes(Behaviour behaviour) {
        change(() -> probes = behaviour);
    }

    public void models(String... names) {
        facts.models = List.of(names);
    }

    /** What {@code /api/show} says that the model was made for, in tokens. */
    public void contextLength(int tokens) {
        facts.contextLength = tokens;
    }

    /** The window that the Modelfile names, in tokens; 0 for none. */
    public void modelfileWindow(int tokens) {
        facts.modelfileWindow = tokens;
    }

    /** What {@code /api/ps} says that the loaded model has; unset, what was asked for last. */
    public void allocatedWindow(int tokens) {
        facts.allocated = Optional.of(tokens);
    }

    /** What is played for OpenAI's protocol, and its window, which no request can set. */
    public void flavour(Flavour other, int window) {
        facts.flavour = other;
        facts.serverWindow = window;
    }

    /** The digest of the model's files from now on. */
    public void digest(String hex) {
        facts.digest = hex;
    }

    /** What it says that it is; tests that need the habits of a version say so. */
    public void version(String number) {
        facts.version = number;
    }

    /** Answers this path with an error from now on. */
    public void withhold(String path) {
        facts.withheld = path;
    }

    /** From now on nothing is answered without this bearer token, as behind a proxy that asks for one. */
    public void requireKey(String bearer) {
        change(() -> key = Optional.of(bearer));
    }

    /** Lets everything go on that hangs or is held now. */
    public void release() {
        change(() -> releases++);
    }

    public List<RecordedRequest> requests() {
        return journal.requests();
    }

    public List<RecordedRequest> chats() {
        return requests().stream().filter(FakeOllama::isChat).toList();
    }

    /** Whether that many chats arrived in time. */
    public boolean awaitChats(int count, Duration time) throws InterruptedException {
        return journal.await(count, FakeOllama::isChat, time);
    }

    /** Whether that many clients went away during a chat in time. */
    public boolean awaitDisconnects(int count, Duration time) throws InterruptedException {
        return journal.await(count, r -> isChat(r) && r.end() == RecordedRequest.End.DISCONNECTED, time);
    }

    /** Nobody is answered once this returns: the port listens on until the thread that accepts has left it. */
    @Override
    public void close() {
        try {
            server.close();
            door.join();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        change(() -> connections.forEach(Wire::close));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Wire wire = new Wire(socket, w -> change(() -> connections.remove(w)));
                change(() -> connections.add(wire));
                Thread.ofVirtual().name("fake-ollama-answer").start(() -> serve(wire));
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    private void serve(Wire wire) {
        try (wire) {
            for (Wire.Request r = wire.next(); r != null; r = wire.next()) {
                if (r.path().startsWith("/_fake/")) {
                    new Control(this).answer(wire, r);
                    continue;
                }
                // Taken before the request is seen by anyone, so that a release that follows its arrival is never
                // missed.
                int releasesBefore = releases;
                int number = journal.arrived(r);
                try {
                    route(wire, r, number, time -> hold(wire, releasesBefore, time));
                    journal.ended(number, RecordedRequest.End.ANSWERED);
                } catch (IOException e) {
                    journal.ended(number, RecordedRequest.End.DISCONNECTED);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The client of a control request left.
        }
    }

    private void route(Wire wire, Wire.Request r, int number, ChatAnswer.Pause pause)
            throws IOException, InterruptedException {
        Behaviour probe = probes;
        if (key.isPresent() && !("Bearer " + key.get()).equals(r.headers().get("authorization"))) {
            wire.answer(401, "text/html", bytes("<html><h1>401 Authorization Required</h1></html>"));
        } else if (isChat(r.path()) && r.method().equals("POST")) {
            chat(wire, r, number, pause);
        } else if (r.path().equals(facts.withheld)) {
            wire.answer(501, JSON_TYPE, bytes(Refusals.error("this server does not support this")));
        } else if (probe instanceof Behaviour.Status status) {
            wire.answer(status.status(), JSON_TYPE, status.header(), bytes(status.body()));
        } else if (probe instanceof Behaviour.Raw raw) {
            wire.answer(200, "text/html", bytes(raw.body()));
        } else if (probe instanceof Behaviour.Drop) {
            throw new IOException("dropped");
        } else if (probe instanceof Behaviour.HangBeforeHeaders) {
            pause.of(Duration.ofDays(1));
        } else {
            Facts.Document found = facts.at(r.path()).orElse(null);
            if (found == null) {
                wire.answer(404, "text/plain", bytes("404 page not found"));
            } else {
                wire.answer(200, found.type(), bytes(found.body()));
            }
        }
    }

    private static boolean isChat(RecordedRequest r) {
        return isChat(r.path());
    }

    private static boolean isChat(String path) {
        return path.equals("/api/chat") || path.equals("/v1/chat/completions");
    }

    private void chat(Wire wire, Wire.Request r, int number, ChatAnswer.Pause pause)
            throws IOException, InterruptedException {
        Chat chat = r.path().equals("/api/chat")
                ? Chat.ofOllama(r.body(), clock)
                : Chat.ofOpenAi(r.body(), clock, facts.flavour, facts.serverWindow);
        Behaviour behaviour = takeBehaviour();
        if (chat.fault().isPresent()) {
            wire.answer(
                    400,
                    JSON_TYPE,
                    bytes(chat.refused(400, Refusals.error(chat.fault().get()))));
            return;
        }
        if (!facts.models.contains(chat.model())) {
            wire.answer(404, JSON_TYPE, bytes(chat.refused(404, Refusals.notFound(chat.model()))));
            return;
        }
        if (!takeSlot(wire, number)) {
            throw new IOException("gone while queued");
        }
        try {
            facts.askedWindow = chat.window();
            if (chat.refusesLongPrompt() && !(behaviour instanceof Behaviour.IgnoreTruncate)) {
                String refusal = Refusals.tooLong(chat.promptTokens(), chat.window(), true);
                wire.answer(400, JSON_TYPE, bytes(chat.refused(400, refusal)));
            } else {
                new ChatAnswer(chat, behaviour, wire, pause).send();
            }
        } finally {
            change(() -> freeSlots++);
        }
    }

    private Behaviour takeBehaviour() {
        lock.lock();
        try {
            return next.isEmpty() ? always : next.poll();
        } finally {
            lock.unlock();
        }
    }

    /** First come, first served; false when the client went away while it waited. */
    private boolean takeSlot(Wire wire, int number) throws InterruptedException {
        change(() -> queue.add(number));
        until(() -> wire.gone() || (freeSlots > 0 && queue.peek() == number), Duration.ofDays(1));
        lock.lock();
        try {
            queue.remove(number);
            boolean mine = !wire.gone();
            freeSlots -= mine ? 1 : 0;
            changed.signalAll();
            return mine;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the time is over, the client is gone, or {@link #release()}. */
    private void hold(Wire wire, int releasesBefore, Duration time) throws IOException, InterruptedException {
        until(() -> wire.gone() || releases != releasesBefore, time);
        if (wire.gone()) {
            throw new IOException("the client is gone");
        }
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean until(BooleanSupplier holds, Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = time.toNanos();
            while (!holds.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return holds.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
