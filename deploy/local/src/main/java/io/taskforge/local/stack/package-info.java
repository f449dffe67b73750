/**
 * The running stack: its folder, its four processes, and their supervision.
 *
 * <pre>
 *   Stack ──▶ Supervised ──▶ Part: EmbeddedPart, ServicePart
 *     └─────▶ DataFolder ──▶ lock, Secrets, MadeKeys, Connection
 * </pre>
 *
 * <p>May use {@code key} and {@code terminal}.
 */
package io.taskforge.local.stack;
