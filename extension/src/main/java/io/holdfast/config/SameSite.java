package io.holdfast.config;

/** When a browser sends the cookie along with requests that other sites cause (RFC 6265bis, section 5.6.7). */
public enum SameSite {
    /** With links from other sites, not with their forms and frames. */
    LAX,
    /** Never. */
    STRICT,
    /** Always; browsers then demand that the cookie is secure. */
    NONE
}
