/** A whole TaskForge: database, broker, model, receiver of callbacks, two of each service, and wires that fail between them. */
package io.taskforge.chaos.world;
