package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.client.GrpcWalk;
import io.taskforge.chaos.client.OtherClients;
import io.taskforge.chaos.client.RequestLog;
import io.taskforge.chaos.client.RestWalk;
import io.taskforge.chaos.client.Submission;
import io.taskforge.chaos.client.Walk;
import io.taskforge.chaos.world.World;
import io.taskforge.chaos.world.WorldPlan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Every service is replaced by another, as an orchestrator does it, while clients go their ways through all of the contract, over REST
 * and gRPC. They repeat nothing: whatever is not answered is lost.
 */
public final class RollingUpdate implements Scenario {

    private static final int REST_CLIENTS = 4;
    private static final int GRPC_CLIENTS = 2;
    private static final int SHOWN = 20;

    @Override
    public String id() {
        return "C16";
    }

    @Override
    public String title() {
        return "a rolling update, under clients that repeat nothing";
    }

    /** Workers stop sooner than their slowest job, so that jobs are handed back; api-services take leave for as long as in production. */
    @Override
    public WorldPlan world() {
        return Scenario.super
                .world()
                .withWorkers("TASKFORGE_WORKER_DRAIN", "1s")
                .withApis("TASKFORGE_API_DRAIN", "5s")
                .behindOneDoor();
    }

    @Override
    public void run(Run run) throws Exception {
        World world = run.world();
        run.modelTakes(Duration.ofMillis(300));
        RequestLog log = new RequestLog();
        AtomicBoolean updated = new AtomicBoolean();
        List<Walk> clients = clients(run, log);
        try {
            List<CompletableFuture<Void>> ways = clients.stream()
                    .map(client -> CompletableFuture.runAsync(
                            () -> goOn(run, client, updated),
                            task -> Thread.ofVirtual().name("walk").start(task)))
                    .toList();
            Optional<CompletableFuture<Void>> others = run.clients().map(program -> others(run, program, updated));
            var flow = run.flow(run.isShort() ? Duration.ofSeconds(20) : Duration.ofSeconds(60));
            for (int i = 0; i < world.apis().size(); i++) {
                run.step("replaces " + world.apis().getFirst().name());
                world.updateApi();
                run.step("replaces " + world.workers().getFirst().name());
                world.updateWorker();
            }
            flow.join();
            updated.set(true);
            run.modelTakes(Duration.ZERO);
            ways.forEach(CompletableFuture::join);
            others.ifPresent(CompletableFuture::join);
        } finally {
            clients.forEach(Walk::close);
        }
        run.figure("requests answered", log.answers(), "", OptionalDouble.empty());
        run.figure("requests lost", log.lost().size(), "", OptionalDouble.of(0));
        run.afterwards(evidence -> Stream.concat(
                        log.lost().stream().limit(SHOWN).map(lost -> new Violation("C16", lost)),
                        evidence.database().jobs().values().stream()
                                .filter(job -> job.failures() + job.crashes() > 0)
                                .map(job -> new Violation(
                                        "C16",
                                        "job %s paid for an update: failures %d, crashes %d"
                                                .formatted(job.id(), job.failures(), job.crashes()))))
                .toList());
        run.afterwards(evidence -> evidence.client().stream()
                .filter(entry -> entry.unknown() > 0)
                .map(entry -> new Violation(
                        "C16",
                        "a submission was not answered: " + entry.submission().key()))
                .toList());
    }

    /** Those over REST speak HTTP/1.1, as without a certificate all do: how HTTP/2 is taken leave of is api-service's LeaveTest. */
    private static List<Walk> clients(Run run, RequestLog log) {
        World world = run.world();
        URI api = world.apiUrls().getFirst();
        List<Walk> clients = new ArrayList<>();
        for (int i = 0; i < REST_CLIENTS; i++) {
            clients.add(new RestWalk(api, world.apiKeys(), run.load().log(), log));
        }
        for (int i = 0; i < GRPC_CLIENTS; i++) {
            clients.add(new GrpcWalk(
                    world.grpcDoorPort(), world.apiKeys(), run.load().log(), log));
        }
        return clients;
    }

    /** Clients of somebody else, which go through all of the contract, at the same doors: at least once before the update is over. */
    private static CompletableFuture<Void> others(Run run, Path program, AtomicBoolean updated) {
        World world = run.world();
        run.expected().others(OtherClients.KEYS_BEGIN).cancelling();
        OtherClients others = new OtherClients(
                program, world.apiUrls().getFirst(), world.grpcDoorPort(), world.newClient("others"), world.folder());
        List<String> failures = new ArrayList<>();
        AtomicInteger runs = new AtomicInteger();
        run.afterwards(evidence ->
                failures.stream().map(failure -> new Violation("C16", failure)).toList());
        return CompletableFuture.runAsync(
                () -> {
                    do {
                        others.run().ifPresent(failures::add);
                        runs.incrementAndGet();
                    } while (!updated.get());
                    run.figure("runs of the other clients", runs.get(), "", OptionalDouble.empty());
                },
                task -> Thread.ofVirtual().name("others").start(task));
    }

    private static void goOn(Run run, Walk client, AtomicBoolean updated) {
        try {
            while (!updated.get()) {
                Submission next = run.load().next();
                client.walk(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
