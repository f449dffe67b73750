/**
 * Finds which ticket needs which: first what the text states, then what it implies. A wrong dependency is worse than none. May use
 * {@code worker.engine}, {@code worker.ingest} and the shared model.
 */
package io.taskforge.worker.link;
