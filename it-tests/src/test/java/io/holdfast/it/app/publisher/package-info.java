/** What an application may add to Spring Security's, to be told of sessions. */
package io.holdfast.it.app.publisher;
