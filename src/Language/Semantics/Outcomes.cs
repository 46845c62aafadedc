using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>What `as` names on a send, ask, call or run.</summary>
internal static class Outcomes
{
    private static readonly ImmutableArray<Field> _message =
    [
        Flag("sent"), Flag("failed"), Flag("skipped"), Flag("unknown"), Flag("opened"), Flag("clicked"), Maybe("reason"), Maybe("channel"),
    ];

    public static readonly RecordType Send = new(RecordKind.Outcome, "send", _message);

    public static readonly RecordType Ask = new(RecordKind.Outcome, "ask", [.. _message, Maybe("text")]);

    /// <summary>What a webhook answers may be missing: it may have failed.</summary>
    public static RecordType Call(string webhook, ImmutableArray<Field> gives) => new(RecordKind.Outcome, $"call.{webhook}",
    [
        .. gives.Select(f => f with { Optional = true, Default = null }),
        .. new[] { Flag("sent"), Flag("failed"), Flag("unknown"), Maybe("reason") }.Where(f => gives.All(g => g.Name != f.Name)),
    ]);

    /// <summary>What a journey returns; a value without a default may never have been returned.</summary>
    public static RecordType Run(string journey, ImmutableArray<Field> returns) => new(RecordKind.Outcome, $"run.{journey}",
    [
        .. returns.Select(f => f with { Optional = f.Default is null }),
        .. new[] { Flag("skipped"), Maybe("reason") }.Where(f => returns.All(g => g.Name != f.Name)),
    ]);

    private static Field Flag(string name) => new(name, DataType.Boolean, null);

    private static Field Maybe(string name) => new(name, DataType.Text, null) { Optional = true };
}
