/** Keys: their form, and what may be seen of them. */
package io.taskforge.model.client;
