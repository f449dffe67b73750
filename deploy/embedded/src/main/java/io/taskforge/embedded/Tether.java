package io.taskforge.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ties a JVM to its parent: when standard input ends, which it does however the parent ends, the JVM exits in order, and is halted
 * when that takes too long.
 *
 * <p>As a main class it runs another one: {@code java -cp taskforge-embedded.jar:quarkus-run.jar io.taskforge.embedded.Tether
 * io.quarkus.bootstrap.runner.AotQuarkusEntryPoint}. It touches nothing but the JDK, and no logging, so that the service sets up its own.
 */
public final class Tether {

    /** The parent is gone, and so is all that an orderly end could still talk to. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final int ABANDONED = 70;

    private Tether() {}

    /**
     * @param args the main class to run, and what to give it
     */
    public static void main(String[] args) throws Throwable {
        if (args.length == 0) {
            System.err.println("Give the main class to run.");
            System.exit(2);
        }
        hold(System.in);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** From now on this JVM ends when {@code parent} does. */
    static void hold(InputStream parent) {
        daemon("tether", () -> {
            awaitEnd(parent);
            daemon("tether-halt", Tether::haltAfterGrace);
            System.exit(ABANDONED);
        });
    }

    private static void awaitEnd(InputStream parent) {
        byte[] ignored = new byte[256];
        try {
            while (parent.read(ignored) >= 0) {
                // Whatever is written is no message: only the end of the stream is.
            }
        } catch (IOException e) {
            // A broken pipe is an end as well.
        }
    }

    private static void haltAfterGrace() {
        try {
            new CountDownLatch(1).await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ABANDONED);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
