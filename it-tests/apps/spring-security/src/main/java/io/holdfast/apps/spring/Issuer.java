package io.holdfast.apps.spring;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;

/** Stands for an issuer of OpenID: gives what its answers are made into by the time they come into the session. */
@Configuration
class Issuer {

    static final String NAME = "issuer";

    private static final String ADDRESS = "https://issuer.example";
    private static final Instant ISSUED = Instant.parse("2030-05-17T09:30:00.123456789Z");
    private static final long HOUR = 3600;

    @Bean
    InMemoryClientRegistrationRepository registrations() {
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId(NAME)
                .clientId("shop")
                .clientSecret("a secret")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/oidc/end")
                .scope("openid", "email")
                .issuerUri(ADDRESS)
                .authorizationUri(ADDRESS + "/authorize")
                .tokenUri(ADDRESS + "/token")
                .jwkSetUri(ADDRESS + "/keys")
                .providerConfigurationMetadata(Map.of("response_types_supported", List.of("code")))
                .userNameAttributeName(IdTokenClaimNames.SUB)
                .build());
    }

    @Bean
    OAuth2AuthorizedClientRepository clients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    static OidcIdToken idToken(String nonceHash) throws MalformedURLException {
        return OidcIdToken.withTokenValue("an ID token")
                .claim(IdTokenClaimNames.ISS, URI.create(ADDRESS).toURL())
                .subject("grace")
                .audience(List.of("shop", "other shop"))
                .issuedAt(ISSUED)
                .authTime(ISSUED.minusSeconds(1))
                .expiresAt(ISSUED.plusSeconds(HOUR))
                .authenticationMethods(List.of("pwd", "otp"))
                .nonce(nonceHash)
                .build();
    }

    static OidcUserInfo userInfo() {
        return OidcUserInfo.builder()
                .subject("grace")
                .email("grace@navy.example")
                .emailVerified(true)
                .claim("address", Map.of("country", "US"))
                .build();
    }

    static OAuth2AccessToken accessToken() {
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                "an access token",
                ISSUED,
                ISSUED.plusSeconds(HOUR),
                Set.of("openid", "email"));
    }

    static OAuth2RefreshToken refreshToken() {
        return new OAuth2RefreshToken("a refresh token", ISSUED);
    }
}
