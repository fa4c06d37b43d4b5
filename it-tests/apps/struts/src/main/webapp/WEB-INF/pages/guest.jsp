<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="s" uri="/struts-tags" %>
<!DOCTYPE html>
<html lang="en">
<head><title>Guest book</title></head>
<body>
  <p><s:text name="welcome"/>. Lines: <s:property value="lines"/></p>
  <s:actionmessage/>
  <s:fielderror/>
  <s:form id="write" action="write" method="post"><s:token/><s:textfield name="line"/><s:submit value="Write"/></s:form>
  <s:form id="leave" action="leave" method="post"><s:submit value="Leave"/></s:form>
</body>
</html>
