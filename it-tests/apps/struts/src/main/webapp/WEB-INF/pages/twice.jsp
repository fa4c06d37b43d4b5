<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="s" uri="/struts-tags" %>
<!DOCTYPE html>
<html lang="en">
<head><title>Twice</title></head>
<body>
  <p>That was sent twice.</p>
</body>
</html>
