/** What the tests deploy beside the example to try it. */
package io.holdfast.it.app.session;
