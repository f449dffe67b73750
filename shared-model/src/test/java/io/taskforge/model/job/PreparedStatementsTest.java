package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a statement costs before it does anything: to be sent, and to be planned. */
class PreparedStatementsTest {

    /** PostgreSQL makes five plans for the very values before it compares them with a general one. */
    private static final int TIMES = 7;

    @AutoClose
    private static JobDatabase jobs = new JobDatabase();

    @Test
    void every_statement_is_short_enough_to_be_cached_as_prepared() throws IllegalAccessException {
        List<Field> statements = Stream.of(JobSql.class, JobReadSql.class)
                .flatMap(holder -> Stream.of(holder.getDeclaredFields()))
                .toList();
        for (Field field : statements) {
            if (field.getType() == String.class) {
                field.setAccessible(true);
                String sql = (String) field.get(null);
                assertTrue(sql.length() < 2_048, () -> field.getName() + " has " + sql.length() + " characters");
            }
        }
    }

    @Test
    void a_few_jobs_that_are_looked_up_together_are_soon_not_planned_each_time() {
        assertEquals(
                TIMES - 5, generalPlans(JobSql.OF_CLIENTS, "array[gen_random_uuid()]", "array[gen_random_uuid()]"));
    }

    @Test
    void neither_are_those_that_are_known() {
        String id = "array[gen_random_uuid()]";
        assertEquals(TIMES - 5, generalPlans(JobSql.UNCHANGED, id, id, "array[1]", "array[1]"));
    }

    @Test
    void a_few_submissions_that_are_stored_together_are_soon_not_planned_each_time() {
        String client = "array['" + jobs.newClient().value() + "'::uuid]";
        String text = "array['{}']";
        String hash = "array[sha256('')]";
        String number = "array[1]";
        assertEquals(
                TIMES - 5,
                generalPlans(
                        JobSql.SUBMITTED_TOGETHER,
                        client,
                        "array[gen_random_uuid()::text]",
                        hash,
                        text,
                        text,
                        text,
                        "60000",
                        text,
                        hash,
                        number,
                        "array[null::text]",
                        "array[null::int]",
                        "array[null::int]",
                        "array[null::uuid]",
                        "array[null::text]"));
    }

    /** How many executions of a statement were not planned for their very values. */
    private static int generalPlans(String sql, String... values) {
        String name = "p" + UUID.randomUUID().toString().replace("-", "");
        String execute = "execute " + name + "(" + String.join(", ", values) + ")";
        Row plans = await(jobs.pool().withConnection(connection -> run(connection, "prepare " + name + " as " + sql)
                .chain(() -> run(connection, String.join(";", Collections.nCopies(TIMES, execute))))
                .chain(() -> connection
                        .query("select generic_plans, custom_plans from pg_prepared_statements where name = '" + name
                                + "'")
                        .execute())
                .map(found -> found.iterator().next())
                .call(() -> run(connection, "deallocate " + name))));
        assertEquals(TIMES, plans.getLong("generic_plans") + plans.getLong("custom_plans"));
        return plans.getLong("generic_plans").intValue();
    }

    private static Uni<?> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute();
    }
}
