package io.holdfast.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Users who send a request at fixed times, each to a server at random, whether or not the earlier ones were answered: a
 * hang shows as late answers and not as fewer questions. A user has one request underway at most.
 */
final class LoadGenerator implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ONE_NEWCOMER_IN = 50;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Queue<User> users = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<User> idle = new LinkedBlockingQueue<>();
    private final Queue<CompletableFuture<?>> underway = new ConcurrentLinkedQueue<>();
    private final AtomicInteger names = new AtomicInteger();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final int payload;
    private final Listener listener;
    private volatile List<URI> servers;
    private volatile int newcomersPerRequest;
    private volatile boolean keysAreChanged;
    private Thread sender = new Thread();

    /** Somebody who wants to know. */
    interface Listener {

        /** The cookie is good for nothing any more. */
        void lost(String cookie);

        /** An answer was not right. */
        void wentWrong(User user, Step step, Outcome outcome, URI server, Reply reply);
    }

    LoadGenerator(List<URI> servers, int payload, Listener listener) {
        this.servers = servers;
        this.payload = payload;
        this.listener = listener;
    }

    Queue<Answer> answers() {
        return answers;
    }

    Queue<User> users() {
        return users;
    }

    /** Only these servers are asked from now on, as a balancer does that knows. */
    void useOnly(List<URI> some) {
        servers = some;
    }

    /** So many new users come with each request. */
    void bringNewcomers(int perRequest) {
        newcomersPerRequest = perRequest;
    }

    /** Sessions may be given other ids. */
    void expectNewIds() {
        keysAreChanged = true;
    }

    /** Has so many users log in, and begins. */
    void begin(int count, int perSecond) {
        for (int i = 0; i < count; i++) {
            idle.add(newcomer());
        }
        sender = Threads.daemon("crowd", () -> send(perSecond));
    }

    private User newcomer() {
        int number = names.incrementAndGet();
        User user = new User("user" + number, number % 2 == 0 ? "http" : "cdi", payload);
        if (keysAreChanged) {
            user.takeNewIds();
        }
        users.add(user);
        return user;
    }

    private void send(int perSecond) {
        long interval = 1_000_000_000L / perSecond;
        try {
            long due = System.nanoTime();
            for (int i = 1; !stop.await(due - System.nanoTime(), TimeUnit.NANOSECONDS); i++) {
                boolean someoneNew = i % ONE_NEWCOMER_IN == 0;
                ask(someoneNew ? newcomer() : idle.take(), anyServer(), due);
                for (int more = 0; more < newcomersPerRequest; more++) {
                    ask(newcomer(), anyServer(), due);
                }
                due += interval;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI anyServer() {
        List<URI> open = servers;
        return open.get(ThreadLocalRandom.current().nextInt(open.size()));
    }

    private void ask(User user, URI server, long due) {
        Step step = user.nextStep(ThreadLocalRandom.current());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(user.path(step))).timeout(PATIENCE);
        if (user.cookie() != null) {
            request.header("Cookie", "JSESSIONID=" + user.cookie());
        }
        CompletableFuture<?> noted = http.sendAsync(request.build(), BodyHandlers.ofString())
                .handle((response, failure) -> failure == null ? Reply.of(response) : Reply.none(failure))
                .thenAccept(reply -> note(user, step, server, reply, due))
                .whenComplete((nothing, bug) -> idle.add(user));
        underway.add(noted);
    }

    private void note(User user, Step step, URI server, Reply reply, long due) {
        long ended = System.nanoTime();
        String cookie = user.cookie();
        Outcome outcome = user.judge(step, reply);
        answers.add(new Answer(user, step, outcome, due, ended));
        if (outcome == Outcome.LOST && cookie != null) {
            listener.lost(cookie);
        }
        if (outcome != Outcome.RIGHT) {
            listener.wentWrong(user, step, outcome, server, reply);
        }
    }

    /** So many requests at once to one server. */
    void rush(URI server, int requests) throws InterruptedException {
        for (int i = 0; i < requests; i++) {
            ask(idle.take(), server, System.nanoTime());
        }
    }

    /** Sends no more and returns when all is answered. */
    void end() throws InterruptedException {
        stop.countDown();
        sender.join();
        awaitAnswers();
    }

    private void awaitAnswers() {
        for (CompletableFuture<?> noted = underway.poll(); noted != null; noted = underway.poll()) {
            noted.join();
        }
    }

    /** Asks for every session once more, after {@link #end}. */
    void askEverybody() throws InterruptedException {
        for (int i = users.size(); i > 0; i--) {
            ask(idle.take(), anyServer(), System.nanoTime());
            awaitAnswers();
        }
    }

    @Override
    public void close() {
        stop.countDown();
        sender.interrupt();
    }
}
