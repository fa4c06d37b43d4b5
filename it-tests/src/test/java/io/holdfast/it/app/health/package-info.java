/** What an application on a server without MicroProfile has to bring along so that its health can be asked for. */
package io.holdfast.it.app.health;
