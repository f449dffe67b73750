/** Turns the two connection URLs that operators set into the settings that the frameworks read. Uses nothing of ours. */
package io.taskforge.model.settings;
