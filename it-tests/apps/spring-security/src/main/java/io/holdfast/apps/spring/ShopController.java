package io.holdfast.apps.spring;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages that everybody sees: the shop and the login. */
@Controller
class ShopController {

    private final Basket basket;

    ShopController(Basket basket) {
        this.basket = basket;
    }

    @GetMapping("/")
    String shop(@Nullable Principal customer, Model model) {
        model.addAttribute("customer", customer == null ? "guest" : customer.getName());
        model.addAttribute("basket", basket.toString());
        return "shop";
    }

    /** Tells of the thing on the page that comes next. */
    @PostMapping("/basket")
    String put(@RequestParam("thing") String thing, RedirectAttributes next) {
        basket.put(thing);
        next.addFlashAttribute("notice", thing + " is in your basket");
        return "redirect:/";
    }

    /** With what was wrong with the last attempt, if anything was. */
    @GetMapping("/login")
    String login(
            @RequestParam(name = "error", required = false) @Nullable String error,
            @SessionAttribute(name = WebAttributes.AUTHENTICATION_EXCEPTION, required = false) @Nullable
                    AuthenticationException why,
            Model model) {
        if (error != null) {
            model.addAttribute("error", why == null ? "unknown" : why.getMessage());
        }
        return "login";
    }
}
