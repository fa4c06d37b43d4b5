package io.holdfast.applications;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.Example;
import io.holdfast.it.Health;
import io.holdfast.it.Nodes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application answers with Holdfast in it is what it answers without, on one server. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
@Tag("every-server")
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
        Browser browser = new Browser(Example.A, Application.WITH);
        List<String> answers = new ArrayList<>();
        for (Step step : trip()) {
            int number = answers.size();
            int node = number / 2 % Nodes.count();
            browser.goTo(number % 2 == 0 ? Example.A : Example.B);
            if (number % 2 == 0) {
                Nodes.get(node).kill();
            }
            answers.add(step.take(browser));
            Nodes.ensureRunning(node);
            Health.awaitAllNodes("UP");
        }
        assertThat(answers).isEqualTo(answersWithout());
    }

    private List<String> answersWithout() {
        return answers(Application.WITHOUT, Example.A);
    }

    private List<String> answers(String application, URI... servers) {
        Browser browser = new Browser(servers[0], application);
        List<String> answers = new ArrayList<>();
        for (Step step : trip()) {
            browser.goTo(servers[answers.size() % servers.length]);
            answers.add(step.take(browser));
        }
        return answers;
    }
}
