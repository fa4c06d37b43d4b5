package io.holdfast.cdi.bean;

import jakarta.el.MethodExpression;
import jakarta.faces.application.NavigationCase;
import jakarta.faces.flow.Flow;
import jakarta.faces.flow.FlowCallNode;
import jakarta.faces.flow.FlowNode;
import jakarta.faces.flow.MethodCallNode;
import jakarta.faces.flow.Parameter;
import jakarta.faces.flow.ReturnNode;
import jakarta.faces.flow.SwitchNode;
import jakarta.faces.flow.ViewNode;
import jakarta.faces.lifecycle.ClientWindow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A flow of the document {@code shop} that has nothing but a name, and cannot be serialised. */
final class TrialFlow extends Flow {

    private final String id;

    TrialFlow(String id) {
        this.id = id;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getDefiningDocumentId() {
        return "shop";
    }

    @Override
    public String getStartNodeId() {
        return id;
    }

    @Override
    public @Nullable MethodExpression getFinalizer() {
        return null;
    }

    @Override
    public @Nullable MethodExpression getInitializer() {
        return null;
    }

    @Override
    public Map<String, Parameter> getInboundParameters() {
        return Map.of();
    }

    @Override
    public List<ViewNode> getViews() {
        return List.of();
    }

    @Override
    public Map<String, ReturnNode> getReturns() {
        return Map.of();
    }

    @Override
    public Map<String, SwitchNode> getSwitches() {
        return Map.of();
    }

    @Override
    public Map<String, FlowCallNode> getFlowCalls() {
        return Map.of();
    }

    @Override
    public @Nullable FlowCallNode getFlowCall(Flow targetFlow) {
        return null;
    }

    @Override
    public List<MethodCallNode> getMethodCalls() {
        return List.of();
    }

    @Override
    public @Nullable FlowNode getNode(String nodeId) {
        return null;
    }

    @Override
    public Map<String, Set<NavigationCase>> getNavigationCases() {
        return Map.of();
    }

    @Override
    public String getClientWindowFlowId(ClientWindow curWindow) {
        return id;
    }
}
