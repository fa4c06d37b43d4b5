/** The archive in applications that are deployed. */
package io.holdfast.it.archive;
