package io.holdfast.it.app.live;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread of a request that changes what it holds of the session when that request is long answered. */
@WebServlet("/late/*")
public class LateServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String NAME = "work";
    private static final String WORKER = "the thread that does it";
    private static final int PATIENCE_SECONDS = 30;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        try {
            switch (request.getPathInfo()) {
                case "/begin" -> begin(request.getSession());
                case "/finish" -> ((Worker) getServletContext().getAttribute(WORKER)).finish();
                case "/shown" -> response.getWriter().print(request.getSession().getAttribute(NAME));
                default -> throw new IllegalArgumentException(request.getPathInfo());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void begin(HttpSession session) {
        Map<String, String> work = new ConcurrentHashMap<>();
        session.setAttribute(NAME, work);
        Worker worker = new Worker(work);
        getServletContext().setAttribute(WORKER, worker);
        worker.start();
    }

    private static final class Worker extends Thread {

        private final Map<String, String> work;
        private final CountDownLatch gate = new CountDownLatch(1);

        Worker(Map<String, String> work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                if (gate.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    work.put("state", "done");
                }
            } catch (InterruptedException e) {
                interrupt();
            }
        }

        /** Returns when it has been done. */
        void finish() throws InterruptedException {
            gate.countDown();
            join();
        }
    }
}
