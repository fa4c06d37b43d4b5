/** What a servlet container does with a request beside handing it to one servlet, each with the session in it. */
package io.holdfast.it.app.servlet;
