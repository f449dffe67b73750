package io.taskforge.bench;

/** What is measured in each round, in this order. */
enum Measure {
    PGBENCH("pgbench, the service's submit statement, 32 clients"),
    SUBMIT("submit over REST, 1,000 jobs in the table"),
    SUBMIT_MANY("submit over REST, very many jobs in the table"),
    EMPTY("an empty endpoint"),
    STATUS("status over REST"),
    NOT_MODIFIED("status over REST with a matching If-None-Match"),
    GET_JOB("GetJob over gRPC, 32 streams"),
    LIST_FEW("list, page 1, 1,000 jobs"),
    LIST_MANY("list, page 1, very many jobs"),
    LIST_DEEP("list, page 1,000 by token, very many jobs");

    private final String what;

    Measure(String what) {
        this.what = what;
    }

    String what() {
        return what;
    }
}
