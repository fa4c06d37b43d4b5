/** The example: its page in a browser, its API, and its start script. */
package io.holdfast.it.example;
