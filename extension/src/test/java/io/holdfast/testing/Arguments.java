package io.holdfast.testing;

import static java.util.Map.entry;

import java.awt.BasicStroke;
import java.awt.Component;
import java.awt.Insets;
import java.awt.Stroke;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.security.Guard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import javax.naming.CompositeName;
import javax.naming.Name;
import javax.naming.directory.Attributes;
import javax.naming.directory.BasicAttributes;
import javax.swing.Icon;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JTextField;
import javax.swing.border.Border;
import javax.swing.border.LineBorder;
import javax.swing.plaf.metal.MetalIconFactory;
import javax.swing.text.AbstractDocument;
import javax.swing.text.AttributeSet;
import javax.swing.text.JTextComponent;
import javax.swing.text.PlainDocument;
import javax.swing.text.SimpleAttributeSet;
import javax.swing.tree.DefaultMutableTreeNode;
import javax.swing.tree.TreeNode;

/** What constructors and factories are called with, by the type of the parameter. None of it opens or asks anything. */
final class Arguments {

    private static final Callable<List<Object>> NONE = List::of;

    private static final Map<Class<?>, Callable<List<Object>>> ALL = Map.ofEntries(
            entry(int.class, () -> List.of(1, 0, 2)),
            entry(long.class, () -> List.of(1L)),
            entry(short.class, () -> List.of((short) 1)),
            entry(byte.class, () -> List.of((byte) 1)),
            entry(char.class, () -> List.of('a')),
            entry(float.class, () -> List.of(1f, 0.5f)),
            entry(double.class, () -> List.of(1d)),
            entry(boolean.class, () -> List.of(true)),
            entry(
                    String.class,
                    () -> List.of("1", "read", "CN=a", "text/plain", "java.lang.String", "UTC", "EUR", "connect")),
            entry(CharSequence.class, () -> List.of("1")),
            entry(Comparable.class, () -> List.of("1")),
            entry(Object.class, () -> List.of("1")),
            entry(Number.class, () -> List.of(1)),
            entry(Class.class, () -> List.of(String.class, Thread.State.class)),
            entry(Throwable.class, () -> List.of(new IllegalStateException("1"))),
            entry(Exception.class, () -> List.of(new IllegalStateException("1"))),
            entry(Collection.class, () -> List.of(new ArrayList<>(List.of("a", "b")))),
            entry(List.class, () -> List.of(new ArrayList<>(List.of("a", "b")))),
            entry(Set.class, () -> List.of(new HashSet<>(Set.of("a", "b")))),
            entry(SortedSet.class, () -> List.of(new TreeSet<>(Set.of("a", "b")))),
            entry(Map.class, () -> List.of(new HashMap<>(Map.of("a", "b")))),
            entry(SortedMap.class, () -> List.of(new TreeMap<>(Map.of("a", "b")))),
            entry(Comparator.class, () -> List.of(Comparator.naturalOrder())),
            entry(DoubleBinaryOperator.class, () -> List.of((DoubleBinaryOperator & Serializable) (a, b) -> a + b)),
            entry(LongBinaryOperator.class, () -> List.of((LongBinaryOperator & Serializable) (a, b) -> a + b)),
            entry(URL.class, () -> List.of(URI.create("file:/nowhere").toURL())),
            entry(InetAddress.class, () -> List.of(InetAddress.getLoopbackAddress())),
            entry(Guard.class, () -> List.of(new RuntimePermission("1"))),
            entry(Name.class, () -> List.of(new CompositeName("1"))),
            entry(Attributes.class, () -> List.of(new BasicAttributes("a", "b"))),
            entry(Stroke.class, () -> List.of(new BasicStroke())),
            entry(Insets.class, () -> List.of(new Insets(1, 1, 1, 1))),
            entry(Component.class, () -> List.of(new JLabel("1"))),
            entry(JComponent.class, () -> List.of(new JLabel("1"))),
            entry(JList.class, () -> List.of(new JList<>(new String[] {"1"}))),
            entry(JTextComponent.class, () -> List.of(new JTextField("1"))),
            entry(Icon.class, () -> List.of(MetalIconFactory.getTreeFolderIcon())),
            entry(Border.class, () -> List.of(new LineBorder(java.awt.Color.RED))),
            entry(AbstractDocument.class, () -> List.of(new PlainDocument())),
            entry(AttributeSet.class, () -> List.of(new SimpleAttributeSet())),
            entry(TreeNode.class, () -> List.of(new DefaultMutableTreeNode("1"))));

    private Arguments() {}

    /** Some to be tried in turn; none where nothing is known. */
    static List<Object> of(Class<?> type) {
        try {
            return ALL.getOrDefault(type, NONE).call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
