package io.taskforge.worker.ingest;

import static io.taskforge.worker.ingest.Specs.read;
import static io.taskforge.worker.ingest.Specs.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items that ask for something and leave part of it open. */
class UnsettledTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Articles can be returned within 14 days. TBD: does that hold for members? | Articles can be returned within 14 days.",
                "The label must be created by the carrier. TODO: which carrier? | The label must be created by the carrier.",
                "Every refund is reported each night. Format: TBD. | Every refund is reported each night.",
                "The refund must be paid at once. ??? | The refund must be paid at once.",
                "The refund must be paid at once ??? | The refund must be paid at once",
                "A voucher may be chosen; then 5 % are added. (to be confirmed by finance) | A voucher may be chosen; then 5 % are added.",
                "Export orders (which format?) | Export orders",
                "Export orders. Which format? | Export orders.",
                "The report must be sent. Time TBD. It must be signed. | The report must be sent. It must be signed."
            })
    void what_an_item_asks_for_stays_work_and_what_it_leaves_open_is_asked(String item, String asked) {
        SpecDocument spec = read("# Shop\n\n## Requirements\n\n- " + item + "\n");
        assertEquals(List.of(asked), texts(spec.work()));
        assertEquals(List.of(item), texts(questions(spec)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Who pays the label abroad?", "Who pays ???", "Must members pay ???"})
    void an_item_that_is_open_as_a_whole_is_a_question_alone(String item) {
        SpecDocument spec = read("# Shop\n\n## Requirements\n\n- The app must start.\n- " + item + "\n");
        assertEquals(List.of("The app must start."), texts(spec.work()));
        assertEquals(List.of(item), texts(questions(spec)));
    }

    @Test
    void a_settled_item_asks_nothing() {
        SpecDocument spec = read("## Requirements\n\n- The list must be sorted (by date). It must scroll.\n");
        assertEquals(List.of(), questions(spec));
    }

    @Test
    void chinese_items_are_parted_without_spaces() {
        SpecDocument spec = read("# 商店\n\n## 需求\n\n- 系统必须导出订单。格式待定。必须签名。\n");
        assertEquals(List.of("系统必须导出订单。必须签名。"), texts(spec.work()));
        assertEquals(1, questions(spec).size());
    }

    private static List<Statement> questions(SpecDocument spec) {
        return spec.statements().stream()
                .filter(statement -> statement.kind() == StatementKind.QUESTION)
                .toList();
    }
}
