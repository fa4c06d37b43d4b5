package io.holdfast.it.example;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final ChromeDriver driver;

    Browser(int width, boolean javaScript) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium", "chromium-browser", "google-chrome"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars");
        if (!javaScript) {
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // Naming the driver keeps Selenium from looking for one to download.
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(onPath("chromedriver"))
                        .build(),
                options);
        resize(width, 1000);
    }

    private static File onPath(String... names) {
        String[] folders = System.getenv("PATH").split(File.pathSeparator);
        return Stream.of(names)
                .flatMap(name -> Stream.of(folders).map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        String.join(" or ", names) + " is not on the PATH; it-tests/test installs it, or says how"));
    }

    /** Headless windows are no narrower than 500 pixels, so the page's size is set as for a telephone. */
    private void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Lets the page believe that the person prefers dark colours, or light ones. */
    void prefersDark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(Object url) {
        driver.get(url.toString());
    }

    WebElement find(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + css + " on this page:\n"
                        + driver.findElement(By.tagName("body")).getText()));
    }

    /** The text that is to be seen there, on one line. */
    String text(String css) {
        return find(css).getText().replaceAll("\\s+", " ").strip();
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    /** Clicks and waits for the page that comes of it: its elements are others than those of the page before. */
    void submit(String css) {
        WebElement before = find("main");
        find(css).click();
        await(() -> driver.findElements(By.cssSelector("main")).stream().anyMatch(main -> !main.equals(before)));
    }

    /** Waits until the page is as it is said to be; it may change meanwhile. */
    void await(BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(page -> condition.getAsBoolean());
    }

    /** How many pixels the page is wider than the window. */
    long overflow() {
        return (Long) driver.executeScript("return document.documentElement.scrollWidth - window.innerWidth");
    }

    /** What the console has said since it was last asked. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    /** Keeps a picture of the whole page among the build's results. */
    void picture(String name) throws IOException {
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
