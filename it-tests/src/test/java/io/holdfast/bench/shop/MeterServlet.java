package io.holdfast.bench.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The requests answered, and a line for each thread with what it has allocated in its life. The bean is asked by name:
 * not every server lets an application see its interface.
 */
@WebServlet("/meter")
public class MeterServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        StringBuilder text = new StringBuilder().append(ShopServlet.ANSWERED).append('\n');
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
            long[] ids = (long[]) server.getAttribute(threads, "AllThreadIds");
            String[] signature = {long[].class.getName()};
            long[] bytes = (long[]) server.invoke(threads, "getThreadAllocatedBytes", new Object[] {ids}, signature);
            for (int i = 0; i < ids.length; i++) {
                text.append(ids[i]).append(' ').append(bytes[i]).append('\n');
            }
        } catch (JMException e) {
            throw new ServletException(e);
        }
        response.setContentType("text/plain");
        response.getWriter().print(text);
    }
}
