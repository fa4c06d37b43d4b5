package io.holdfast.apps.struts;

import org.apache.struts2.ActionSupport;
import org.apache.struts2.interceptor.parameter.StrutsParameter;

/** An order of three pages, which the scope interceptor keeps in the session in between. */
public class OrderAction extends ActionSupport {

    private static final long serialVersionUID = 1L;

    private Order order = new Order();
    private String next = "address";

    /** For the form, the page and the interceptor. */
    @StrutsParameter(depth = 1)
    public Order getOrder() {
        return order;
    }

    /** For the interceptor. */
    public void setOrder(Order order) {
        this.order = order;
    }

    /** What the form leads to. */
    public String getNext() {
        return next;
    }

    /** The first page. */
    public String begin() {
        return SUCCESS;
    }

    /** The second page. */
    public String address() {
        next = "complete";
        return SUCCESS;
    }

    /** The last page. */
    public String complete() {
        next = "begin";
        return SUCCESS;
    }
}
