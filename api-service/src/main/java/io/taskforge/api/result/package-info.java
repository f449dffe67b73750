/** Handing out a completed job's result, byte for byte as stored. Uses {@code job}, {@code client}, {@code database} and {@code failure}. */
package io.taskforge.api.result;
