package io.holdfast.bench;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** SIGCONT and SIGSTOP in turn, which is what a quota, a hypervisor or an operator's {@code kill} does to a process. */
record StopAndGo(Duration goes, Duration stops) implements Pressure {

    /** One process for all signals: to start one for each takes longer than some of the times. */
    private static final String SCRIPT = """
            my ($server, $goes, $stops) = @ARGV;
            $SIG{TERM} = sub { kill CONT => $server; exit };
            while (kill STOP => $server) {
              select undef, undef, undef, $stops;
              kill CONT => $server;
              select undef, undef, undef, $goes;
            }
            """;

    @Override
    public String name() {
        return "stop-" + goes.toMillis() + "-" + stops.toMillis();
    }

    @Override
    public Lasting begin(long server, URI application) {
        return Commands.start(List.of("perl", "-e", SCRIPT, "" + server, seconds(goes), seconds(stops)));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }
}
