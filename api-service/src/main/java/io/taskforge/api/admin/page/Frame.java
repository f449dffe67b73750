package io.taskforge.api.admin.page;

import java.util.List;
import java.util.Optional;

/**
 * What stands around a page's own content.
 *
 * @param title of the page
 * @param section where it belongs; {@link Section#NONE} for pages before anybody is signed in
 * @param admin who is signed in; empty when nobody is
 * @param notice what was just done, to be told once
 */
public record Frame(String title, Section section, Optional<String> admin, Optional<String> notice) {

    /** The parts of the administration, in the order in which they are offered. */
    public enum Section {
        JOBS("Jobs", "/admin/jobs"),
        CLIENTS("Clients", "/admin/clients"),
        SYSTEM("System", "/admin/system"),
        ADMINS("Administrators", "/admin/administrators"),
        AUDIT("Audit log", "/admin/audit"),
        NONE("", "/admin");

        private final String label;
        private final String path;

        Section(String label, String path) {
            this.label = label;
            this.path = path;
        }

        public String label() {
            return label;
        }

        public String path() {
            return path;
        }
    }

    /** A page of somebody who is signed in. */
    public static Frame of(String title, Section section, String admin) {
        return new Frame(title, section, Optional.of(admin), Optional.empty());
    }

    /** A page for whoever comes. */
    public static Frame outside(String title) {
        return new Frame(title, Section.NONE, Optional.empty(), Optional.empty());
    }

    /** The same, and what was just done. */
    public Frame telling(Optional<String> what) {
        return new Frame(title, section, admin, what);
    }

    public String style() {
        return Asset.STYLE.address();
    }

    public String script() {
        return Asset.SCRIPT.address();
    }

    public String htmx() {
        return Asset.HTMX.address();
    }

    /** What is offered. */
    public List<Section> sections() {
        return List.of(Section.JOBS, Section.CLIENTS, Section.SYSTEM, Section.ADMINS, Section.AUDIT);
    }
}
