package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What titles need of French, Spanish, Portuguese and Italian verbs: the infinitive of a participle, and the subjunctive behind "that". */
final class RomanceVerbs {

    /** Participles (masculine, singular) that no rule covers, each with its infinitive. */
    private static final Map<String, Map<String, String>> PARTICIPLES = Map.of(
            "fr",
            pairs("écrit écrire inscrit inscrire transmis transmettre mis mettre remis remettre soumis soumettre permis"
                    + " permettre pris prendre compris comprendre produit produire introduit introduire ouvert ouvrir"
                    + " offert offrir fait faire construit construire détruit détruire inclus inclure exclu exclure"
                    + " résolu résoudre reçu recevoir prévu prévoir vu voir lu lire tenu tenir maintenu maintenir"
                    + " obtenu obtenir retenu retenir prévenu prévenir vendu vendre rendu rendre suspendu suspendre"
                    + " étendu étendre répondu répondre perdu perdre attendu attendre réduit réduire restreint"
                    + " restreindre joint joindre interrompu interrompre connu connaître suivi suivre"),
            "es",
            pairs("escrito escribir inscrito inscribir abierto abrir hecho hacer puesto poner propuesto proponer visto"
                    + " ver devuelto devolver resuelto resolver impreso imprimir cubierto cubrir roto romper dicho decir"
                    + " revuelto revolver vendido vender leído leer movido mover ofrecido ofrecer protegido proteger"
                    + " obtenido obtener mantenido mantener respondido responder establecido establecer recogido recoger"
                    + " escondido esconder detenido detener contenido contener retenido retener extendido extender"
                    + " atendido atender sometido someter introducido introducir"),
            "pt",
            pairs("pago pagar aberto abrir escrito escrever inscrito inscrever feito fazer visto ver posto pôr"
                    + " entregue entregar aceito aceitar aceite aceitar impresso imprimir salvo salvar gasto gastar ganho"
                    + " ganhar coberto cobrir dito dizer suspenso suspender expresso expressar excluído excluir incluído"
                    + " incluir definido definir permitido permitir transferido transferir exibido exibir emitido emitir"
                    + " inserido inserir corrigido corrigir exigido exigir atribuído atribuir distribuído distribuir"
                    + " substituído substituir construído construir concluído concluir reduzido reduzir produzido produzir"
                    + " traduzido traduzir impedido impedir pedido pedir medido medir cumprido cumprir dividido dividir"
                    + " decidido decidir transmitido transmitir submetido submeter"),
            "it",
            pairs("scritto scrivere iscritto iscrivere aperto aprire fatto fare messo mettere trasmesso trasmettere"
                    + " permesso permettere preso prendere visto vedere letto leggere chiuso chiudere deciso decidere"
                    + " risposto rispondere richiesto richiedere inviato inviare risolto risolvere prodotto produrre"
                    + " ridotto ridurre esteso estendere incluso includere escluso escludere corretto correggere"
                    + " protetto proteggere rimosso rimuovere offerto offrire coperto coprire sospeso sospendere"
                    + " distrutto distruggere aggiunto aggiungere ottenuto ottenere mantenuto mantenere"));

    /** Third person singular of the subjunctive where it is irregular; longer verbs with the same end follow. */
    private static final Map<String, Map<String, String>> SUBJUNCTIVES = Map.of(
            "fr",
            pairs("être soit avoir ait pouvoir puisse faire fasse tenir tienne venir vienne prendre prenne mettre mette"
                    + " recevoir reçoive voir voie lire lise écrire écrive suivre suive ouvrir ouvre offrir offre sortir"
                    + " sorte servir serve partir parte produire produise conduire conduise aller aille savoir sache"
                    + " répéter répète accéder accède acheter achète"),
            "es",
            pairs("ser sea estar esté tener tenga haber haya poder pueda ir vaya hacer haga poner ponga salir salga"
                    + " venir venga dar dé ver vea decir diga saber sepa mostrar muestre cerrar cierre seguir siga volver"
                    + " vuelva pedir pida servir sirva continuar continúe enviar envíe requerir requiera encontrar"
                    + " encuentre oír oiga caer caiga traer traiga incluir incluya resolver resuelva mover mueva"),
            "pt",
            pairs(
                    "ser seja estar esteja ter tenha haver haja poder possa fazer faça ver veja trazer traga dizer diga ir"
                            + " vá dar dê saber saiba seguir siga servir sirva vir venha pôr ponha sair saia conter contenha"
                            + " manter mantenha ouvir ouça pedir peça perder perca querer queira"),
            "it",
            pairs("essere sia avere abbia potere possa rimanere rimanga tenere tenga venire venga fare faccia dare dia"
                    + " stare stia andare vada uscire esca sapere sappia dire dica scegliere scelga porre ponga finire"
                    + " finisca inviare invii"));

    private final String language;

    RomanceVerbs(String language) {
        this.language = language;
    }

    private static Map<String, String> pairs(String words) {
        Map<String, String> pairs = new LinkedHashMap<>();
        List<String> all = Words.split(words);
        for (int i = 0; i + 1 < all.size(); i += 2) {
            pairs.put(all.get(i), all.get(i + 1));
        }
        return Map.copyOf(pairs);
    }

    /** The infinitive, whatever gender and number the participle agrees with. */
    Optional<String> ofParticiple(String word) {
        for (String base : bases(word)) {
            String irregular = PARTICIPLES.get(language).get(base);
            if (irregular != null) {
                return Optional.of(irregular);
            }
        }
        return bases(word).stream().map(this::regular).flatMap(Optional::stream).findFirst();
    }

    /** As written, then with the endings of gender and number taken off. */
    private List<String> bases(String word) {
        if (language.equals("fr")) {
            return List.of(word, word.replaceFirst("s$", ""), word.replaceFirst("es?$", ""));
        }
        if (language.equals("it")) {
            return List.of(word.replaceFirst("[aei]$", "o"));
        }
        return List.of(word.replaceFirst("as?$|os$", "o"), word.replaceFirst("s$", ""));
    }

    private Optional<String> regular(String word) {
        if (word.length() < 4) {
            return Optional.empty();
        }
        String root = word.substring(0, word.length() - (language.equals("fr") ? 1 : 3));
        String verb =
                switch (language) {
                    case "fr" -> word.endsWith("é") ? root + "er" : word.endsWith("i") ? root + "ir" : null;
                    case "it" ->
                        word.endsWith("ato")
                                ? root + "are"
                                : word.endsWith("ito") ? root + "ire" : word.endsWith("uto") ? root + "ere" : null;
                    case "pt" -> word.endsWith("ado") ? root + "ar" : word.endsWith("ido") ? root + "er" : null;
                    default -> word.endsWith("ado") ? root + "ar" : word.endsWith("ido") ? root + "ir" : null;
                };
        return Optional.ofNullable(verb);
    }

    /** "responder" gives "responda"; empty for what is not an infinitive. */
    Optional<String> subjunctive(String infinitive, boolean plural) {
        for (int cut = 0; cut < infinitive.length() - 1; cut++) {
            String form = SUBJUNCTIVES.get(language).get(infinitive.substring(cut));
            if (form != null && (cut == 0 || infinitive.length() - cut > 3)) {
                return Optional.of(infinitive.substring(0, cut) + (plural ? many(form) : form));
            }
        }
        return switch (language) {
            case "fr" -> french(infinitive, plural);
            case "it" -> italian(infinitive, plural);
            default -> iberian(infinitive, plural);
        };
    }

    private String many(String form) {
        return switch (language) {
            case "fr" -> form.equals("soit") ? "soient" : form.equals("ait") ? "aient" : form + "nt";
            case "es" -> (form.equals("dé") ? "de" : form) + "n";
            case "pt" -> form.equals("vá") ? "vão" : form.equals("dê") ? "deem" : form + "m";
            default -> form + "no";
        };
    }

    private static Optional<String> french(String infinitive, boolean plural) {
        String end = plural ? "ent" : "e";
        if (infinitive.endsWith("er") || infinitive.endsWith("re")) {
            return Optional.of(infinitive.substring(0, infinitive.length() - 2) + end);
        }
        return infinitive.endsWith("ir")
                ? Optional.of(infinitive.substring(0, infinitive.length() - 1) + "ss" + end)
                : Optional.empty();
    }

    private static Optional<String> italian(String infinitive, boolean plural) {
        if (infinitive.length() < 5 || !infinitive.matches(".*[aei]re")) {
            return Optional.empty();
        }
        String root = infinitive.substring(0, infinitive.length() - 3);
        boolean first = infinitive.endsWith("are");
        String hard = first && root.matches(".*[cg]") ? root + "h" : root;
        String one = first ? (hard.endsWith("i") ? hard : hard + "i") : hard + "a";
        return Optional.of(plural ? one + "no" : one);
    }

    private Optional<String> iberian(String infinitive, boolean plural) {
        if (infinitive.length() < 4 || !infinitive.matches(".*[aei]r")) {
            return Optional.empty();
        }
        String root = infinitive.substring(0, infinitive.length() - 2);
        boolean first = infinitive.endsWith("ar");
        String spelt = first ? hard(root) : soft(root);
        String one = spelt + (first ? "e" : "a");
        return Optional.of(plural ? one + (language.equals("es") ? "n" : "m") : one);
    }

    private String hard(String root) {
        boolean spanish = language.equals("es");
        if (root.endsWith("c")) {
            return root.substring(0, root.length() - 1) + "qu";
        }
        if (root.endsWith("g")) {
            return root + "u";
        }
        if (spanish && root.endsWith("z") || root.endsWith("ç")) {
            return root.substring(0, root.length() - 1) + "c";
        }
        return root;
    }

    private String soft(String root) {
        if (root.endsWith("g") && !root.endsWith("gu")) {
            return root.substring(0, root.length() - 1) + "j";
        }
        if (root.endsWith("c")) {
            return root.substring(0, root.length() - 1) + (language.equals("es") ? "zc" : "ç");
        }
        return root;
    }

    /** Verbs that tell how something is rather than what somebody does. */
    boolean isState(String infinitive) {
        return Set.of(
                        "ser",
                        "estar",
                        "tener",
                        "haber",
                        "permanecer",
                        "ter",
                        "haver",
                        "ficar",
                        "être",
                        "avoir",
                        "rester",
                        "essere",
                        "avere",
                        "restare",
                        "rimanere",
                        "demeurer",
                        "durar",
                        "durer")
                .contains(infinitive);
    }
}
