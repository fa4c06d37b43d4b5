package io.holdfast.apps.struts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.struts2.ActionSupport;
import org.apache.struts2.action.SessionAware;
import org.apache.struts2.dispatcher.SessionMap;
import org.apache.struts2.interceptor.parameter.StrutsParameter;

/** What a guest has written; what he forgot to write is told on the page after a redirection. */
public class GuestAction extends ActionSupport implements SessionAware {

    private static final long serialVersionUID = 1L;

    private transient Map<String, Object> session = Map.of();
    private String line = "";

    @Override
    public void withSession(Map<String, Object> now) {
        session = now;
    }

    /** For the form. */
    @StrutsParameter
    public void setLine(String line) {
        this.line = line;
    }

    /** For the page. */
    public List<String> getLines() {
        @SuppressWarnings("unchecked")
        List<String> lines = (List<String>) session.computeIfAbsent("lines", name -> new ArrayList<String>());
        return lines;
    }

    /** Changes the list where it is. */
    public String write() {
        getLines().add(line);
        addActionMessage(getText("written"));
        return SUCCESS;
    }

    /** Ends the session. */
    public String leave() {
        ((SessionMap) session).invalidate();
        return SUCCESS;
    }

    @Override
    public void validate() {
        if (line.isBlank()) {
            addFieldError("line", getText("missing"));
        }
    }
}
