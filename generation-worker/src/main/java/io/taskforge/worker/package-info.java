/** The generation worker: takes jobs ({@code intake}), holds their leases ({@code lease}), drafts ({@code drafting}). */
package io.taskforge.worker;
