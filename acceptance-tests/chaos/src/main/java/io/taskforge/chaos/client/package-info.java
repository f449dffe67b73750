/**
 * The two ends of the product as its users have them: a client that repeats itself until it is answered, and a receiver of callbacks
 * that is not always well. Both keep a log of what they saw, which the checks hold against the database. Knows of the product only
 * what the contract says.
 */
package io.taskforge.chaos.client;
