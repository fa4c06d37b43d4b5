/** Faces: views, flows and conversations. */
package io.holdfast.it.faces;
