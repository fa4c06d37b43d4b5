package io.holdfast.archive.sql;

import io.holdfast.it.harness.process.PostgresProcess;
import io.holdfast.testing.MemcachedProcess;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.ds.PGSimpleDataSource;

/** On PostgreSQL. */
class PostgresPreparationIT extends TablePreparationContract {

    private static PostgresProcess postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresProcess.start();
        new PostgresPreparationIT().run("CREATE USER poor");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static DataSource of(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    @Override
    protected DataSource source() {
        return of(postgres.url("holdfast"));
    }

    @Override
    protected DataSource poor() {
        return of(postgres.url("poor"));
    }

    @Override
    protected void grant(String rights) {
        run("GRANT " + rights + " ON " + TABLE + " TO poor");
    }

    /** It trusts everybody it knows, so what is wrong is the user. */
    @Override
    protected DataSource wrongPassword() {
        return of(postgres.url("stranger") + "&password=a-wrong-one");
    }

    @Override
    protected DataSource away() {
        return of("jdbc:postgresql://127.0.0.1:" + MemcachedProcess.freePort() + "/postgres?user=holdfast");
    }

    @Override
    protected DataSource readOnly() {
        return of(postgres.url("holdfast") + "&options=-c%20default_transaction_read_only=on");
    }

    @Override
    protected String product() {
        return "PostgreSQL";
    }

    /** It has no bytes with a bound but what is no bytes. */
    @Override
    protected String shortBytes() {
        return "TEXT";
    }
}
