/**
 * How the service's doors are opened, from what operators set: with a certificate, or not at all where it only migrates. Uses nothing of
 * the api.
 */
package io.taskforge.api.serving;
