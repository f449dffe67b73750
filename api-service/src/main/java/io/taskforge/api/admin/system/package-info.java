/** How the whole is: workers and their leases, queue and outbox now and over time, broker and model, the settings without secrets. */
package io.taskforge.api.admin.system;
