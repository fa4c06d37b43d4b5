package io.holdfast.apps.spring;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages for who is logged in. */
@Controller
@RequestMapping("/members")
class MembersController {

    private final OAuth2AuthorizedClientRepository clients;

    MembersController(OAuth2AuthorizedClientRepository clients) {
        this.clients = clients;
    }

    @GetMapping
    String members(
            Authentication member, @RequestParam(name = "topic", defaultValue = "news") String topic, Model model) {
        model.addAttribute("member", member.getName());
        model.addAttribute("known", member.getClass().getSimpleName());
        model.addAttribute(
                "roles",
                member.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .sorted()
                        .toList());
        model.addAttribute("topic", topic);
        return "members";
    }

    /** What the issuer has said of who is logged in. */
    @GetMapping("/account")
    String account(Authentication member, HttpServletRequest request, Model model) {
        if (member.getPrincipal() instanceof OidcUser user) {
            OAuth2AuthorizedClient client = client(member, request);
            model.addAttribute("user", user);
            model.addAttribute("client", client);
        }
        return "account";
    }

    private @Nullable OAuth2AuthorizedClient client(Authentication member, HttpServletRequest request) {
        return clients.loadAuthorizedClient(Issuer.NAME, member, request);
    }
}
