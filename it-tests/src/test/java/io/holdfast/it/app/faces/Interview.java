package io.holdfast.it.app.faces;

import jakarta.faces.flow.FlowScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** What is answered on the pages of a flow. */
@Named
@FlowScoped("interview")
public class Interview implements Serializable {

    private static final long serialVersionUID = 1L;

    private String name = "";
    private String town = "";

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getTown() {
        return town;
    }

    public void setTown(String town) {
        this.town = town;
    }
}
