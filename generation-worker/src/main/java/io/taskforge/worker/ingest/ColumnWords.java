package io.taskforge.worker.ingest;

import java.util.List;
import java.util.Set;

/** What people call the columns of their requirement tables, in small letters and without accents. */
final class ColumnWords {

    /** The requirement itself. Earlier words win. */
    static final List<String> MAIN = List.of(
            "requirement",
            "user story",
            "story",
            "feature",
            "capability",
            "anforderung",
            "exigence",
            "requisito",
            "exigencia",
            "requerimiento",
            "funktion",
            "fonctionnalite",
            "funcionalidad",
            "funcionalidade",
            "funzionalita",
            "needs",
            "shall statement",
            "statement",
            "eis",
            "wymaganie",
            "требование",
            "需求",
            "要求",
            "要件",
            "功能",
            "機能",
            "task",
            "must",
            "rule",
            "regel",
            "what",
            "behaviour",
            "behavior");

    static final List<String> DESCRIPTION = List.of(
            "description",
            "beschreibung",
            "descripcion",
            "descricao",
            "descrizione",
            "details",
            "detail",
            "purpose",
            "summary",
            "what it does",
            "text",
            "描述",
            "说明",
            "說明",
            "説明",
            "内容",
            "beschrijving",
            "zweck",
            "proposito",
            "finalidade",
            "opis",
            "описание",
            "specification");

    static final List<String> NAME = List.of(
            "title",
            "name",
            "titel",
            "titre",
            "titulo",
            "titolo",
            "名称",
            "名稱",
            "名前",
            "item",
            "bezeichnung",
            "nom",
            "nombre",
            "nome",
            "heading",
            "header",
            "endpoint",
            "operation",
            "subject");

    static final Set<String> ID = Set.of(
            "id",
            "#",
            "no",
            "nr",
            "ref",
            "key",
            "uid",
            "编号",
            "編號",
            "番号",
            "序号",
            "n°",
            "nº",
            "number",
            "nummer",
            "numero",
            "code",
            "identifier",
            "req",
            "requirement id",
            "req id",
            "kennung",
            "identificador",
            "codigo",
            "rf",
            "issue key");

    static final List<String> PRIORITY = List.of(
            "priority",
            "prio",
            "prioritat",
            "priorite",
            "prioridad",
            "prioridade",
            "priorita",
            "优先级",
            "優先級",
            "優先度",
            "moscow",
            "level",
            "importance",
            "wichtigkeit",
            "obligation",
            "verbindlichkeit");

    static final Set<String> TYPE = Set.of(
            "type",
            "typ",
            "tipo",
            "kind",
            "art",
            "object type",
            "item type",
            "artifact type",
            "类型",
            "種別",
            "categoria",
            "category",
            "kategorie",
            "requirement type",
            "issue type");

    /** A column that says of each row whether it binds. */
    static final Set<String> NORMATIVE = Set.of("normative", "is requirement", "binding", "verbindlich", "is req");

    static final Set<String> NO = Set.of("false", "no", "n", "0", "nein", "non");

    /** Rows of these types are not there to be built, beyond those whose type is the name of such a section. */
    static final Set<String> NO_WORK = Set.of(
            "heading",
            "information",
            "info",
            "note",
            "comment",
            "folder",
            "definition",
            "title",
            "section",
            "uberschrift",
            "kommentar",
            "hinweis",
            "contexto",
            "context",
            "kontext",
            "contexte",
            "assumption",
            "annahme",
            "supuesto",
            "actor",
            "persona",
            "glossary",
            "term",
            "rationale",
            "group");

    /** What follows the word for a requirement when the column holds something else about it. */
    private static final Set<String> OTHER_THINGS = Set.of(
            "id",
            "ids",
            "number",
            "no",
            "nr",
            "type",
            "class",
            "status",
            "date",
            "owner",
            "source",
            "priority",
            "level",
            "category",
            "group",
            "author",
            "version",
            "link",
            "links",
            "ref",
            "prototyped",
            "area",
            "count",
            "state",
            "status code");

    private ColumnWords() {}

    static boolean namesAnotherThing(String cell) {
        int space = cell.lastIndexOf(' ');
        return space > 0 && OTHER_THINGS.contains(cell.substring(space + 1)) || cell.endsWith("requirementid");
    }
}
