/** What an application on Tomcat has to bring along so that its health can be asked for. */
package io.holdfast.server.tomcat;
