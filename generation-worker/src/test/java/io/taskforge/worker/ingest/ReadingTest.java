package io.taskforge.worker.ingest;

import static io.taskforge.worker.ingest.Specs.only;
import static io.taskforge.worker.ingest.Specs.read;
import static io.taskforge.worker.ingest.Specs.texts;
import static io.taskforge.worker.ingest.Specs.work;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What asks, and what only tells. */
class ReadingTest {

    private static final String CAPITALS = "MUST a. ".repeat(8);

    @Test
    void where_capitals_bind_small_letters_only_tell() {
        List<Statement> work =
                work("# P\n\nClients MUST send a header. Servers MUST answer it. Both SHOULD log. Nobody MAY lie. "
                        + "A proxy MUST NOT cache. A cache MUST expire. An entry SHOULD be small. A key MUST be short.\n\n"
                        + "Many things can go wrong, and one must not worry.\n");
        assertEquals(8, work.size());
    }

    @Test
    void declared_capitals_bind_a_text_that_has_few_of_them() {
        String declared = "The key words MUST, SHOULD and MAY are used as in RFC 2119.";
        assertEquals(
                List.of("A key MUST be short.", "A name MUST be given.", "A date SHOULD be given."),
                texts(work("# P\n\n" + declared
                        + "\n\nA key MUST be short. A name MUST be given. A date SHOULD be given.\n\n"
                        + "The key may be shown to the user.\n")));
    }

    @Test
    void where_key_words_are_mostly_capitals_a_small_may_only_tells() {
        String four = "Clients MUST send a key. Servers MUST check it. Keys SHOULD be short. Logs MAY be kept.";
        assertEquals(
                4,
                work("# P\n\n" + four + "\n\nThe server may be told by its port.\n")
                        .size());
    }

    @Test
    void where_key_words_are_mostly_capitals_a_small_must_still_asks() {
        String four = "Clients MUST send a key. Servers MUST check it. Keys SHOULD be short. Logs MAY be kept.";
        assertEquals(
                5,
                work("# P\n\n" + four + "\n\nThe server must be told by its port.\n")
                        .size());
    }

    @Test
    void a_table_without_capitals_only_tells_where_capitals_bind() {
        String table = "## Codes\n\n| Event | State |\n|---|---|\n| ready | up |\n| error | down |\n";
        assertEquals(
                List.of(),
                texts(work("# P\n\n" + CAPITALS + "\n\n" + table).stream()
                        .filter(statement -> statement.lines().start() > 3)
                        .toList()));
    }

    @Test
    void a_table_with_capitals_is_work_where_capitals_bind() {
        String table =
                "## Fields\n\n| Field | Type | Meaning |\n|---|---|---|\n| name | text | REQUIRED. The name. |\n| note | text | The note. |\n";
        assertEquals(
                List.of("Fields"),
                texts(work("# P\n\n" + CAPITALS + "\n\n" + table).stream()
                        .filter(statement -> statement.lines().start() > 3)
                        .toList()));
    }

    @Test
    void declared_capitals_that_are_never_used_do_not_bind() {
        String declared =
                "必须（MUST）、禁止（MUST NOT）、必要（REQUIRED）、应当（SHALL）、应该（SHOULD）、推荐（RECOMMENDED）、可以（MAY）、可选（OPTIONAL）参考 RFC 2119。";
        assertEquals(
                List.of("每个提交都必须使用类型。"),
                texts(work("# 规范\n\n" + declared + "\n\n每个提交都必须使用类型。\n\n## 概述\n\n- 提交表示修复\n")));
    }

    @Test
    void a_list_of_which_half_binds_by_capitals_counts_as_a_whole() {
        String list = "## Rules\n\n1. A version MUST have three parts.\n2. Version 1 defines the interface.\n";
        assertEquals(
                2,
                work("# P\n\n" + CAPITALS + "\n\n" + list).stream()
                        .filter(statement -> statement.lines().start() > 3)
                        .count());
    }

    @ParameterizedTest
    @CsvSource({
        "es, Los clientes DEBEN enviar la cabecera.",
        "pt, Os clientes DEVEM enviar o cabeçalho.",
        "fr, Les clients DOIVENT envoyer cet en-tête.",
        "de, Die Clients MÜSSEN den Header senden."
    })
    void other_languages_bind_by_their_own_capitals(String language, String sentence) {
        SpecDocument spec = read("# P\n\n" + (sentence + "\n\n").repeat(8) + sentence.toLowerCase(Locale.ROOT) + "\n");
        assertEquals(language, spec.language());
        assertEquals(8, spec.work().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Why use it?",
                "Do all contributors have to use this specification?",
                "¿Por qué usar esto?",
                "Pourquoi l'utiliser",
                "Weshalb sollte man das nutzen?",
                "何故使うのか",
                "为什么使用这个规范",
                "FAQ",
                "5.0.1 \"Why not the usual one?\"",
                "4. Positioning & messaging",
                "Public cible et priorités",
                "Intended audience and use",
                "Persona: Anna",
                "Appendix A: Competitive Analysis",
                "Rejected alternatives",
                "Further reading",
                "目标用户",
                "変更履歴",
                "Änderungshistorie",
                "Licencia"
            })
    void what_stands_beside_the_matter_is_never_work(String heading) {
        String aside =
                "# P\n\n## " + heading + "\n\nAnna must log in. She wants reports.\n\n- You must keep this notice\n";
        assertEquals(List.of(), work(aside));
    }

    @Test
    void users_among_the_features_are_a_feature() {
        assertEquals(
                2,
                work("# P\n\n## Features\n\n### Users\n\n- Invite users\n- Remove users\n")
                        .size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# My holidays\n\nWe went to Rome. The children can swim now.\n\n- Monday: museum\n- Tuesday: beach\n",
                "Dear Anna,\n\nthank you for your letter. The weather was fine and we had a good time.\n",
                "# Meeting\n\n- Bob was late\n- The budget is fine.\n"
            })
    void a_text_in_which_nothing_is_required_yields_no_work(String text) {
        assertEquals(List.of(), work(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TODO: decide on the database",
                "TBD: how long is a session?",
                "The limit is to be decided by sales."
            })
    void what_is_left_open_is_a_question(String sentence) {
        SpecDocument spec = read("The app must start.\n\n" + sentence + "\n");
        assertEquals(StatementKind.QUESTION, spec.statements().getLast().kind());
    }

    @Test
    void a_version_in_a_heading_is_no_id() {
        assertEquals(
                2,
                work("# App\n\n## V1 scope\n\n- Add a button\n- Remove a button\n")
                        .size());
    }

    @Test
    void a_finished_sentence_above_a_list_is_a_statement_of_its_own() {
        assertEquals(
                3,
                work("The app must be quick.\n\n- The app must start.\n- The app must stop.\n")
                        .size());
    }

    @Test
    void a_paragraph_below_an_item_that_only_names_is_read() {
        assertEquals(
                List.of("Secrets SHOULD NOT be logged."),
                texts(work("# P\n\n" + CAPITALS
                                + "\n\n## Privacy\n\n- Attributes\n\n  Secrets SHOULD NOT be logged.\n"))
                        .stream()
                        .filter(text -> text.contains("Secrets"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "When the user logs out, the system shall close the session.",
                "While offline, the app shall queue messages.",
                "Where SSO is enabled, the app shall hide the password field.",
                "Passwords are required to have 12 characters."
            })
    void conditions_and_duties_in_other_words_are_requirements(String sentence) {
        assertEquals(Strength.MUST, only(sentence).strength());
    }

    @Test
    void being_able_is_no_duty_in_chinese_and_japanese_prose() {
        assertEquals(List.of(), work("# 概念\n\n这个工具可以很快。人们能够理解它。\n"));
        assertEquals(List.of(), work("# 話\n\nこの道具は速くできる。人は理解することができる。\n"));
    }

    @Test
    void stories_are_told_by_columns_too() {
        Statement story = only(
                "## Stories\n\n| ID | As a | I want to | So that |\n|---|---|---|---|\n| US-1 | clerk | count stock | I order in time |\n");
        assertEquals(StatementKind.USER_STORY, story.kind());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Export data as CSV",
                "de | Daten exportieren und sichern",
                "es | Como usuario quiero ver mis pedidos",
                "pt | O sistema deve exportar os dados.",
                "fr | En tant que client, je veux payer",
                "zh | 系统必须支持 `exportCsv()`，并返回 JSON response body with fields id, name",
                "ja | システムは必ず保存する",
                "ko | 시스템은 저장해야 한다",
                "uk | Система повинна зберігати дані",
                "und | ```"
            })
    void short_texts_have_a_language(String language, String text) {
        assertEquals(language, read(text).language());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Decided against",
                "Not in this version",
                "Not part of the first release",
                "4. Not now",
                "Nicht in dieser Version",
                "No en esta versión",
                "不在范围内",
                "暂不支持"
            })
    void what_is_decided_against_is_ruled_out(String heading) {
        SpecDocument spec = read("# P\n\nThe app must start.\n\n## " + heading + "\n\n- Operation by voice.\n");
        assertEquals(List.of("The app must start."), texts(spec.work()));
        assertEquals(StatementKind.NON_GOAL, spec.statements().getLast().kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Not in stock", "Not for sale", "Notes for members"})
    void what_merely_begins_alike_is_not(String heading) {
        assertEquals(
                1,
                work("# P\n\n## " + heading + "\n\n- The article must be marked.\n")
                        .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Who may get a refund", "Who can cancel an order", "Wer darf buchen"})
    void who_is_allowed_something_is_a_rule(String heading) {
        assertEquals(
                1,
                work("# P\n\n## " + heading + "\n\n- A member must be logged in.\n")
                        .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Who it is for", "Who we are", "Who can use this", "Who", "Wer wir sind"})
    void who_somebody_is_stands_beside_the_matter(String heading) {
        assertEquals(List.of(), work("# P\n\n## " + heading + "\n\n- Anna must do everything by hand.\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Copyright 2026 the clinic group; this text must not be passed on.",
                "© 2026 the group. You may not copy it.",
                "Licensed under the terms of the group, which must be kept.",
                "This document is licensed to members and must not be copied.",
                "All rights reserved; copies must be destroyed.",
                "Alle Rechte vorbehalten; Kopien müssen vernichtet werden."
            })
    void what_may_be_done_with_the_document_is_no_work(String sentence) {
        assertEquals(List.of("The app must start."), texts(work("# P\n\n" + sentence + "\n\nThe app must start.\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Licensed drivers must be listed first.", "Copyright notices must be shown on every page."})
    void a_product_may_be_about_licences(String sentence) {
        assertEquals(sentence, only(sentence).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Goals", "Overview"})
    void capitals_bind_in_an_introduction_too(String heading) {
        String goals =
                "## " + heading + "\n\nIt MUST be small.\nIt is nice.\n\n1. No configuration. Clients MUST find it.\n"
                        + "2. Enable clients to drop the old form.\n3. It should be quick.\n";
        assertEquals(
                List.of("It MUST be small.", "No configuration. Clients MUST find it."),
                texts(work("# P\n\n" + CAPITALS + "\n\n" + goals)).stream()
                        .skip(1)
                        .toList());
    }

    @Test
    void capitals_bind_a_sentence_that_points_back() {
        assertEquals(
                2,
                work("# P\n\n" + CAPITALS + "\n\n## Errors\n\nThis SHOULD be logged by servers.\n")
                        .size());
    }

    @ParameterizedTest
    @CsvSource({"LIST_ITEM, サムネイルはローカルキャッシュとして保存", "USER_STORY, 利用者として検索したい", "USER_STORY, '利用者として、写真を検索できる。'"})
    void a_japanese_story_says_who_wishes(StatementKind kind, String item) {
        assertEquals(kind, only("# 写真\n\n## 機能\n\n- " + item + "\n").kind());
    }

    @Test
    void phases_of_development_are_milestones() {
        SpecDocument spec = read("# P\n\nThe app must start.\n\n## Development phases\n\n- Phase 1: the core\n");
        assertEquals(List.of("The app must start."), texts(spec.statements()));
        assertEquals(Remark.Kind.MILESTONE, spec.remarks().getLast().kind());
    }

    @Test
    void use_cases_beside_the_audience_are_read() {
        String spec = "# P\n\n## Target users and use cases\n\n### Target users\n\n- Developers must be patient.\n\n"
                + "### Use cases\n\n- Run everything on one machine\n";
        assertEquals(List.of("Run everything on one machine"), texts(work(spec)));
    }
}
