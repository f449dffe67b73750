package io.taskforge.worker.ingest;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The words that headings are told by, in small letters, all languages together: a heading in one is rarely a word of another. */
final class TopicWords {

    static final Phrases NON_GOALS = new Phrases(
            "non-goal|non goal|nongoal|out of scope|out-of-scope|not in scope|exclusion|won't|wont have|not a goal"
                    + "|anti-goal|future consideration|future work|future idea|future enhancement|not included|deliberately not"
                    + "|what we are not|not doing|later version|not in v1|not for now|nicht-ziel|nichtziel|nicht ziel|nicht im umfang"
                    + "|nicht enthalten|abgrenzung|ausgeschlossen|hors périmètre|hors perimetre|hors du périmètre|exclusions"
                    + "|fuera de alcance|fuera del alcance|fora do escopo|fora de escopo|fora do âmbito|não objetivos|fuori ambito"
                    + "|non obiettivi|esclusioni|niet in scope|buiten scope|buiten bereik|非目标|不做|范围外|範囲外|対象外|スコープ外|poza zakresem"
                    + "|вне рамок|ideas for later|future extension|future scope|post-mvp|beyond mvp|fuera de ámbito|exclusiones"
                    + "|fora de âmbito|exclusões|ausschlusskriteri|non-obiettivi|not planned|不包含|不包括|不在本次|未来规划|後続|将来の拡張"
                    + "|今後の拡張|非対象|범위 외|제외|non-objectifs|evoluciones futuras|évolutions futures|améliorations futures|futuras melhorias"
                    + "|mejoras futuras|melhorias futuras|évolutions potentielles|évolutions possibles|évolutions envisagées|evoluções futuras|posibles mejoras|mögliche erweiterungen|演进方向|未来演进"
                    + "|decided against|decided not to|ruled out|dagegen entschieden|entschieden gegen|nicht vorgesehen|nicht verwendet|bewusst nicht|écarté|descartado"
                    + "|不在范围|不在範圍|暂不|暫不|本期不|不涉及|見送り|今回は行わない");

    /** Over what is wanted and what is not, each below a heading or words of its own: "Goals and Non-Goals". */
    static final Pattern BOTH_SIDES = Pattern.compile(
            "(?<!non[- ])\\b(?:goals?|objectives?|ziele|objectifs|objetivos|obiettivi|in[- ]scope)\\b.{1,12}\\b(?:non[- ]?goals?|non[- ]objectives?"
                    + "|nicht[- ]?ziele|non[- ]objectifs|no objetivos|não objetivos|non[- ]obiettivi|out[- ]of[- ]scope)\\b");

    /** "Not in this version", "Nicht in Version 1": what a heading on what is left out begins with. */
    static final Pattern NOT_NOW = Pattern.compile(
            "(?:not (?:(?:now|yet)\\b|part of |(?:in|for|with) (?:this|the first|the next|scope|version|release|v ?\\d|phase|mvp|iteration))"
                    + "|nicht (?:jetzt|(?:in|für) (?:dieser|diese|der ersten|version|v ?\\d))|noch nicht|pas (?:dans cette|pour cette|encore)"
                    + "|no (?:en esta|en la primera|en la versión|por ahora)|não (?:nesta|na primeira|por agora)|non (?:in questa|nella prima|per ora)"
                    + "|future (?!proof)(?:[a-z]{3,20} )?(?:v ?\\d|versions?|phases?|releases?|iterations?|candidates?|features?|improvements?|plans?|roadmap|directions?|possibilit|opportunit|development|additions?|ideas?|expansions?|extensions?|enhancements?)"
                    + "|niet (?:in deze|nu|in versie)|not (?:used|chosen|selected|taken)(?: \\(.*)?$|nicht (?:verwendet|gewählt|genutzt)(?: \\(.*)?$"
                    + "|no (?:usado|utilizado|elegido)s?(?: \\(.*)?$|não (?:usado|utilizado|escolhido)s?(?: \\(.*)?$|non (?:utilisé|retenu)e?s?(?: \\(.*)?$)");

    /** "Explicitly out of MVP scope". */
    static final Pattern OUT_OF_SCOPE = Pattern.compile("\\bout[- ]of[- ](?:[\\p{L}\\d.]{1,20}[- ]){1,2}scope\\b");

    /** What stands below holds, whatever else the heading calls it: "Non-negotiable principles". */
    static final Phrases BINDING =
            new Phrases("non-negotiable|non negotiable|hard rule|hard requirement|hard constraint");

    /** Below these, a sentence that tells how things are says how they are to be. */
    static final Phrases RULES = new Phrases(
            "hard rule|business rule|geschäftsregel|règles de gestion|reglas de negocio|regras de negócio|regole di business|业务规则|業務ルール");

    static final Phrases QUESTIONS = new Phrases(
            "open question|open issue|open point|unresolved|to be decided|to be determined|tbd|undecided|offene frage"
                    + "|offene punkt|questions ouvertes|points ouverts|question ouverte|preguntas abiertas|cuestiones abiertas"
                    + "|preguntas pendientes|questões em aberto|perguntas em aberto|dúvidas|pontos em aberto|domande aperte"
                    + "|questioni aperte|punti aperti|open vragen|未決|未解決|待定|待确认|开放问题|確認事項|открытые вопросы|questions to resolve"
                    + "|to be clarified|zu klären|por definir|a definir|待解决|待定问题|未确定|未定事項|检讨事項|検討事項|미정|미해결|otwarte pytania");

    static final Phrases RISKS = new Phrases(
            "risk|potential issue|risiken|risiko|risques|risque|riesgo|risco|rischi|risico|风险|リスク|ryzyka|риски"
                    + "|위험|possible issue|known issue|known limitation|bekannte einschränkung|limitaciones conocidas|limitações conhecidas|limites connues|drawback");

    static final Phrases ACCEPTANCES = new Phrases(
            "acceptance criteria|acceptance criterion|acceptance test|definition of done|done when|abnahmekriteri"
                    + "|akzeptanzkriteri|critères d'acceptation|criterios de aceptación|criterios de aceptacion|critérios de aceitação"
                    + "|criteri di accettazione|acceptatiecriteria|验收标准|受け入れ基準|受入基準|exit criteria|критерии приемки"
                    + "|критерии приёмки|kryteria akceptacji|验收条件|驗收|수용 기준|인수 기준");

    static final Phrases WISHES = new Phrases(
            "nice to have|nice-to-have|could have|stretch|optional|wünschenswert|if time permits|bonus|kann-kriteri"
                    + "|wunschkriteri|wunsch|souhaitable|deseable|desejável|opcional|optionnel|可选|加分项|任意要件|선택|任意機能|あれば良い");

    static final Phrases FLOWS =
            new Phrases("flow|ablauf|parcours|flujo|fluxo|flusso|流程|フロー|user journey|walkthrough|业务流程|業務フロー");

    static final Phrases WORKS = new Phrases(
            "requirement|functional|feature|user stor|stories|must have|must-have|should have|in scope|deliverable"
                    + "|to do|todo|endpoint|must ship|what we need|anforderung|funktion|exigence|fonctionnalité|requisito"
                    + "|funcionalidad|funzionalità|requisiti|eisen|functionaliteit|需求|功能|要件|機能|要求|wymagania|требования|functionalit"
                    + "|capabilities|scope of work|constraints|business rules|quality attributes|user need"
                    + "|musskriteri|muss-kriteri|sollkriteri|soll-kriteri|leistungsumfang|fonctionnel|besoin|règles de gestion"
                    + "|contraintes|requerimiento|funcional|historias de usuario|reglas de negocio|restricciones|histórias de usuário"
                    + "|regras de negócio|restrições|história|vereisten|gebruikersverhalen|storie utente|vincoli|funkcje"
                    + "|edge case|error handling|grenzfäll|grenzfall|fehlerbehandlung|cas limite|casos límite|casos de borde"
                    + "|manejo de errores|casos limite|tratamento de erros|casi limite|边界情况|エッジケース"
                    + "|функции|約束|约束|限制|制約|ユーザーストーリー|用户故事|使用者故事|需要|요구사항|기능|사용자 스토리");

    /** "Phase 2: Growth": what is to be built then, unless the heading says that this is not now. */
    static final Pattern PHASE = Pattern.compile(
            "(?:phase|etappe|fase|étape|stufe|阶段|フェーズ) ?\\d.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** "Assumptions and constraints" holds both what is so and what is asked for: only what asks counts there. */
    static final Phrases ASSUMED =
            new Phrases("assumption|annahmen|hypothèse|supuesto|suposicion|premissa|pressuposto|assunzioni|前提|假设");

    static final Set<String> MILESTONE_WORDS = Set.copyOf(
            words(
                    "milestone|milestones|timeline|roadmap|schedule|phases|deadlines|meilenstein|meilensteine|zeitplan"
                            + "|jalons|calendrier|calendario|cronograma|hitos|marcos|pianificazione|里程碑|スケジュール|マイルストーン|release plan"
                            + "|rollout plan|release strategy|rollout strategy|launch plan|delivery plan|project plan|planning"));

    static final Set<String> BESIDE_MILESTONES =
            Set.copyOf(words("release|releases|rollout|delivery|project|dates|plan|development|implementation"));

    static final Set<String> GOAL_WORDS = Set.copyOf(
            words(
                    "goal|goals|objective|objectives|aims|ziel|ziele|objectifs|objetivos|objetivo|obiettivi|doelen|outcomes"
                            + "|strategic|strategische|estratégicos|estratégiques|strategici|business|project|the|and|product|of|目标|目標|产品目标|项目目标|業務目標|业务目标|목표|цели|cele|objetivo|obiettivo|ziele|doel|aim|purposes"));

    /** Beside goals these say only how much they matter: "Primary goals". */
    static final Set<String> RANKING = Set.copyOf(words("primary|main|key|core|secondary|overall"));

    /** A heading made of these words alone introduces and does not ask. */
    static final Set<String> INTRODUCING = Set.copyOf(
            words(
                    "background|özet|giriş|context|criteria|problem|problems|statement|motivation|overview|introduction|intro|summary|executive"
                            + "|abstract|pain|points|vision|mission|rationale|current|situation|state|success|metrics|metric|kpi"
                            + "|kpis|measures|about|principles|product|status|non|today|why|purpose|key|words|setting|assumptions"
                            + "|assumption|dependencies|hintergrund|einleitung|einführung|ausgangslage|überblick|zusammenfassung|problemstellung|estadístico|estatístico|tenets|guiding"
                            + "|erfolgskriterien|kennzahlen|ist|zustand|zweck|contexte|présentation|résumé|problématique|indicateurs"
                            + "|projet|contexto|introducción|resumen|antecedentes|problema|métricas|verificación|propósito|introdução|resumo"
                            + "|visão|geral|contesto|introduzione|riepilogo|panoramica|metriche|achtergrond|inleiding|samenvatting"
                            + "|wstęp|wprowadzenie|введение|обзор|tech|technology|technologies|technical|stack|technique|technologie|tecnológico|tecnologica|tecnologie|tecnologías|tecnologias"));

    /** A heading made of these words, or these and introducing ones, stands over what is beside the matter. */
    static final Set<String> ASIDE = Set.copyOf(
            words("glossary|definitions|definition|terminology|terms|abbreviations|acronyms|references|reference|links"
                    + "|resources|further|reading|changelog|revision|revisions|history|version|versions|document|documents"
                    + "|license|licence|licensing|copyright|legal|attribution|attributions|alternatives|alternative|considered|rejected|ideas|options"
                    + "|prior|art|appendix|appendices|credits|authors|author|contributors|examples|example|sample|samples"
                    + "|faq|frequently|asked|questions|related|work|thanks|acknowledgements|acknowledgments|contents|toc"
                    + "|table|notation|conventions|persona|personas|target|targets|audience|user|users|customer|customers"
                    + "|stakeholder|stakeholders|roles|team|people|who|actors|interviews|research|competitive|competitors"
                    + "|competition|messaging|positioning|disclaimer|footnotes|bibliography|sources"
                    + "|zielgruppe|zielgruppen|nutzer|benutzer|anwender|glossar|begriffe|abkürzungen|referenzen|quellen"
                    + "|literatur|beteiligte|rollen|akteure|änderungshistorie|versionshistorie|lizenz|alternativen|verworfene"
                    + "|anhang|beispiele|beispiel|inhaltsverzeichnis|utilisateurs|utilisateur|cibles|cible|glossaire|définitions"
                    + "|références|annexe|annexes|historique|acteurs|exemples|sommaire|usuarios|usuario|glosario|definiciones"
                    + "|referencias|alternativas|anexo|anexos|licencia|actores|ejemplos|índice|principales|objetivo|público"
                    + "|alvo|usuários|usuário|glossário|definições|referências|licença|atores|exemplos|sumário|utenti|glossario"
                    + "|riferimenti|licenza|attori|esempi|doelgroep|gebruikers|begrippen|referenties|bijlage|licentie|użytkownicy"
                    + "|słownik|odnośniki|пользователи|глоссарий|ссылки|лицензия"));

    /** A heading that begins or ends with one of these is about that, whatever else it says: "Persona: Anna". */
    static final Set<String> ASIDE_NAMES = Set.copyOf(
            words(
                    "persona|personas|changelog|glossary|glossar|glossaire|glosario|glossário|glossario|faq|faqs|bibliography|disclaimer"
                            + "|acknowledgements|acknowledgments|änderungshistorie|advantages|disadvantages|pros|cons|alternatives|alternativen"));

    /** For whom the product is, whatever else the heading says: "Public cible et priorités". */
    static final Phrases AUDIENCES = new Phrases(
            "user characteristics|user classes|user types|benutzergruppe|benutzermerkmale|características de los usuarios|características dos usuários|clases de usuario|classes de usuário|perfiles de usuario|perfis de usuári|perfis dos usuári|perfis de utilizador|tipos de usuari|tipos de usuári|types of users|caractéristiques des utilisateurs|profils utilisateurs|descripción de roles|descrição dos papéis|target audience|target group|target user|target customer|intended audience|intended reader|zielgruppe|public cible"
                    + "|utilisateurs cibles|público objetivo|público-alvo|público alvo|usuarios objetivo|destinatari|doelgroep");

    /** What others sell, whatever else the heading says: "Appendix A: Competitive Analysis". */
    static final Phrases COMPETITION = new Phrases(
            "competitive analysis|competitor analysis|competitive landscape|competitive comparison|market analysis"
                    + "|wettbewerbsanalyse|analyse concurrentielle|análisis competitivo|análise competitiva|analisi competitiva"
                    + "|竞品分析|競合分析");

    /** To whom something belongs and what changed when: never work, whatever the section around it. */
    static final Phrases RECORDS =
            new Phrases("changelog|change log|change history|revision history|document history|release notes"
                    + "|what's new|what’s new|whats new|document information|document metadata|copyright notice|third-party notice"
                    + "|third party notice|third-party licen|third party licen|open source licen|open-source licen|legal notice|license text"
                    + "|licence text|änderungsverlauf|versionsverlauf|lizenzhinweis|lizenzbedingungen|urheberrecht|historial de cambios"
                    + "|historial de versiones|historial de revisiones|derechos de autor|aviso legal|histórico de alterações|histórico de revisões"
                    + "|histórico de versões|direitos autorais|historique des versions|historique des modifications|mentions légales"
                    + "|storico delle versioni|note legali");

    /** What stands behind the text and is named so, unless it names requirements. */
    static final Set<String> APPENDED =
            Set.copyOf(words("appendix|annex|anhang|annexe|anexo|apéndice|apêndice|allegato|appendice|bijlage"));

    /** What has been settled and how to run what is there: for who reads the document, not what is to be built. */
    static final Phrases HOW_TO = new Phrases(
            "decision log|decisions log|decision record|decision history|decision register"
                    + "|getting started|quick start|quickstart|how to run|running locally|setup instruction|installation instruction|project structure"
                    + "|directory structure|folder structure|repository structure|erste schritte|entscheidungsprotokoll|registro de decisiones"
                    + "|registro de decisões|journal des décisions|estructura del proyecto|estrutura do projeto|structure du projet|projektstruktur");

    /** What a product shall bring its maker, and how much of it: "Go-to-Market", "Pricing strategy". */
    static final Phrases BUSINESS = new Phrases(
            "market opportunity|market size|market research|market need|market context|go-to-market|go to market"
                    + "|gtm strategy|business model|business case|revenue model|revenue stream|monetization|monetisation|pricing strategy|pricing model"
                    + "|value proposition|unique selling|competitive advantage|key differentiator|differentiation|elevator pitch|marketing plan"
                    + "|marketing strategy|launch strategy|distribution plan|distribution strategy|research finding|lessons learned|cost estimate|cost breakdown|cost model|cost analysis|cost projection|cost optimization|cost optimisation|scaling cost|hosting cost|running cost|operating cost"
                    + "|project budget|budget estimate|geschäftsmodell|marktanalyse|modelo de negocio|modelo de negócio|modèle économique"
                    + "|propuesta de valor|proposta de valor|proposition de valeur");

    /** By what success is told, whatever else the heading says. */
    static final Phrases METRICS = new Phrases(
            "performance indicator|success metric|success criteri|success measure|key metric|key result|north star"
                    + "|measurable outcome|leistungskennzahl|erfolgskriteri|indicadores clave|indicadores-chave|indicateurs clés|métricas de éxito"
                    + "|métricas de sucesso|critères de succès");

    /** A short heading that ends in one of these says when, whatever it says before: "Product Roadmap". */
    static final Set<String> PLANS = Set.copyOf(words("milestones|roadmap|zeitplan|cronograma|jalons|meilensteine"));

    static final int PLAN_WORDS = 4;

    /** Words of a heading beyond which it is about more than a record: "Publish release notes to all subscribers by mail". */
    static final int RECORD_WORDS = 6;

    /** "[1.2.0] - 2024-03-01", "Version 1.2 (March 2024)": a release and its day. */
    static final Pattern RELEASE = Pattern.compile(
            "(?:(?:version|release|v)[ .]?)?\\[?v?\\d{1,4}\\.\\d{1,4}(?:\\.\\d{1,4})?]?\\s*[-–—:(,]+\\s*(?:\\p{L}+ )?(?:\\d{1,2}[., ]+)?(?:\\p{L}+ )?\\d{4}\\b.*|\\[?unreleased]?");

    /** A heading that has one of these among its first words tells of somebody who is made up. */
    static final Set<String> PERSONAS = Set.of("persona", "personas");

    /** What a team believes in, which its requirements say in their own words: "Core Principles & Design Tenets". */
    static final Phrases PRINCIPLES = new Phrases(
            "core principles|design principles|guiding principles|product principles"
                    + "|leitprinzipien|gestaltungsprinzipien|principios de diseño|princípios de design|principes directeurs");

    /** What may stand beside {@link #AUDIENCES} in a heading and be asked for all the same. */
    static final Phrases USE_CASES =
            new Phrases("use case|anwendungsf|cas d'utilisation|cas d'usage|casos de uso|casi d'uso|gebruikssituatie");

    static final Phrases INTRODUCING_UNSPACED = new Phrases(
            "背景|概述|简介|介绍|前言|现状|概要|はじめに|目的|現状|愿景|願景|问题陈述|課題|성공 지표|배경|개요|소개|成功指标|指标|概览|成功标准|成功指標|技术栈|技術スタック|기술 스택|技术选型|产品意图|产品概述|产品价值");

    static final Phrases ASIDE_UNSPACED = new Phrases(
            "术语|術語|参考|參考|目标用户|目標用戶|目標使用者|用户画像|目标受众|修订|修訂|竞品|附录|附錄|变更记录|变更历史|版本历史|版本记录|许可|授权|常见问题|常見問題|用語"
                    + "|ペルソナ|改訂|変更履歴|ライセンス|付録|よくある質問|ターゲットユーザー|対象ユーザー|ステークホルダー|용어|참고|페르소나|변경 이력|부록|라이선스|자주 묻는|타겟 사용자|대상 사용자|最新更新|更新日志|更新记录|对象用户");

    /** What a heading about people begins with, unless {@link #ALLOWED} follows. */
    static final Set<String> WHO = Set.of("who", "wer", "qui", "quem", "quién");

    /** After {@link #WHO}: what is allowed or owed to whom. */
    static final Set<String> ALLOWED =
            Set.copyOf(words("may|must|can|cannot|darf|muss|kann|peut|doit|pode|deve|puede|debe"));

    /** The document or the product as a whole, by which a heading asks for its readers. */
    static final Set<String> SELF = Set.copyOf(words("this|it|benefit|dies|dieses|ceci|esto|isto"));

    /** What a heading that asks why begins with. */
    static final List<String> WHY = words(
            "why |why?|warum|weshalb|wieso|pourquoi|por qué|¿por qué|por que|porque|perché|waarom|dlaczego|почему|зачем|neden|なぜ|何故|为什么|為什麼|为何|왜 ");

    /** Words that join others in a heading and say nothing. */
    static final Set<String> JOINING = Set.copyOf(
            words(
                    "and|the|of|a|an|or|to|for|in|und|der|die|das|et|y|e|de|do|da|des|du|la|le|les|el|los|las|dos|del|den|van|en|with|by|our|your|their|is"));

    /** Also names of what a product handles: under requirements they are its parts, elsewhere they introduce. */
    static final Set<String> PARTS = Set.copyOf(
            words(
                    "users|user|customers|customer|roles|role|team|people|documents|document|status|history|versions|version|product|examples"
                            + "|author|authors|contents|links|resources|license|licence|nutzer|benutzer|rollen|dokumente|usuarios|usuario"
                            + "|utilisateurs|utilisateur|usuários|usuário|utenti|gebruikers|roles|historial|histórico|historique"));

    private TopicWords() {}

    private static List<String> words(String barred) {
        return List.of(barred.split("\\|", -1));
    }
}
