using System.Collections.Immutable;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Tests.Serialization;

/// <summary>
/// Made-up values of any record, found by reflection: of a closed family every member that there is, so that a new one is
/// met here before anybody remembers that it must be stored.
/// </summary>
internal sealed class Anything(int seed, int size)
{
    private static readonly ImmutableArray<string> _texts =
        ["", "a", "email", "order_placed", "$", "$at", "$$money", "Zoë says \"hi\" \\ / \n\t\u0001 <b>&amp;'", "日本語 🙂", "2025-03-03", "c1/cart/3", "null", new string('x', 300)];

    private static readonly ImmutableArray<decimal> _numbers =
        [0, 1, -1, 1.0m, 1.00m, 0.1m, -0.000m, 12.50m, 1e-28m, decimal.MaxValue, decimal.MinValue, 79228162514264337593543950334m, 0.0000000000000000000000000010m];

    private static readonly ImmutableArray<Instant> _instants =
    [
        Instant.MinValue, Instant.MaxValue, NodaConstants.UnixEpoch, Instant.FromUtc(2025, 3, 9, 12, 0), Instant.FromUnixTimeTicks(-1),
        NodaConstants.UnixEpoch - Duration.FromNanoseconds(1), NodaConstants.UnixEpoch + Duration.FromNanoseconds(1), Instant.FromUtc(-9000, 1, 1, 0, 0),
        Instant.FromUtc(2025, 3, 9, 12, 0) + Duration.FromNanoseconds(123_456_700), Instant.FromUtc(1969, 12, 31, 23, 59) + Duration.FromNanoseconds(100_000_000),
    ];

    private readonly Random _random = new(seed);

    /// <summary>Values of a type for FsCheck; what fails is made smaller.</summary>
    public static Arbitrary<(int Seed, int Size)> Seeds() => Arb.From(
        from seed in Gen.Choose(0, int.MaxValue)
        from size in Gen.Choose(0, 6)
        select (seed, size),
        given => given.Item2 == 0 ? [] : [(given.Item1, given.Item2 - 1)]);

    public static T Of<T>(int seed, int size) => (T)new Anything(seed, size).Make(typeof(T), 0)!;

    /// <summary>One of each member of a closed family.</summary>
    public static IEnumerable<T> EachOf<T>() => Members(typeof(T)).SelectMany(type => Enumerable.Range(0, 20).Select(seed => (T)new Anything(seed, 3).Make(type, 0)!));

    public static ImmutableArray<Type> Members(Type family) =>
        [.. family.Assembly.GetTypes().Where(t => t.IsSubclassOf(family) && !t.IsAbstract && t != typeof(Moving)).OrderBy(t => t.Name, StringComparer.Ordinal)];

    private object? Make(Type type, int depth)
    {
        if (type == typeof(Location))
        {
            return null;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return _random.Next(3) == 0 ? null : Make(underlying, depth);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(_random.Next(Enum.GetValues(type).Length));
        }

        return type switch
        {
            _ when type == typeof(string) => One(_texts),
            _ when type == typeof(bool) => _random.Next(2) == 0,
            _ when type == typeof(int) => _random.Next(4) == 0 ? One([int.MinValue, int.MaxValue, 0, 1]) : _random.Next(100),
            _ when type == typeof(long) => _random.Next(4) == 0 ? One([long.MaxValue, 0]) : _random.NextInt64(1_000),
            _ when type == typeof(ulong) => (ulong)_random.NextInt64(long.MinValue, long.MaxValue),
            _ when type == typeof(decimal) => _random.Next(2) == 0 ? One(_numbers) : new decimal(_random.Next(), 0, 0, _random.Next(2) == 0, (byte)_random.Next(29)),
            _ when type == typeof(Instant) => _random.Next(2) == 0 ? One(_instants) : Instant.FromUnixTimeSeconds(_random.Next()) + Duration.FromNanoseconds(_random.Next(1_000_000_000)),
            _ when type == typeof(Duration) => One([Duration.Zero, Duration.MinValue, Duration.MaxValue, Duration.FromMinutes(-30), Duration.FromNanoseconds(-1), Duration.FromTicks(_random.NextInt64())]),
            _ when type == typeof(LocalDate) => One([new LocalDate(2024, 2, 29), new LocalDate(-9998, 1, 1), new LocalDate(9999, 12, 31), new LocalDate(0, 3, 1)]),
            _ when type == typeof(LocalTime) => One([LocalTime.Midnight, LocalTime.MaxValue, new LocalTime(18, 30)]),
            _ when type == typeof(LocalDateTime) => (LocalDate)Make(typeof(LocalDate), depth)! + (LocalTime)Make(typeof(LocalTime), depth)!,
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => MakeArray(type.GetGenericArguments()[0], depth),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>) => MakeMap(type, depth),
            _ when type.IsAbstract => Make(One(Members(type)), depth),
            _ => MakeRecord(type, depth),
        };
    }

    private T One<T>(ImmutableArray<T> of) => of[_random.Next(of.Length)];

    private int Count(int depth) => depth > 4 ? 0 : _random.Next(size + 1);

    private object MakeArray(Type element, int depth) => typeof(Anything)
        .GetMethod(nameof(ArrayOf), BindingFlags.NonPublic | BindingFlags.Instance)!
        .MakeGenericMethod(element).Invoke(this, [depth])!;

    private ImmutableArray<T> ArrayOf<T>(int depth) => [.. Enumerable.Range(0, Count(depth)).Select(_ => (T)Make(typeof(T), depth + 1)!)];

    private object MakeMap(Type map, int depth) => typeof(Anything)
        .GetMethod(nameof(MapOf), BindingFlags.NonPublic | BindingFlags.Instance)!
        .MakeGenericMethod(map.GetGenericArguments()).Invoke(this, [depth])!;

    private ImmutableSortedDictionary<TKey, TValue> MapOf<TKey, TValue>(int depth)
        where TKey : notnull
    {
        var comparer = typeof(TKey) == typeof(string) ? (IComparer<TKey>)StringComparer.Ordinal : Comparer<TKey>.Default;
        var map = ImmutableSortedDictionary.Create<TKey, TValue>(comparer);
        for (var i = Count(depth); i > 0; i--)
        {
            map = map.SetItem((TKey)Make(typeof(TKey), depth + 1)!, (TValue)Make(typeof(TValue), depth + 1)!);
        }

        return map;
    }

    private object MakeRecord(Type type, int depth)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var nullability = new NullabilityInfoContext();
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p =>
            !p.ParameterType.IsValueType && nullability.Create(p).WriteState == NullabilityState.Nullable && _random.Next(3) == 0 ? null : Make(p.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true } && constructor.GetParameters().All(c => c.Name != p.Name)))
        {
            if (_random.Next(4) > 0)
            {
                property.SetValue(made, Make(property.PropertyType, depth + 1));
            }
        }

        return made;
    }
}
