package dev.tributary.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/**
 * The packages right below a module's root, each with all packages below it; the root itself is one
 * more. {@code core.system.douyu} belongs to {@code core.system}.
 */
final class TopPackages implements SliceAssignment {
    private static final String HOUSE = "dev.tributary.";

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        if (!type.getPackageName().startsWith(HOUSE)) {
            return SliceIdentifier.ignore();
        }
        String[] path = type.getPackageName().substring(HOUSE.length()).split("\\.", -1);
        return SliceIdentifier.of(path[0], path.length == 1 ? "" : path[1]);
    }

    @Override
    public String getDescription() {
        return "top packages of 'dev.tributary'";
    }
}
