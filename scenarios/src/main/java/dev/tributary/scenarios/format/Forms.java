package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Arrivals;
import dev.tributary.scenarios.Key;
import dev.tributary.scenarios.LogCurve;
import dev.tributary.scenarios.NetworkSpec.AccessTier;
import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.SessionModel;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
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
        Class<?> type = component.getType();
        if (type == double.class) {
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
        if (type == boolean.class) {
            return WordForm.FLAG;
        }
        if (type == List.class) {
            return list(component, key);
        }
        return object(type, key);
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

    private static Form<?> list(RecordComponent component, Key key) {
        ParameterizedType list = (ParameterizedType) component.getGenericType();
        if (list.getActualTypeArguments()[0] == AccessTier.class) {
            return new TiersForm();
        }
        return key.names().length == 0
                ? new SharesForm()
                : new SharesForm.Named(List.of(key.names()));
    }

    private static QuantityForm number(Key key) {
        boolean share = key.range().isEmpty() && key.in() == Quantity.SHARE;
        Range range = share ? Range.SHARE : Range.parse(key.range(), key.in());
        return new QuantityForm(key.in(), range, QuantityForm.Word.parse(key.word()));
    }
}
