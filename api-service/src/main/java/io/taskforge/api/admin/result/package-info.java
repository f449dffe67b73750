/**
 * The result of any client's job, to be read by people: the tickets as cards under their epics, which of them waits for which, and the
 * specification beside them with what each ticket covers marked on both sides. {@code KeptResults} fetches it; {@code ShownResult} works
 * out what the page says, and the templates only lay that out.
 *
 * <p>All of it was written by clients and models. Texts go through {@code export.ShownText} and are escaped by the template; what is put
 * into the page as HTML is made in two places, {@code DescriptionHtml} and {@code graph.DependencySvg}. Uses {@code export}, {@code graph},
 * {@code coverage}, {@code database}, {@code failure}, and of the other pages {@code admin.page} and {@code admin.account}.
 */
package io.taskforge.api.admin.result;
