package io.taskforge.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a written-down curl command on a machine that has no curl: shell words, variables, and the options {@code -sS -X -H -d}. */
final class CurlStandIn {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z_]+)");

    private CurlStandIn() {}

    static String run(String command, Map<String, String> variables, String address)
            throws IOException, InterruptedException {
        List<String> words = words(command, variables);
        if (!words.getFirst().equals("curl")) {
            throw new IllegalArgumentException("not a curl command: " + words.getFirst());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder();
        String method = "GET";
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-sS" -> {}
                case "-X" -> method = words.get(++i);
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "-d" -> body = HttpRequest.BodyPublishers.ofString(words.get(++i));
                default -> request.uri(URI.create(words.get(i).replace("127.0.0.1:8080", address)));
            }
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.method(method, body).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static List<String> words(String command, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command.replace("\\\n", " "));
        while (word.find()) {
            if (word.group(1) != null) {
                words.add(word.group(1));
            } else {
                String text = word.group(2) == null ? word.group(3) : word.group(2);
                words.add(VARIABLE.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(variables.get(found.group(1)))));
            }
        }
        return words;
    }
}
