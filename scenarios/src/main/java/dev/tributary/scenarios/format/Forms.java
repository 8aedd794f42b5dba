package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Arrivals;
import dev.tributary.scenarios.Key;
import dev.tributary.scenarios.LogCurve;
import dev.tributary.scenarios.NetworkSpec.AccessTier;
import dev.tributary.scenarios.NetworkSpec.Isp;
import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.SessionModel;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** The form of each component of a record, from its type and its {@link Key}. */
final class Forms {
    private Forms() {}

    /** Returns a share of 0 % to 100 %. */
    static Form<Double> share() {
        return new QuantityForm(Quantity.SHARE, Range.SHARE, Optional.empty());
    }

    static Form<?> of(RecordComponent component, Key key) {
        return of(component.getGenericType(), key);
    }

    private static Form<?> of(Type generic, Key key) {
        if (generic instanceof ParameterizedType of) {
            Type inner = of.getActualTypeArguments()[0];
            return of.getRawType() == Optional.class
                    ? new InheritedForm<>(key.word(), of(inner, key))
                    : list(inner, key);
        }
        Class<?> type = (Class<?>) generic;
        if (type == double.class || type == Double.class) {
            return key.of().isEmpty() ? number(key) : new PartForm(key.of());
        }
        if (type == int.class) {
            return key.in() == Quantity.NUMBER
                    ? new IntegerForm.Small(IntegerForm.parse(key.range()))
                    : new QuantityForm.Whole(number(key));
        }
        if (type == long.class) {
            return IntegerForm.parse(key.range());
        }
        return type == boolean.class ? WordForm.FLAG : object(type, key);
    }

    private static Form<?> object(Class<?> type, Key key) {
        if (type.isEnum()) {
            return WordForm.of(type);
        }
        if (type == String.class) {
            return new PresetForm();
        }
        if (type == SessionModel.class) {
            return new SessionForm();
        }
        if (type == Arrivals.class) {
            return new ArrivalsForm();
        }
        return type == LogCurve.class
                ? new CurveForm(key.in(), Range.parse(key.range(), key.in()))
                : Section.of(type.asSubclass(Record.class));
    }

    private static Form<?> list(Type of, Key key) {
        if (of == AccessTier.class) {
            return new PartsForm<>("tiers", AccessTier.class, AccessTier::share);
        }
        if (of == Isp.class) {
            return new PartsForm<>("providers", Isp.class, Isp::share, Isp::new);
        }
        return key.names().isEmpty()
                ? new SharesForm()
                : new SharesForm.Named(List.of(key.names().split(", ")));
    }

    private static QuantityForm number(Key key) {
        boolean share = key.range().isEmpty() && key.in() == Quantity.SHARE;
        Range range = share ? Range.SHARE : Range.parse(key.range(), key.in());
        return new QuantityForm(key.in(), range, QuantityForm.Word.parse(key.word()));
    }
}
