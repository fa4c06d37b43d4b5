package io.holdfast.apps.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.MalformedURLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** A login by OpenID Connect as {@code oauth2Login} makes it, but for the questions to the issuer. */
@Controller
@RequestMapping("/oidc")
class OidcController {

    private final ClientRegistrationRepository registrations;
    private final OAuth2AuthorizedClientRepository clients;
    private final OAuth2AuthorizationRequestResolver resolver;
    private final AuthorizationRequestRepository<OAuth2AuthorizationRequest> asked =
            new HttpSessionOAuth2AuthorizationRequestRepository();
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final ChangeSessionIdAuthenticationStrategy login = new ChangeSessionIdAuthenticationStrategy();

    OidcController(ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository clients) {
        this.registrations = registrations;
        this.clients = clients;
        resolver = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/oidc/begin");
    }

    /** Shows what would lead to the issuer's page, and back from it. */
    @GetMapping("/begin")
    String begin(HttpServletRequest request, HttpServletResponse response, Model model) {
        OAuth2AuthorizationRequest asking = resolver.resolve(request, Issuer.NAME);
        asked.saveAuthorizationRequest(asking, request, response);
        model.addAttribute("state", asking.getState());
        return "issuer";
    }

    /** Where the issuer sends who has logged in there. */
    @GetMapping("/end")
    String end(HttpServletRequest request, HttpServletResponse response) throws MalformedURLException {
        OAuth2AuthorizationRequest asking = asked.removeAuthorizationRequest(request, response);
        if (asking == null) {
            return "redirect:/login?error";
        }
        OAuth2AuthenticationToken user = user(asking.getAttribute(OidcParameterNames.NONCE));
        login.onAuthentication(user, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(user);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        clients.saveAuthorizedClient(
                new OAuth2AuthorizedClient(
                        registrations.findByRegistrationId(Issuer.NAME),
                        user.getName(),
                        Issuer.accessToken(),
                        Issuer.refreshToken()),
                user,
                request,
                response);
        return "redirect:/members/account";
    }

    private static OAuth2AuthenticationToken user(@Nullable String nonce) throws MalformedURLException {
        OidcIdToken idToken = Issuer.idToken(String.valueOf(nonce));
        OidcUserInfo userInfo = Issuer.userInfo();
        Set<GrantedAuthority> authorities =
                Set.of(new OidcUserAuthority(idToken, userInfo), new SimpleGrantedAuthority("SCOPE_openid"));
        return new OAuth2AuthenticationToken(
                new DefaultOidcUser(authorities, idToken, userInfo), authorities, Issuer.NAME);
    }
}
