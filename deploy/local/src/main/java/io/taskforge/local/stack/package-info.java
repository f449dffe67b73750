/**
 * The running stack: its folder, its four processes, and their supervision.
 *
 * <pre>
 *   Stack ──▶ Supervised ──▶ Part: PostgresPart, BrokerPart, ServicePart
 *     └─────▶ DataFolder ──▶ lock, Secrets, Connection
 * </pre>
 *
 * <p>May use {@code key} and {@code terminal}.
 */
package io.taskforge.local.stack;
