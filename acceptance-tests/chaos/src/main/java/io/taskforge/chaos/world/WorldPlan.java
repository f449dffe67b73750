package io.taskforge.chaos.world;

import io.taskforge.chaos.node.PostgresNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What a scenario wants of its world beyond the usual.
 *
 * @param environment for every service
 * @param apis for the api-services only
 * @param workers for the workers only
 * @param oneDoor whether clients reach the api-services by one address, and otherwise each by its own
 */
public record WorldPlan(
        PostgresNode.Plan database,
        Map<String, String> environment,
        Map<String, String> apis,
        Map<String, String> workers,
        boolean oneDoor) {

    public static final WorldPlan USUAL =
            new WorldPlan(PostgresNode.Plan.USUAL, Map.of(), Map.of(), Map.of("TASKFORGE_WORKER_SLOTS", "4"), false);

    public WorldPlan withDatabase(PostgresNode.Plan other) {
        return new WorldPlan(other, environment, apis, workers, oneDoor);
    }

    public WorldPlan withEnvironment(String name, String value) {
        return new WorldPlan(database, with(environment, name, value), apis, workers, oneDoor);
    }

    public WorldPlan withApis(String name, String value) {
        return new WorldPlan(database, environment, with(apis, name, value), workers, oneDoor);
    }

    public WorldPlan withWorkers(String name, String value) {
        return new WorldPlan(database, environment, apis, with(workers, name, value), oneDoor);
    }

    public WorldPlan behindOneDoor() {
        return new WorldPlan(database, environment, apis, workers, true);
    }

    private static Map<String, String> with(Map<String, String> before, String name, String value) {
        Map<String, String> more = new HashMap<>(before);
        more.put(name, value);
        return Map.copyOf(more);
    }
}
