package io.holdfast.it.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;

/** The shop in a browser, on two servers. */
@ExtendWith(RunningExample.Provider.class)
class ShopPageIT {

    private static final int WIDE = 1280;
    private static final int NARROW = 390;

    private final RunningExample example;

    ShopPageIT(RunningExample example) {
        this.example = example;
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void nameAndCartGoWithTheVisitorFromServerToServer(int width) throws Exception {
        try (Browser browser = new Browser(width, true)) {
            browser.open(example.shopA());
            comeAboard(browser, "Grace");
            browser.submit("button[value=ANCHOR]");
            follow(browser, example.shopB());
            assertThat(browser.text("#visitor")).contains("Grace");
            assertThat(browser.text("#cart")).contains("1 × Bower anchor");
            browser.submit("button[value=ROPE]");
            browser.submit("button[value=ROPE]");
            follow(browser, example.shopA());
            assertThat(browser.text("#cart")).contains("1 × Bower anchor", "2 × Manila rope", "€ 274.00");
            browser.submit("#cart button[value=ROPE]");
            assertThat(browser.text("#cart")).contains("1 × Manila rope", "€ 231.50");
            assertThat(browser.overflow()).isNotPositive();
            assertThat(browser.console()).isEmpty();
            browser.picture("shop-" + width);
        }
    }

    @Test
    void leavingOnOneServerIsLeavingOnTheOther() {
        try (Browser browser = new Browser(WIDE, true)) {
            browser.open(example.shopA());
            comeAboard(browser, "Grace");
            browser.submit("button[value=BELL]");
            browser.open(example.shopB());
            browser.submit("#visitor button");
            browser.open(example.shopA());
            assertThat(browser.has("#name")).isTrue();
            assertThat(browser.text("#cart")).contains("Nothing in it yet");
        }
    }

    @Test
    void theShopWorksWithoutJavaScript() throws Exception {
        try (Browser browser = new Browser(NARROW, false)) {
            browser.open(example.shopA());
            comeAboard(browser, "Ada");
            browser.submit("button[value=LANTERN]");
            follow(browser, example.shopB());
            assertThat(browser.text("#visitor")).contains("Ada");
            assertThat(browser.text("#cart")).contains("1 × Storm lantern", "€ 39.00");
            assertThat(browser.text("#summary")).contains("Its copies are on nodes");
            browser.picture("shop-without-javascript");
        }
    }

    @Test
    void thePageTellsOnWhichTwoNodesTheCopiesAre() {
        try (Browser browser = new Browser(WIDE, true)) {
            browser.open(example.shopA());
            comeAboard(browser, "Grace");
            assertThat(browser.driver().findElements(By.cssSelector(".node"))).hasSize(3);
            assertThat(browser.driver().findElements(By.cssSelector(".node.copy")))
                    .hasSize(2);
            assertThat(browser.text(".server .name")).isEqualTo("server-a");
        }
    }

    @Test
    void thePageTellsByItselfThatANodeDiedAndThatItIsBack() throws Exception {
        try (Browser browser = new Browser(WIDE, true)) {
            browser.open(example.shopA());
            comeAboard(browser, "Grace");
            browser.submit("button[value=COMPASS]");
            String node = browser.text(".node.copy .name").replace("node", "").strip();
            example.toggleNode(node);
            try {
                browser.await(() ->
                        browser.has(".node.down") && browser.text(".node.down").contains(node));
                browser.picture("shop-node-down");
                browser.submit("button[value=COMPASS]");
                assertThat(browser.text("#cart")).contains("2 × Box compass");
                assertThat(browser.text("#visitor")).contains("Grace");
            } finally {
                example.toggleNode(node);
            }
            browser.await(() ->
                    browser.driver().findElements(By.cssSelector(".node.up")).size() == 3);
            assertThat(browser.text("#cart")).contains("2 × Box compass");
            assertThat(browser.console()).isEmpty();
        }
    }

    @Test
    void aVisitorWhoseSessionCannotBeReachedIsToldSoAndKeepsIt() throws Exception {
        try (Browser browser = new Browser(WIDE, true)) {
            browser.open(example.shopA());
            comeAboard(browser, "Grace");
            browser.submit("button[value=LANTERN]");
            example.signalNodes("STOP");
            try {
                browser.await(() -> browser.text("#summary").contains("Nothing was thrown away"));
                assertThat(browser.text("#cart")).contains("1 × Storm lantern");
                browser.open(example.shopA());
                assertThat(browser.text(".notice")).contains("You have not been logged out");
                browser.picture("shop-unreachable");
            } finally {
                example.signalNodes("CONT");
            }
            browser.await(() -> browser.has("#cart") && browser.text("#cart").contains("1 × Storm lantern"));
            assertThat(browser.text("#visitor")).contains("Grace");
        }
    }

    @Test
    void aCartFilledInAnotherWindowIsShownWithoutReloading() throws Exception {
        try (Browser browser = new Browser(WIDE, true)) {
            browser.open(example.shopA());
            comeAboard(browser, "Grace");
            String first = browser.driver().getWindowHandle();
            browser.driver().switchTo().newWindow(WindowType.WINDOW);
            browser.open(example.shopB());
            browser.submit("button[value=FLAG]");
            browser.driver().close();
            browser.driver().switchTo().window(first);
            browser.await(() -> browser.text("#cart").contains("1 × Signal flag"));
        }
    }

    @Test
    void aNameIsShownAsItWasTypedAndNeverAsMarkup() {
        String name = "<script>alert(1)</script>\"'&";
        try (Browser browser = new Browser(WIDE, true)) {
            browser.open(example.shopA());
            comeAboard(browser, name);
            assertThat(browser.text("#visitor strong")).isEqualTo(name);
            assertThat(browser.console()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "1280, true", "390, false", "390, true"})
    void thePageIsAccessibleInLightAndDark(int width, boolean dark) throws Exception {
        try (Browser browser = new Browser(width, true)) {
            browser.prefersDark(dark);
            browser.open(example.shopA());
            assertThat(faults(browser)).isEmpty();
            comeAboard(browser, "Grace");
            browser.submit("button[value=BELL]");
            assertThat(faults(browser)).isEmpty();
            browser.picture("shop-" + width + (dark ? "-dark" : "-light"));
        }
    }

    private static List<String> faults(Browser browser) {
        return new AxeBuilder()
                .analyze(browser.driver()).getViolations().stream()
                        .map(Rule::toString)
                        .toList();
    }

    private static void comeAboard(Browser browser, String name) {
        browser.find("#name").sendKeys(name);
        browser.submit("#visitor button");
    }

    private static void follow(Browser browser, URI shop) {
        browser.submit(".server a");
        assertThat(browser.driver().getCurrentUrl()).startsWith(shop.toString());
    }
}
