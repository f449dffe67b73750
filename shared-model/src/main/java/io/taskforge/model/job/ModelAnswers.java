package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * What models wrote where it was not used as it was, for whoever wonders about a result. Kept as long as the specification, which it may
 * quote, and in bounds: what goes beyond them is left out, and the job goes on.
 */
@ApplicationScoped
public class ModelAnswers {

    /** Of one answer, in UTF-8; and as many of what was read out of it. */
    public static final int BYTES_OF_ONE = 64 << 10;

    /** Of a job, over all its runs. */
    public static final int ANSWERS_OF_JOB = 100;

    /** Of a job, over all its runs, in UTF-8. */
    public static final int BYTES_OF_JOB = 1 << 20;

    private static final int SHORT = 1_000;

    /**
     * $1 job, $2 lease token, then arrays of equal length: $3 step, $4 unit, $5 outcome, $6 reason, $7 raw, $8 cut, $9 made, $10 prompt
     * tokens, $11 completion tokens, $12 duration ms; $13 answers and $14 bytes at most. The job is locked first, as by a heartbeat:
     * nothing is written for a lease that is lost.
     */
    static final String KEPT = """
            with held as (
              select id, attempt from job where id = $1 and lease_token = $2 and status in ('running', 'cancelling') for update),
            before as (
              select coalesce(max(seq), 0) as seq, count(*) as answers, coalesce(sum(bytes), 0) as bytes
              from model_answer where job_id = $1),
            told as (
              select *, octet_length(raw) + coalesce(octet_length(made), 0) as size
              from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bool[], $9::text[], $10::bigint[], $11::bigint[],
                          $12::bigint[]) with ordinality
                as t (step, unit, outcome, reason, raw, cut, made, prompt_tokens, completion_tokens, duration_ms, nth)),
            counted as (select *, sum(size) over (order by nth) as total from told)
            insert into model_answer (job_id, seq, attempt, step, unit, outcome, reason, raw, cut, made, prompt_tokens, completion_tokens,
                                      duration_ms, bytes)
            select id, seq + nth, attempt, step, unit, outcome, reason, raw, cut, made, prompt_tokens, completion_tokens, duration_ms, size
            from held, before, counted
            where answers + nth <= $13::int and bytes + total <= $14::int
            on conflict (job_id, seq) do nothing""";

    static final String OF_JOB = "select * from model_answer where job_id = $1 order by seq";

    private final Pool pool;

    ModelAnswers(Pool pool) {
        this.pool = pool;
    }

    /** Keeps what fits the bounds of the job, and says how many that were; none when the lease is lost. */
    public Uni<Integer> kept(Lease lease, List<ModelAnswer> answers) {
        List<StoredText> raw = answers.stream()
                .map(answer -> StoredText.of(answer.raw(), BYTES_OF_ONE))
                .toList();
        List<Optional<StoredText>> made = answers.stream()
                .map(answer -> answer.made().map(text -> StoredText.of(text, BYTES_OF_ONE)))
                .toList();
        Boolean[] cut = IntStream.range(0, answers.size())
                .mapToObj(i ->
                        raw.get(i).cut() || made.get(i).filter(StoredText::cut).isPresent())
                .toArray(Boolean[]::new);
        return pool.preparedQuery(KEPT)
                .execute(Tuple.from(Arrays.asList(
                        lease.jobId().value(),
                        lease.token(),
                        texts(answers, answer -> Optional.of(answer.step().word())),
                        texts(answers, ModelAnswer::unit),
                        texts(answers, answer -> Optional.of(answer.outcome().word())),
                        texts(answers, ModelAnswer::reason),
                        raw.stream().map(StoredText::text).toArray(String[]::new),
                        cut,
                        made.stream()
                                .map(text -> text.map(StoredText::text).orElse(null))
                                .toArray(String[]::new),
                        figures(answers, ModelAnswer::promptTokens),
                        figures(answers, ModelAnswer::completionTokens),
                        figures(answers, answer -> answer.took().map(Duration::toMillis)),
                        ANSWERS_OF_JOB,
                        BYTES_OF_JOB)))
                .map(RowSet::rowCount);
    }

    /** All that is kept of a job, the oldest first, whoever's it is; none when the job is unknown. */
    public Uni<List<KeptAnswer>> of(JobId job) {
        return pool.preparedQuery(OF_JOB).execute(Tuple.of(job.value())).map(found -> StreamSupport.stream(
                        found.spliterator(), false)
                .map(ModelAnswers::answer)
                .toList());
    }

    private static String[] texts(List<ModelAnswer> answers, Function<ModelAnswer, Optional<String>> column) {
        return answers.stream()
                .map(answer -> column.apply(answer)
                        .map(text -> StoredText.of(text, SHORT).text())
                        .orElse(null))
                .toArray(String[]::new);
    }

    private static Long[] figures(List<ModelAnswer> answers, Function<ModelAnswer, Optional<Long>> column) {
        return answers.stream().map(answer -> column.apply(answer).orElse(null)).toArray(Long[]::new);
    }

    private static KeptAnswer answer(Row row) {
        return new KeptAnswer(
                row.getInteger("seq"),
                row.getInteger("attempt"),
                row.getOffsetDateTime("at").toInstant(),
                row.getBoolean("cut"),
                new ModelAnswer(
                        ModelAnswer.Step.of(row.getString("step")),
                        Optional.ofNullable(row.getString("unit")),
                        ModelAnswer.Outcome.of(row.getString("outcome")),
                        Optional.ofNullable(row.getString("reason")),
                        row.getString("raw"),
                        Optional.ofNullable(row.getString("made")),
                        Optional.ofNullable(row.getLong("prompt_tokens")),
                        Optional.ofNullable(row.getLong("completion_tokens")),
                        Optional.ofNullable(row.getLong("duration_ms")).map(Duration::ofMillis)));
    }
}
