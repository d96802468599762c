package io.soarbridge.mapping;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.function.Consumer;

/** Reads the parts of a parsed query that the engine keeps to itself. Its version is pinned; a test goes through every kind of node. */
final class Ast {
    private static final String PACKAGE = "net.thisptr.jackson.jq.internal.";

    private Ast() {}

    /** @throws IllegalStateException when this version of the engine has no such part */
    @SuppressWarnings("unchecked")
    static <T> T part(Object node, String name) {
        for (Class<?> type = node.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return (T) read(field, node);
                }
            }
        }
        throw new IllegalStateException("the engine's " + node.getClass() + " has no part " + name);
    }

    /** Shows every node of a query, parents first. */
    static void visit(Object node, Consumer<Object> visitor) {
        if (node instanceof Iterable<?> nodes) {
            nodes.forEach(each -> visit(each, visitor));
        } else if (node != null
                && !(node instanceof Enum)
                && node.getClass().getName().startsWith(PACKAGE)) {
            visitor.accept(node);
            for (Class<?> type = node.getClass(); type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        visit(read(field, node), visitor);
                    }
                }
            }
        }
    }

    private static Object read(Field field, Object node) {
        try {
            field.setAccessible(true);
            return field.get(node);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("reading " + field, e);
        }
    }
}
