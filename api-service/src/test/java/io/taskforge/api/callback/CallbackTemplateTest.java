package io.taskforge.api.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.taskforge.api.failure.Violation;
import io.taskforge.model.job.JobId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackTemplateTest {

    private static final JobId JOB = new JobId(UUID.fromString("019e4fae-f96a-78b2-be03-8633c38ea640"));

    private static String codeOf(String template) {
        return CallbackTemplate.violation(template)
                .map(Violation::code)
                .map(Violation.Code::word)
                .orElse("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuehub.example.com/llm/jobs/{job_id}/callback",
                "https://hub.example.com",
                "https://hub.example.com?job={job_id}",
                "https://hub.example.com/{job_id}/{job_id}?again={job_id}&a[]=%C3%A9",
                "http://hub.example.com:8080/",
                "https://bücher.example/x",
                "https://hub.example.com/~a/b;c=d,e!f'(g)*h@i:j"
            })
    void a_url_with_the_jobs_id_in_path_or_query_is_a_template(String template) {
        assertEquals("none", codeOf(template));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hub.example.com",
                "ftp://hub.example.com/",
                "HTTPS://hub.example.com/",
                "https:/hub.example.com/",
                "javascript:alert(1)",
                "https://{job_id}.example.com/",
                "https://{job_id}@hub.example.com/",
                "https://hub.example.com:{job_id}/",
                "https://hub.example.com/#{job_id}",
                "https://hub.example.com/{job}",
                "https://hub.example.com/{+job_id}",
                "https://hub.example.com/{job_id*}",
                "https://hub.example.com/{job_id",
                "https://hub.example.com/job_id}",
                "https://hub.example.com/{{job_id}}",
                "https://hub.example.com/{}",
                "https://hub.example.com/a b",
                "https://hub.example.com\\@evil.example/",
                "https://hub.example.com/\r\nX-Evil: 1",
                "https://hub.example.com/\t",
                "https://hub.example.com/\0",
                "https://hub.example.com/%",
                "https://hub.example.com/%4",
                "https://hub.example.com/%zz",
                "https://hub.example.com/é",
                "https://hub example.com/",
                "https://hub\u2003example.com/",
                "https://hub\u0085example.com/",
                "https://hub.example.com/<script>",
                "https://hub.example.com/\"^`|"
            })
    void whatever_else_is_none(String text) {
        assertEquals("bad_format", codeOf(text));
    }

    @Test
    void a_template_has_at_most_2048_characters_and_is_not_read_any_further() {
        String longest = "https://hub.example.com/" + "x".repeat(2_024);
        assertEquals(2_048, longest.length());
        assertEquals("none", codeOf(longest));
        assertEquals("too_long", codeOf(longest + "x"));
        assertEquals("too_long", codeOf("https://hub.example.com/" + "{a}".repeat(300_000)));
        assertEquals("none", codeOf("https://hub.example.com/" + "{job_id}".repeat(253)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://hub.example.com, /",
        "https://hub.example.com?j={job_id}, /?j=019e4fae-f96a-78b2-be03-8633c38ea640",
        "https://hub.example.com/{job_id}, /019e4fae-f96a-78b2-be03-8633c38ea640",
        "https://hub.example.com/a%2Fb/{job_id}/{job_id}?c=%20, /a%2Fb/019e4fae-f96a-78b2-be03-8633c38ea640/019e4fae-f96a-78b2-be03-8633c38ea640?c=%20"
    })
    void the_jobs_id_takes_its_place_and_the_rest_stays_as_it_was_given(String template, String target) {
        var readable = assertInstanceOf(CallbackUrl.Reading.Readable.class, CallbackUrl.of(template));

        assertEquals(target, readable.url().targetFor(JOB));
    }
}
