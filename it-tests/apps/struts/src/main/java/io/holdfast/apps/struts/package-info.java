/** A guest book and orders in Struts, which keeps tokens, messages, the language and half an order in the session. */
@NullMarked
package io.holdfast.apps.struts;

import org.jspecify.annotations.NullMarked;
