package io.holdfast.apps.spring;

import java.io.Serializable;

/** What the two pages of the form fill in. */
public class Order implements Serializable {

    private static final long serialVersionUID = 1L;

    private String gift = "";
    private String address = "";

    /** For the form. */
    public String getGift() {
        return gift;
    }

    /** For the form. */
    public void setGift(String gift) {
        this.gift = gift;
    }

    /** For the form. */
    public String getAddress() {
        return address;
    }

    /** For the form. */
    public void setAddress(String address) {
        this.address = address;
    }
}
