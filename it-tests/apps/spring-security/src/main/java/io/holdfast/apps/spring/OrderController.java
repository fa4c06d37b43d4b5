package io.holdfast.apps.spring;

import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.ValidationUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.SessionAttributes;
import org.springframework.web.bind.support.SessionStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A form of two pages; what it has so far is in the session until it is complete. */
@Controller
@RequestMapping("/order")
@SessionAttributes("order")
class OrderController {

    private final Basket basket;

    OrderController(Basket basket) {
        this.basket = basket;
    }

    @ModelAttribute("order")
    Order order() {
        return new Order();
    }

    @GetMapping
    String what(@ModelAttribute("order") Order order) {
        return "order-what";
    }

    @PostMapping
    String toWhere(@ModelAttribute("order") Order order, BindingResult result) {
        return lacks("gift", result) ? "order-what" : "redirect:/order/where";
    }

    @GetMapping("/where")
    String where(@ModelAttribute("order") Order order) {
        return "order-where";
    }

    /** Completes the order. */
    @PostMapping("/where")
    String complete(
            @ModelAttribute("order") Order order, BindingResult result, SessionStatus status, RedirectAttributes next) {
        if (lacks("address", result)) {
            return "order-where";
        }
        next.addFlashAttribute(
                "notice", basket + ", wrapped as " + order.getGift() + ", goes to " + order.getAddress());
        basket.empty();
        status.setComplete();
        return "redirect:/";
    }

    private static boolean lacks(String field, Errors errors) {
        ValidationUtils.rejectIfEmptyOrWhitespace(errors, field, "missing", "is missing");
        return errors.hasErrors();
    }
}
