package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testing.Eventually;
import jakarta.servlet.http.HttpSession;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.Vector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On one server a session is one object, as in a container. */
class SharedSessionTest extends ServletSessionsFixture {

    private static final int REQUESTS = 8;
    private static final int ROUNDS = 50;

    private final AtomicReference<HttpSession> kept = new AtomicReference<>();

    private void pages() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("n", 0));
        application.on("/keep", (request, response) -> kept.set(request.getSession()));
        application.on("/n", showing("n"));
        application.on("/end", (request, response) -> request.getSession().invalidate());
    }

    private List<HttpResponse<String>> parallel(String path) {
        String cookie = browser.cookie("JSESSIONID");
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, REQUESTS)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> new Browser().get(url(path), "Cookie", "JSESSIONID=" + cookie)))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void incrementsUnderItsMonitorAreAllKept() {
        pages();
        application.on("/add", (request, response) -> {
            HttpSession session = request.getSession();
            synchronized (session) {
                session.setAttribute("n", (Integer) session.getAttribute("n") + 1);
            }
        });
        start();
        read("/start");
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(parallel("/add")).extracting(HttpResponse::statusCode).containsOnly(200);
        }
        assertThat(read("/n")).isEqualTo(String.valueOf(ROUNDS * REQUESTS));
    }

    @Test
    void allRequestsSeeOneObject() {
        pages();
        Set<HttpSession> seen = ConcurrentHashMap.newKeySet();
        application.on("/see", (request, response) -> seen.add(request.getSession()));
        start();
        read("/start");
        parallel("/see");
        read("/see");
        assertThat(seen).hasSize(1);
    }

    @Test
    void whoKeepsItBeyondItsRequestsLearnsItsEndAtOnce() {
        pages();
        start();
        read("/start");
        read("/keep");
        assertThat(kept.get().getAttribute("n")).isEqualTo(0);
        kept.get().setAttribute("n", 5);
        assertThat(read("/n")).isEqualTo("5");
        read("/end");
        assertThatThrownBy(() -> kept.get().getAttribute("n")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.get().setAttribute("n", 6)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoKeepsItMayEndIt() {
        pages();
        start();
        read("/start");
        read("/keep");
        kept.get().invalidate();
        assertThat(read("/n")).isEqualTo("none");
    }

    /**
     * The collection's own lock is held while it is written: a lock of the session's, held too, would be a deadlock.
     */
    @Test
    void anAttributeThatIsLockedWhileItsSessionIsSavedLocksNobodyOut() {
        pages();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch saving = new CountDownLatch(1);
        AtomicReference<Thread> saver = new AtomicReference<>();
        application.on("/fill", (request, response) -> request.getSession().setAttribute("v", locking()));
        application.on("/hold", (request, response) -> {
            Object list = request.getSession().getAttribute("v");
            synchronized (list) {
                locked.countDown();
                await(saving);
                awaitBlocked(saver.get());
                request.getSession().setAttribute("n", 7);
            }
        });
        application.on("/save", (request, response) -> {
            request.getSession().getAttribute("v");
            await(locked);
            saver.set(Thread.currentThread());
            saving.countDown();
        });
        start();
        read("/start");
        read("/fill");
        String cookie = "JSESSIONID=" + browser.cookie("JSESSIONID");
        List<CompletableFuture<HttpResponse<String>>> both = List.of("/hold", "/save").stream()
                .map(path -> CompletableFuture.supplyAsync(() -> new Browser().get(url(path), "Cookie", cookie)))
                .toList();
        assertThat(both)
                .allSatisfy(one ->
                        assertThat(one.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200));
        assertThat(read("/n")).isEqualTo("7");
    }

    @SuppressWarnings("JdkObsolete") // it locks itself while it is written
    private static Vector<Integer> locking() {
        return new Vector<>();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void awaitBlocked(Thread thread) {
        Eventually.answer(
                "the thread is blocked",
                Duration.ofSeconds(20),
                thread::getState,
                state -> state == Thread.State.BLOCKED);
    }
}
