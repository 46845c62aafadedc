using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>The rules of sending.</summary>
internal static class PolicyLowering
{
    public static void Lower(WorkspaceSchema schema, ICollection<Diagnostic> diagnostics)
    {
        foreach (var declaration in schema.Symbols.All(DeclarationKind.Policy))
        {
            var syntax = (PolicySyntax)declaration.Syntax;
            var binder = new Binder(schema, declaration.Source, Scope.Nothing, diagnostics);
            var purpose = syntax.Purpose is { } name && binder.Declared(DeclarationKind.Purpose, name) ? name.Text : null;
            schema.Policies.Add(declaration.Name, new Policy(
                declaration.Name,
                purpose,
                [.. syntax.Quiet.Select(q => new QuietHours(q.From, q.To))],
                syntax.WaitDuringQuiet ?? true,
                [.. Caps(syntax.Caps, binder)],
                syntax.WhenCapped?.WaitUpTo?.Measured,
                LateRule(syntax.WhenLate),
                syntax.SendAgainWhenUnknown ?? false,
                declaration.Location));
        }
    }

    public static LateRule? LateRule(LateSyntax? syntax) => syntax is null ? null : new LateRule(syntax.By.Measured, syntax.Action);

    private static IEnumerable<Cap> Caps(ImmutableArray<CapSyntax> caps, Binder binder)
    {
        foreach (var cap in caps)
        {
            var channel = cap.Channel is null ? null : binder.ChannelOf(cap.Channel);
            if (cap.Channel is null || channel is not null)
            {
                yield return new Cap(cap.Limit, channel, cap.CalendarDay ? null : cap.Per.Measured, binder.At(cap));
            }
        }
    }
}
