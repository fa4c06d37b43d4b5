package io.holdfast.it.app.spring;

import io.holdfast.it.app.live.Busy;
import jakarta.servlet.http.HttpSession;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.WebUtils;

/** Counts in an attribute and in a bean of the session. */
@RestController
@RequestMapping("/count")
class CountController {

    private static final String COUNT = "count";

    private final Tally tally;

    CountController(Tally tally) {
        this.tally = tally;
    }

    /** What Spring takes for the lock of a session. */
    @GetMapping("/lock")
    String lock(HttpSession session) {
        return WebUtils.getSessionMutex(session) == session ? "the session" : "an attribute";
    }

    /** Under that lock. */
    @GetMapping("/locked")
    String locked(HttpSession session, @RequestParam("add") int more) {
        synchronized (WebUtils.getSessionMutex(session)) {
            return add(session, more);
        }
    }

    /** Under the lock that Spring holds, if any. */
    @GetMapping("/plain")
    String add(HttpSession session, @RequestParam("add") int more) {
        Integer before = (Integer) session.getAttribute(COUNT);
        Busy.forAMoment();
        int after = (before == null ? 0 : before) + more;
        if (more != 0) {
            session.setAttribute(COUNT, after);
        }
        return "attribute " + after + ", bean " + tally.add(more);
    }
}
