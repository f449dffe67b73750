package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What kind of thing a section holds, told by its heading. */
enum Topic {
    /** Nothing is known: what looks like a requirement is one. */
    NEUTRAL,
    /** Requirements stand here: list items count without further signs. */
    WORK,
    /** As {@link #WORK}, but welcome rather than needed. */
    WISH,
    /** Checks of what stands above. */
    ACCEPTANCE,
    /** Steps of one way through the product. */
    FLOW,
    /** Aims: kept for a specification that holds nothing firmer. */
    GOAL,
    BACKGROUND,
    NON_GOAL,
    QUESTION,
    RISK,
    MILESTONE;

    private static final List<String> NON_GOALS = List.of(
            "non-goal",
            "non goal",
            "nongoal",
            "out of scope",
            "out-of-scope",
            "not in scope",
            "exclusion",
            "won't",
            "wont have",
            "not a goal",
            "anti-goal",
            "future consideration",
            "future work",
            "future idea",
            "future enhancement",
            "not included",
            "deliberately not",
            "what we are not",
            "not doing",
            "later version",
            "not in v1",
            "not for now",
            "nicht-ziel",
            "nichtziel",
            "nicht ziel",
            "nicht im umfang",
            "nicht enthalten",
            "abgrenzung",
            "ausgeschlossen",
            "hors périmètre",
            "hors perimetre",
            "hors du périmètre",
            "exclusions",
            "fuera de alcance",
            "fuera del alcance",
            "fora do escopo",
            "fora de escopo",
            "fora do âmbito",
            "não objetivos",
            "fuori ambito",
            "non obiettivi",
            "esclusioni",
            "niet in scope",
            "buiten scope",
            "buiten bereik",
            "非目标",
            "不做",
            "范围外",
            "範囲外",
            "対象外",
            "スコープ外",
            "poza zakresem",
            "вне рамок");
    private static final List<String> QUESTIONS = List.of(
            "open question",
            "open issue",
            "open point",
            "unresolved",
            "to be decided",
            "to be determined",
            "tbd",
            "undecided",
            "offene frage",
            "offene punkt",
            "questions ouvertes",
            "points ouverts",
            "question ouverte",
            "preguntas abiertas",
            "cuestiones abiertas",
            "preguntas pendientes",
            "questões em aberto",
            "perguntas em aberto",
            "dúvidas",
            "pontos em aberto",
            "domande aperte",
            "questioni aperte",
            "punti aperti",
            "open vragen",
            "未決",
            "未解決",
            "待定",
            "待确认",
            "开放问题",
            "確認事項",
            "открытые вопросы");
    private static final List<String> RISKS = List.of(
            "risk",
            "potential issue",
            "risiken",
            "risiko",
            "risques",
            "risque",
            "riesgo",
            "risco",
            "rischi",
            "risico",
            "风险",
            "リスク",
            "ryzyka",
            "риски");
    private static final List<String> ACCEPTANCES = List.of(
            "acceptance criteria",
            "acceptance criterion",
            "acceptance test",
            "definition of done",
            "done when",
            "abnahmekriteri",
            "akzeptanzkriteri",
            "critères d'acceptation",
            "criterios de aceptación",
            "criterios de aceptacion",
            "critérios de aceitação",
            "criteri di accettazione",
            "acceptatiecriteria",
            "验收标准",
            "受け入れ基準",
            "受入基準");
    private static final List<String> WISHES = List.of(
            "nice to have",
            "nice-to-have",
            "could have",
            "stretch",
            "optional",
            "wünschenswert",
            "if time permits",
            "bonus");
    private static final Set<String> MILESTONE_WORDS = Set.of(
            "milestone",
            "milestones",
            "timeline",
            "roadmap",
            "schedule",
            "phases",
            "deadlines",
            "meilenstein",
            "meilensteine",
            "zeitplan",
            "jalons",
            "calendrier",
            "calendario",
            "cronograma",
            "hitos",
            "marcos",
            "pianificazione",
            "里程碑",
            "スケジュール",
            "マイルストーン",
            "release plan",
            "rollout plan",
            "delivery plan",
            "project plan",
            "planning");

    private static final Set<String> BESIDE_MILESTONES =
            Set.of("release", "releases", "rollout", "delivery", "project", "dates", "plan");
    private static final List<String> FLOWS =
            List.of("flow", "ablauf", "parcours", "flujo", "fluxo", "flusso", "流程", "フロー");
    private static final List<String> WORKS = List.of(
            "requirement",
            "functional",
            "feature",
            "user stor",
            "stories",
            "must have",
            "must-have",
            "should have",
            "in scope",
            "deliverable",
            "to do",
            "todo",
            "endpoint",
            "must ship",
            "what we need",
            "anforderung",
            "funktion",
            "exigence",
            "fonctionnalité",
            "requisito",
            "funcionalidad",
            "funzionalità",
            "requisiti",
            "eisen",
            "functionaliteit",
            "需求",
            "功能",
            "要件",
            "機能",
            "要求",
            "wymagania",
            "требования");

    /** A heading made of these words alone introduces and does not ask. */
    private static final Set<String> BACKGROUND_WORDS = Set.copyOf(List.of(
            ("background context problem problems statement motivation overview introduction intro summary executive abstract pain points"
                            + " target targets users user audience persona personas stakeholder stakeholders vision mission rationale current"
                            + " situation state history market competitive competitors competition positioning messaging glossary definitions"
                            + " terminology terms references reference links resources further reading changelog revision version versions"
                            + " document documents license licence licensing alternatives alternative considered rejected prior art appendix"
                            + " credits authors author success metrics metric kpi kpis measures examples example faq about related work"
                            + " thanks acknowledgements acknowledgments principles product conventions notation table contents toc status"
                            + " non people roles team today why purpose key words setting customer customers research interviews"
                            + " hintergrund einleitung einführung ausgangslage überblick zusammenfassung motivation problemstellung zielgruppe"
                            + " zielgruppen nutzer anwender glossar begriffe referenzen quellen beteiligte rollen änderungshistorie lizenz"
                            + " alternativen erfolgskriterien kennzahlen personas ist zustand"
                            + " contexte introduction présentation résumé problématique utilisateurs cibles glossaire références personas"
                            + " indicateurs annexe historique"
                            + " contexto introducción resumen antecedentes problema usuarios glosario referencias alternativas métricas objetivo"
                            + " introdução resumo antecedentes usuários público alvo glossário referências métricas visão geral"
                            + " contesto introduzione riepilogo problema utenti glossario riferimenti alternative metriche panoramica"
                            + " achtergrond inleiding samenvatting doelgroep begrippen referenties")
                    .split(" ")));

    private static final List<String> BACKGROUND_UNSPACED = List.of(
            "背景", "概述", "简介", "介绍", "前言", "术语", "参考", "目标用户", "用户画像", "现状", "修订", "竞品", "概要", "はじめに", "用語", "参考", "目的",
            "ペルソナ", "現状", "改訂");

    private static final Set<String> GOAL_WORDS = Set.of(
            "goal",
            "goals",
            "objective",
            "objectives",
            "aims",
            "ziel",
            "ziele",
            "objectifs",
            "objetivos",
            "objetivo",
            "obiettivi",
            "doelen",
            "outcomes",
            "business",
            "project",
            "the",
            "and",
            "product",
            "of");

    static Topic of(String heading) {
        String lower = heading.toLowerCase(Locale.ROOT).strip();
        if (lower.length() > 120) {
            return NEUTRAL;
        }
        if (contains(lower, NON_GOALS)) {
            return NON_GOAL;
        }
        if (contains(lower, QUESTIONS)
                || Set.of("questions", "questions?", "fragen").contains(lower)) {
            return QUESTION;
        }
        if (contains(lower, ACCEPTANCES)) {
            return ACCEPTANCE;
        }
        if (isRisk(lower)) {
            return RISK;
        }
        return broader(lower);
    }

    private static Topic broader(String lower) {
        List<String> words = plainWords(lower);
        if (!words.isEmpty()
                && GOAL_WORDS.containsAll(words)
                && !words.equals(List.of("product"))
                && !words.equals(List.of("business"))) {
            return GOAL;
        }
        if (isBackground(lower, words)) {
            return BACKGROUND;
        }
        if (contains(lower, WISHES)) {
            return WISH;
        }
        if (isMilestones(words)) {
            return MILESTONE;
        }
        if (contains(lower, WORKS)) {
            return WORK;
        }
        return contains(lower, FLOWS) ? FLOW : NEUTRAL;
    }

    private static boolean isMilestones(List<String> words) {
        boolean named =
                words.stream().anyMatch(MILESTONE_WORDS::contains) || MILESTONE_WORDS.contains(String.join(" ", words));
        return named
                && words.stream().allMatch(word -> MILESTONE_WORDS.contains(word) || BESIDE_MILESTONES.contains(word));
    }

    /** A section on risks, not one whose feature assesses them. */
    private static boolean isRisk(String lower) {
        List<String> words = Words.split(lower);
        return contains(lower, RISKS) && words.size() <= 5 && !lower.contains("scor") && !lower.contains("assess");
    }

    private static boolean isBackground(String lower, List<String> words) {
        if (BACKGROUND_UNSPACED.stream().anyMatch(lower::contains)) {
            return true;
        }
        if (words.isEmpty()) {
            return false;
        }
        return Set.of("why", "who", "warum", "pourquoi", "wer").contains(words.getFirst())
                || BACKGROUND_WORDS.containsAll(words);
    }

    private static List<String> plainWords(String lower) {
        int bracket = lower.indexOf('(');
        List<String> words = new ArrayList<>();
        for (String word : Words.split(bracket > 0 ? lower.substring(0, bracket) : lower)) {
            boolean number = word.chars().allMatch(Character::isDigit);
            if (!number
                    && !Set.of("and", "the", "of", "und", "et", "y", "e", "de", "a", "des", "du", "la")
                            .contains(word)) {
                words.add(word);
            }
        }
        return words;
    }

    private static boolean contains(String lower, List<String> phrases) {
        for (String phrase : phrases) {
            int at = lower.indexOf(phrase);
            while (at >= 0) {
                if (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1)) || Script.unspaced(phrase.charAt(0))) {
                    return true;
                }
                at = lower.indexOf(phrase, at + 1);
            }
        }
        return false;
    }

    /** Whether sections of this kind are read for work. */
    boolean asksForWork() {
        return switch (this) {
            case NEUTRAL, WORK, WISH, ACCEPTANCE, FLOW -> true;
            case GOAL, BACKGROUND, NON_GOAL, QUESTION, RISK, MILESTONE -> false;
        };
    }
}
