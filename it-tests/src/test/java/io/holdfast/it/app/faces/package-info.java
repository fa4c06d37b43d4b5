/** A Faces application: beans of session, view and flow, and what Faces itself keeps in a session. */
package io.holdfast.it.app.faces;
