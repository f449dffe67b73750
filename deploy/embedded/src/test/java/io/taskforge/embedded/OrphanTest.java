package io.taskforge.embedded;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A parent that is killed with -9 leaves nothing running. */
class OrphanTest {

    @TempDir
    Path folder;

    @Test
    void all_children_end_when_their_parent_is_killed() throws Exception {
        Process parent = jvm(Parent.class, folder.toString());
        List<ProcessHandle> children = new ArrayList<>();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = said.readLine(); line != null && !line.equals("UP"); line = said.readLine()) {
                children.add(ProcessHandle.of(Long.parseLong(line)).orElseThrow());
            }
            assertTrue(children.size() == 3, "postgres, broker and service run: " + children);
            children.addAll(parent.descendants().toList());
            parent.destroyForcibly();
            for (ProcessHandle child : children) {
                child.onExit().get(20, TimeUnit.SECONDS);
            }
        } finally {
            parent.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static Process jvm(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** As the launcher does it: both servers and a service, then it waits for ever. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.start(EmbeddedPostgres.Options.in(folder.resolve("postgres"), "secret"));
            EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Options.in(folder.resolve("broker"), "secret"));
            Process service = jvm(Tether.class, Service.class.getName());
            System.out.println(postgres.pid());
            System.out.println(broker.pid());
            System.out.println(service.pid());
            System.out.println("UP");
            new CountDownLatch(1).await();
        }
    }

    /** Does not want to end: only the tether's last resort ends it. */
    static final class Service {

        private Service() {}

        public static void main(String[] args) throws Exception {
            Runtime.getRuntime().addShutdownHook(new Thread(Service::hang));
            new CountDownLatch(1).await();
        }

        private static void hang() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
