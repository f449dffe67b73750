/** Holds the model engine against a server that misbehaves in every way known. */
package io.taskforge.worker.chat;
