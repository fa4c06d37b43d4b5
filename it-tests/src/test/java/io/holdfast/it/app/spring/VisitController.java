package io.holdfast.it.app.spring;

import jakarta.servlet.http.HttpSession;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** A bean that is destroyed with the session, and a notice for the page after a redirection. */
@RestController
@RequestMapping("/visit")
class VisitController {

    private final Visit visit;

    VisitController(Visit visit) {
        this.visit = visit;
    }

    /** Leads to {@link #hall}. */
    @GetMapping("/begin")
    RedirectView begin(@RequestParam("guest") String guest, RedirectAttributes next) {
        visit.begin(guest);
        next.addFlashAttribute("notice", "welcome");
        return new RedirectView("/spring/visit/hall", true);
    }

    /** Shows the notice once. */
    @GetMapping("/hall")
    String hall(Model model) {
        return visit.guest() + ": " + model.getAttribute("notice");
    }

    /** Ends the session. */
    @GetMapping("/end")
    String end(HttpSession session) {
        session.invalidate();
        return "ended";
    }

    /** Whose visits have ended on this server. */
    @GetMapping("/ended")
    String ended() {
        return Visit.ended().toString();
    }
}
