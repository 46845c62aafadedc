using System.Collections;
using System.Globalization;

namespace Personalization.Journeys.Runtime.Tests.Serialization;

/// <summary>Compares whatever two values hold, to the last digit of a number, and names the place where they differ.</summary>
internal static class Difference
{
    public static void None(object? expected, object? actual) => Assert.Equal("", Of(expected, actual, ""));

    private static string Of(object? expected, object? actual, string path)
    {
        switch (expected, actual)
        {
            case (null, null):
                return "";
            case (null, _) or (_, null):
                return $"{path}: {expected ?? "null"} became {actual ?? "null"}";
            case (decimal left, decimal right):
                return left.ToString(CultureInfo.InvariantCulture) == right.ToString(CultureInfo.InvariantCulture) ? "" : string.Create(CultureInfo.InvariantCulture, $"{path}: {left} became {right}");
        }

        if (expected.GetType() != actual.GetType())
        {
            return $"{path}: {expected.GetType().Name} became {actual.GetType().Name}";
        }

        if (expected is IDictionary && Comparer(expected) != Comparer(actual))
        {
            return $"{path}: other keys are equal";
        }

        if (expected is IEnumerable many and not string)
        {
            var (left, right) = (many.Cast<object>().ToList(), ((IEnumerable)actual).Cast<object>().ToList());
            return left.Count != right.Count
                ? $"{path}: {left.Count} became {right.Count}"
                : left.Select((one, i) => Of(one, right[i], $"{path}[{i}]")).FirstOrDefault(d => d.Length > 0) ?? "";
        }

        var type = expected.GetType();
        var isPair = type.Name.StartsWith("KeyValuePair", StringComparison.Ordinal);
        if (isPair || (type.Namespace!.StartsWith("Personalization", StringComparison.Ordinal) && !type.IsEnum))
        {
            return type.GetProperties().Where(p => isPair || p.SetMethod is not null)
                .Select(p => Of(p.GetValue(expected), p.GetValue(actual), $"{path}.{p.Name}"))
                .FirstOrDefault(d => d.Length > 0) ?? "";
        }

        return expected.Equals(actual) ? "" : $"{path}: {expected} became {actual}";
    }

    private static object? Comparer(object map) => map.GetType().GetProperty("KeyComparer")!.GetValue(map);
}
