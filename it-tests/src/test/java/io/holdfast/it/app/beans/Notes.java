package io.holdfast.it.app.beans;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** Made by a producer method and by a producer field. */
public class Notes implements Serializable {

    private static final long serialVersionUID = 1L;

    private String text = "";

    void add(String more) {
        text += more;
    }

    String text() {
        return text;
    }

    /** Makes them, one desk for each. */
    @Dependent
    public static class Desk {

        @Produces
        @SessionScoped
        @Named("field")
        Notes made = new Notes();

        @Inject
        private Diary diary;

        @Produces
        @SessionScoped
        @Named("method")
        Notes make() {
            return new Notes();
        }

        void dispose(@Disposes @Named("method") Notes notes) {
            diary.write("notes " + notes.text() + " disposed of");
        }
    }
}
