/**
 * Handing out a completed job's result, byte for byte as stored, or in one of the forms of {@code export}. Uses {@code export}, {@code job},
 * {@code client}, {@code database} and {@code failure}.
 */
package io.taskforge.api.result;
