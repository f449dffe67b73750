/** What administrators did, append-only. Every page that changes something writes here first. Uses {@code admin.page} to show it. */
package io.taskforge.api.admin.audit;
