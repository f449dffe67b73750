package io.taskforge.worker.ingest;

import java.util.Set;
import java.util.regex.Pattern;

/** Labels of what is said about a document rather than about the product: "Author: …", "Version: …". */
final class DocumentData {

    private static final Set<String> LABELS = Set.of(
            "version",
            "status",
            "author",
            "authors",
            "owner",
            "owners",
            "date",
            "last updated",
            "project name",
            "product name",
            "document id",
            "document version",
            "document type",
            "created",
            "created on",
            "reviewers",
            "reviewer",
            "team",
            "doc set",
            "updated",
            "editor",
            "editors",
            "contact",
            "approver",
            "approvers",
            "stakeholders",
            "autor",
            "datum",
            "stand",
            "auteur",
            "fecha",
            "autora",
            "data",
            "versión",
            "versão",
            "versione",
            "companion",
            "see also",
            "related",
            "pm",
            "product manager",
            "tech lead",
            "designer",
            "target release",
            "epic",
            "jira",
            "slack",
            "作者",
            "版本",
            "日期",
            "状态",
            "verantwortlich",
            "estado",
            "statut",
            "stato",
            "equipo",
            "equipe",
            "responsável",
            "responsable",
            "note",
            "example",
            "beispiel",
            "exemple",
            "ejemplo",
            "exemplo",
            "esempio",
            "hinweis",
            "last edited",
            "document owner",
            "作成者",
            "responsabile",
            "title",
            "type",
            "topic",
            "discussions-to",
            "delegate",
            "sponsor",
            "python-version",
            "requires",
            "replaces",
            "resolution",
            "post-history",
            "bdfl-delegate",
            "keywords",
            "category",
            "license",
            "copyright",
            "approved",
            "reviewed",
            "classification",
            "revision",
            "titel",
            "typ",
            "tipo",
            "titre");

    private static final Pattern LEGAL = Pattern.compile(
            "(?:C(?:opyright|OPYRIGHT) (?:\\([cC]\\)|©|\\d{4}|by\\b|of\\b)|©|\\([cC]\\) ?\\d{4}|SPDX-|Licen[sc]ed (?:under|to|by)\\b"
                    + "|Permission is hereby granted|Redistribution and use in source|(?:The above|This) copyright notice|You must include the copyright notice"
                    + "|(?:THE|This|The) (?:SOFTWARE|software) (?:IS|is) (?:PROVIDED|provided)|Th(?:e|is) (?:project|software|library|repository|code)"
                    + " (?:is|are|has been) (?:licen[sc]ed|released|distributed|published) under"
                    + "|A(?:ll rights reserved|LL RIGHTS RESERVED)|Th(?:e|is) (?:document|specification|text|work|file)"
                    + " (?:is|are|has been) (?:hereby )?(?:licen[sc]ed|placed in the public domain|in the public domain"
                    + "|made available under|published under|distributed under|released under)|Alle Rechte vorbehalten|Lizenziert unter"
                    + "|Tous droits réservés|Sous licence|Todos los derechos reservados|Todos os direitos reservados|Licenciado (?:bajo|sob)"
                    + "|Tutti i diritti riservati|版权所有|保留所有权利|著作権)");

    private DocumentData() {}

    /** Whether the sentence says to whom the document belongs and what may be done with it. */
    static boolean isLegal(String sentence) {
        return LEGAL.matcher(sentence).lookingAt();
    }

    /** @param label in small letters, without its colon */
    static boolean isAbout(String label) {
        return LABELS.contains(label);
    }
}
