package io.taskforge.bench;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What an answer costs of the processor, and whom. Unlike the rate it hardly depends on what else the machine does, and it says where
 * the time goes.
 *
 * @param service microseconds of the api-service
 * @param database of PostgreSQL with its backends
 * @param broker of the message broker
 * @param load of this process, which asks
 */
record CpuShare(double service, double database, double broker, double load) {

    private static final double NANOS_PER_MICRO = 1_000;

    private record Used(Duration service, Duration database, Duration broker, Duration load) {

        static Used now(Product service, Product servers) {
            return new Used(
                    of(service.pid("api-service")),
                    withChildren(servers.pid("postgres")),
                    of(servers.pid("broker")),
                    of(ProcessHandle.current().pid()));
        }

        private static Duration of(long pid) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().totalCpuDuration())
                    .orElse(Duration.ZERO);
        }

        private static Duration withChildren(long pid) {
            return ProcessHandle.of(pid).stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    /**
     * @param service whose api-service answers
     * @param servers whose PostgreSQL and broker it uses
     */
    static Throughput measured(Product service, Product servers, Supplier<Throughput> load) {
        Used before = Used.now(service, servers);
        Throughput throughput = load.get();
        Used after = Used.now(service, servers);
        double answers = throughput.answers();
        return throughput.with(new CpuShare(
                micros(before.service(), after.service()) / answers,
                micros(before.database(), after.database()) / answers,
                micros(before.broker(), after.broker()) / answers,
                micros(before.load(), after.load()) / answers));
    }

    private static double micros(Duration before, Duration after) {
        return after.minus(before).toNanos() / NANOS_PER_MICRO;
    }
}
