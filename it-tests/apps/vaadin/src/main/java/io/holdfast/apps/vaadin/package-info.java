/** Notes in views of Vaadin; the tests are its browser, so it was built without what that would load. */
@NullMarked
package io.holdfast.apps.vaadin;

import org.jspecify.annotations.NullMarked;
