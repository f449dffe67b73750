/** What goes wrong, one class each, and the run that it goes wrong in. A scenario brings the fault about; the checks judge. */
package io.taskforge.chaos.scenario;
