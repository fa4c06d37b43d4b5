<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="s" uri="/struts-tags" %>
<!DOCTYPE html>
<html lang="en">
<head><title>Order</title></head>
<body>
  <p>Ordered: <s:property value="order.thing"/>, to <s:property value="order.address"/>. Next: <s:property value="next"/></p>
  <s:form id="order" action="order-%{next}" method="post">
    <s:textfield name="order.thing"/><s:textfield name="order.address"/><s:submit value="Next"/>
  </s:form>
</body>
</html>
