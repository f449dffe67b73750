/**
 * Jobs as administrators see them: all clients' in one list, one on a page of its own, and what can be done to it. What is read are plain
 * statements that project into what a page shows; what is changed goes through the use cases that clients have, on behalf of the job's
 * client, and the audit log. A job's result is {@code admin.result}'s. Uses {@code admin.page}, {@code admin.account}, {@code admin.audit},
 * {@code job}, {@code submission}, {@code callback}, {@code client}, {@code contract}, {@code export} and {@code database}.
 */
package io.taskforge.api.admin.job;
