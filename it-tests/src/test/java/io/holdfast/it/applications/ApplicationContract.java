package io.holdfast.it.applications;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.deployment.Example;
import io.holdfast.it.harness.http.Health;
import io.holdfast.it.harness.process.Nodes;
import io.holdfast.it.harness.server.EveryServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an application answers with Holdfast in it is what it answers without, on one server. */
@EveryServer
abstract class ApplicationContract {

    /** What a visitor does, from the first page to the last. */
    abstract List<Step> trip();

    @BeforeEach
    void allNodesAreUp() {
        Health.awaitAllNodes("UP");
    }

    @AfterEach
    void bringBack() {
        IntStream.range(0, Nodes.count()).forEach(Nodes::ensureRunning);
    }

    @Test
    @Tag("in-full")
    void oneServerAnswersAsWithoutHoldfast() {
        assertThat(answers(Application.WITH, Example.A)).isEqualTo(answersWithout());
    }

    @Test
    void twoServersInTurnAnswerAsOneWithoutHoldfast() {
        assertThat(answers(Application.WITH, Example.A, Example.B)).isEqualTo(answersWithout());
    }

    @Test
    @Tag("in-full")
    void twoServersInTurnDoSoWhileOneNodeAfterTheOtherDiesAndComesBackEmpty() {
        List<Step> steps = trip();
        List<Step> dangerous = IntStream.range(0, steps.size())
                .mapToObj(
                        number -> number % 2 == 0 ? whileANodeIsDead(number / 2, steps.get(number)) : steps.get(number))
                .toList();
        assertThat(answers(dangerous, Application.WITH, Example.A, Example.B)).isEqualTo(answersWithout());
    }

    private static Step whileANodeIsDead(int number, Step step) {
        int node = number % Nodes.count();
        return browser -> {
            Nodes.get(node).kill();
            String answer = step.take(browser);
            Nodes.ensureRunning(node);
            Health.awaitAllNodes("UP");
            return answer;
        };
    }

    private List<String> answersWithout() {
        return answers(Application.WITHOUT, Example.A);
    }

    private List<String> answers(String application, URI... servers) {
        return answers(trip(), application, servers);
    }

    private static List<String> answers(List<Step> steps, String application, URI... servers) {
        Browser browser = new Browser(servers[0], application);
        List<String> answers = new ArrayList<>();
        for (Step step : steps) {
            browser.goTo(servers[answers.size() % servers.length]);
            answers.add(step.take(browser));
        }
        return answers;
    }
}
