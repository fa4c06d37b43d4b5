package io.holdfast.config;

/** Whether the cookie is marked to travel over TLS only. */
public enum SecureCookie {
    /** If the request that sets it came over TLS. */
    AUTO,
    /** Always, for servers behind a proxy that ends TLS without saying so. */
    TRUE,
    /** Never. */
    FALSE
}
