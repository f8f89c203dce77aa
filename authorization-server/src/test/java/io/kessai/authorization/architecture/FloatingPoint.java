package io.kessai.authorization.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Finds floating point in compiled classes, down to the single instruction. */
final class FloatingPoint {

    private FloatingPoint() {}

    /** Fields and methods of the class file that have to do with float or double. */
    static List<String> in(URI classFile) {
        try (InputStream bytes = classFile.toURL().openStream()) {
            return in(ClassFile.of().parse(bytes.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> in(ClassModel type) {
        String name = type.thisClass().asInternalName() + ".";
        List<String> found = new ArrayList<>();
        for (FieldModel field : type.fields()) {
            if (isFloating(field.fieldTypeSymbol().descriptorString())) {
                found.add(name + field.fieldName());
            }
        }
        for (MethodModel method : type.methods()) {
            boolean calculates =
                    method.code().stream()
                            .flatMap(code -> code.elementStream())
                            .anyMatch(FloatingPoint::isFloating);
            if (calculates || isFloating(method.methodType().stringValue())) {
                found.add(name + method.methodName());
            }
        }
        return found;
    }

    private static boolean isFloating(CodeElement element) {
        return switch (element) {
            case LoadInstruction load -> isFloating(load.typeKind());
            case StoreInstruction store -> isFloating(store.typeKind());
            case OperatorInstruction operator -> isFloating(operator.typeKind());
            case ConstantInstruction constant -> isFloating(constant.typeKind());
            case ReturnInstruction ret -> isFloating(ret.typeKind());
            case ConvertInstruction convert ->
                    isFloating(convert.fromType()) || isFloating(convert.toType());
            default -> false;
        };
    }

    private static boolean isFloating(TypeKind kind) {
        return kind == TypeKind.DOUBLE || kind == TypeKind.FLOAT;
    }

    /** Whether a descriptor has D or F outside of class names, or names one of their boxes. */
    private static boolean isFloating(String descriptor) {
        String primitives = descriptor.replaceAll("L[^;]*;", "");
        return primitives.contains("D")
                || primitives.contains("F")
                || descriptor.contains("java/lang/Double")
                || descriptor.contains("java/lang/Float");
    }
}
