/** An application with conversations, deployed by the tests; written as if there were no Holdfast. */
package io.holdfast.it.app.conversation;
