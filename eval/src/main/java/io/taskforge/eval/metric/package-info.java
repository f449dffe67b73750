/** What is measured in drafts. Each metric is one class that says what it means and where it is weak. May use all but reports. */
package io.taskforge.eval.metric;
