/** An application that relies on one object for one thing of a session; written as if there were no Holdfast. */
package io.holdfast.it.app.live;
