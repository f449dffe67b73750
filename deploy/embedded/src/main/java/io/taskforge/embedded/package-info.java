/**
 * PostgreSQL and an AMQP 0-9-1 broker as private child processes: for the local launcher and for tests.
 *
 * <p>Both listen on 127.0.0.1 only and ask for a password, so that another user of the machine gets in nowhere. Both are tied to the
 * process that started them: each child holds the other end of a pipe as its standard input, and stops when that pipe closes, which
 * the operating system does however the parent ends.
 *
 * <pre>
 *   parent JVM ──pipe──▶ guard.sh ──▶ postgres          (EOF: fast shutdown, then harder)
 *              ──pipe──▶ BrokerMain (JVM)               (EOF: orderly exit, then halt)
 *              ──pipe──▶ Tether + a service's main (JVM)
 * </pre>
 *
 * <p>Uses nothing of ours.
 */
package io.taskforge.embedded;
