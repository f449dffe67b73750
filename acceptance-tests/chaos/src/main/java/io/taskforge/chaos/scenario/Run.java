package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Backlog;
import io.taskforge.chaos.check.Evidence;
import io.taskforge.chaos.check.Expectations;
import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.client.Load;
import io.taskforge.chaos.client.SinkMode;
import io.taskforge.chaos.client.Submission;
import io.taskforge.chaos.node.ServiceNode;
import io.taskforge.chaos.report.Figure;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.chaos.world.World;
import io.taskforge.fakeollama.Behaviour;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** One scenario under way: its world, its clients, its chance, and what it found worth telling. */
public final class Run implements AutoCloseable {

    /** What goes wrong each time. */
    public interface Step {
        void play() throws Exception;
    }

    private static final int SHORTENED_BY = 6;

    /** Every so many submissions have a callback. */
    private static final int CALLBACK_EVERY = 4;

    private static final int GONE_EVERY = 20;

    private final World world;
    private final int jobs;
    private final Random random;
    private final boolean shortened;
    private final Optional<Path> clients;
    private final Consumer<String> said;
    private final Load load;
    private final Clock clock = Clock.systemUTC();
    private final Expectations expected = new Expectations();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Function<Evidence, List<Violation>>> afterwards = new ArrayList<>();

    /**
     * @param clients a program that drives the product as well, where a scenario has use for it
     * @param said is told of each step
     */
    public Run(World world, int jobs, Random random, boolean shortened, Optional<Path> clients, Consumer<String> said) {
        this.world = world;
        this.jobs = jobs;
        this.random = random;
        this.shortened = shortened;
        this.clients = clients;
        this.said = said;
        this.load = new Load(world.apiUrls(), world.apiKeys(), this::callback);
    }

    private Optional<String> callback(int number) {
        if (number % GONE_EVERY == 1) {
            return Optional.of(world.sink().url(SinkMode.GONE));
        }
        return number % CALLBACK_EVERY == 0 ? Optional.of(world.sink().url(SinkMode.OK)) : Optional.empty();
    }

    public World world() {
        return world;
    }

    public Load load() {
        return load;
    }

    /** How many jobs the scenario is to be played with. */
    public int jobs() {
        return jobs;
    }

    /** Repeats itself under the same seed. */
    public Random random() {
        return random;
    }

    public Expectations expected() {
        return expected;
    }

    /** An outage's length in this run: as it is, or a sixth of it and 5 s at least. */
    public Duration shortened(Duration whole) {
        if (!shortened) {
            return whole;
        }
        Duration sixth = whole.dividedBy(SHORTENED_BY);
        Duration least = Duration.ofSeconds(5);
        return sixth.compareTo(least) < 0 ? least : sixth;
    }

    public boolean isShort() {
        return shortened;
    }

    /** A program that drives the product as well. */
    public Optional<Path> clients() {
        return clients;
    }

    /** The model takes so long for each answer from now on. */
    public void modelTakes(Duration time) {
        world.model().always(Behaviour.parse("late:" + time.toMillis()));
    }

    /** All jobs, spread over the time. */
    public CompletableFuture<List<Submission>> flow(Duration over) {
        return load.submitting(jobs, over);
    }

    public Instant now() {
        return clock.instant();
    }

    /** What is left to do now. */
    public Backlog backlog() {
        return new Backlog(world.jdbcUrl());
    }

    /** Does the same again and again, with a pause before each time, until the whole time is over. */
    public void again(Duration every, Duration whole, Step step) throws Exception {
        long end = System.nanoTime() + whole.toNanos();
        while (System.nanoTime() < end) {
            Waiting.rest(every);
            step.play();
        }
    }

    public ServiceNode anyWorker() {
        return world.workers().get(random.nextInt(world.workers().size()));
    }

    public void step(String what) {
        said.accept(what);
    }

    /** Stands in the report. */
    public void note(String text) {
        notes.add(text);
    }

    public void figure(String name, Duration value) {
        figure(name, seconds(value), "s", OptionalDouble.empty());
    }

    /** @param atMost more than that, and the scenario has not held */
    public void figure(String name, Duration value, Duration atMost) {
        figure(name, seconds(value), "s", OptionalDouble.of(seconds(atMost)));
    }

    /** @param atMost more than that, and the scenario has not held */
    public void figure(String name, double value, String unit, OptionalDouble atMost) {
        figures.add(new Figure(
                name, value, unit, atMost.isPresent() ? Optional.of(atMost.getAsDouble()) : Optional.empty()));
    }

    private static double seconds(Duration value) {
        return value.toMillis() / 1000.0;
    }

    /** From now until each service answers. */
    public void answersWithin(String name, Duration atMost) {
        Instant from = now();
        world.services().forEach(ServiceNode::awaitReady);
        figure(name, Duration.between(from, now()), atMost);
    }

    /** Looks, once the run is over, at everything that is known of it. */
    public void afterwards(Function<Evidence, List<Violation>> check) {
        afterwards.add(check);
    }

    /** What those looks find against the run. */
    public List<Violation> conclude(Evidence evidence) {
        return afterwards.stream()
                .flatMap(check -> check.apply(evidence).stream())
                .toList();
    }

    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        load.close();
    }
}
