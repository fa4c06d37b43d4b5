package io.holdfast.web;

import io.holdfast.web.login.RecentLogins;

/**
 * What all requests of one application share.
 *
 * @param host what their sessions ask for the request that uses them
 * @param lifecycle the CDI integration
 * @param errors what is answered if a session cannot be read or saved
 */
record WebParts(
        SessionSource source,
        HoldfastHttpSession.Host host,
        SessionLifecycle lifecycle,
        RecentLogins logins,
        RunningResponses running,
        IdleSessions idle,
        ErrorResponse errors) {}
