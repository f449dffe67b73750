/**
 * How long reading a specification takes, and what the pipeline costs beyond its model. Runs the worker's plain classes in this
 * process: no database, no broker, and a model server that answers at once.
 */
package io.taskforge.bench.drafting;
