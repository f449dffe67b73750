package io.taskforge.nativecheck.journey;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first administrator sets a password, looks at every page, and makes a client. */
final class AdminJourney {

    private static final String PASSWORD = "a-quiet-lake-at-dawn";
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/admin/assets/[^\"]+)\"");
    private static final int OK = 200;
    private static final int SEE_OTHER = 303;

    private final RecordedStack stack;
    private final HttpClient http;
    private final String job;
    private String session = "";

    AdminJourney(RecordedStack stack, HttpClient plain, String job) {
        this.stack = stack;
        this.http = plain;
        this.job = job;
    }

    void go() {
        String setUp = stack.adminSetUp();
        get(setUp, OK);
        String token = setUp.substring(setUp.indexOf("token=") + "token=".length());
        signedIn(post(
                "/admin/setup",
                "token=" + token + "&name=admin&password=" + encoded(PASSWORD) + "&again=" + encoded(PASSWORD),
                SEE_OTHER));
        String page = get(stack.http() + "/admin/jobs", OK).body();
        Matcher asset = ASSET.matcher(page);
        while (asset.find()) {
            get(stack.http() + asset.group(1), OK);
        }
        for (String path : List.of(
                "/admin/jobs/rows",
                "/admin/jobs/summary",
                "/admin/jobs/" + job,
                "/admin/jobs/" + job + "/live",
                "/admin/jobs/" + job + "/erase",
                "/admin/jobs/" + job + "/result",
                "/admin/jobs/" + job + "/result/export?format=csv",
                "/admin/jobs/" + job + "/result/stored",
                "/admin/clients",
                "/admin/system",
                "/admin/administrators",
                "/admin/audit",
                "/admin/nothing")) {
            get(stack.http() + path, OK, 404);
        }
        post("/admin/clients", "name=journey", SEE_OTHER, OK);
        post("/admin/sign-out", "", SEE_OTHER);
        signedIn(post("/admin/sign-in", "name=admin&password=" + encoded(PASSWORD), SEE_OTHER));
        post("/admin/sign-in", "name=admin&password=wrong", 401);
    }

    private void signedIn(HttpResponse<String> answer) {
        session = answer.headers()
                .firstValue("set-cookie")
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .orElseThrow(() -> new IllegalStateException("no session was begun"));
    }

    private HttpResponse<String> get(String url, int... expected) {
        return Journey.send(http, request(url).build(), expected);
    }

    private HttpResponse<String> post(String path, String form, int... expected) {
        return Journey.send(
                http,
                request(stack.http() + path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                expected);
    }

    private HttpRequest.Builder request(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html,*/*;q=0.8");
        return session.isEmpty() ? request : request.header("Cookie", session);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
