package io.holdfast.apps.struts;

import java.io.Serializable;

/** An order as far as it is made. */
public class Order implements Serializable {

    private static final long serialVersionUID = 1L;

    private String thing = "";
    private String address = "";

    /** For the page. */
    public String getThing() {
        return thing;
    }

    /** For the form. */
    public void setThing(String thing) {
        this.thing = thing;
    }

    /** For the page. */
    public String getAddress() {
        return address;
    }

    /** For the form. */
    public void setAddress(String address) {
        this.address = address;
    }
}
