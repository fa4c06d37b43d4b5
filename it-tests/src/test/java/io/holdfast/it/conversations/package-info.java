/** Conversations. */
package io.holdfast.it.conversations;
