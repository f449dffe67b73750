/**
 * What all admin pages share: their frame, what they are made of (style sheet, scripts), the door that no other site gets a request
 * through, the forms that come back, and how a failure looks. Pages work without scripts; those that there are come from here.
 */
package io.taskforge.api.admin.page;
