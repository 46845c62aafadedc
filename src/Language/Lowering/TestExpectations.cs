using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>What a test expects.</summary>
internal static class TestExpectations
{
    public static TestMoment Moment(WhenSyntax when) => new(when.Date, when.Time, when.After);

    public static Expectation? Lower(TestLineSyntax syntax, WorkspaceSchema schema, Journey? journey, Binder binder, ICollection<Diagnostic> diagnostics)
    {
        switch (syntax)
        {
            case ExpectMessageSyntax e:
                return Message(e.Message, schema, binder, diagnostics) is var (channel, template, with) ? new ExpectMessage(channel, template, MomentOf(e.At), with, binder.At(e)) : null;
            case ExpectNoMessageSyntax e:
                var named = e.Channel is null ? null : binder.ChannelOf(e.Channel);
                return e.Template is not null && !binder.Declared(DeclarationKind.Template, e.Template) ? null : new ExpectNoMessage(named, e.Template?.Text, binder.At(e));
            case ExpectExitSyntax e:
                return new ExpectExit(e.Reason?.Constant, MomentOf(e.At), binder.At(e));
            case ExpectGoalSyntax e:
                return IsGoal(e.Goal, journey, binder, diagnostics) ? new ExpectGoal(e.Goal.Text, MomentOf(e.At), binder.At(e)) : null;
            case ExpectValueSyntax e:
                return ExpectValue(e, schema, binder, diagnostics);
            case ExpectNotEnteredSyntax e:
                return new ExpectNotEntered(e.Because?.Constant, binder.At(e));
            case ExpectTimelineSyntax e:
                var lines = e.Lines.Select(l => Line(l, schema, journey, binder, diagnostics)).OfType<TimelineLine>().ToImmutableArray();
                return new ExpectTimeline(lines, new Text.Location(binder.At(e).Source, e.BlockSpan), binder.At(e));
            default:
                throw new UnreachableException();
        }
    }

    private static TestMoment? MomentOf(WhenSyntax? when) => when is null ? null : Moment(when);

    private static TimelineLine? Line(TimelineLineSyntax syntax, WorkspaceSchema schema, Journey? journey, Binder binder, ICollection<Diagnostic> diagnostics)
    {
        var at = Moment(syntax.When);
        if (syntax.Message is { } message)
        {
            return Message(message, schema, binder, diagnostics) is var (channel, template, with) ? new TimelineLine(at, channel, template, with, null, null, binder.At(syntax)) : null;
        }

        if (syntax.Goal is { } goal)
        {
            return IsGoal(goal, journey, binder, diagnostics) ? new TimelineLine(at, null, null, [], goal.Text, null, binder.At(syntax)) : null;
        }

        return new TimelineLine(at, null, null, [], null, syntax.Exit?.Constant, binder.At(syntax));
    }

    private static (Channel Channel, string Template, ImmutableArray<NamedExpression> With)? Message(
        MessageSyntax syntax, WorkspaceSchema schema, Binder binder, ICollection<Diagnostic> diagnostics)
    {
        var channel = binder.ChannelOf(syntax.Channel);
        if (!binder.Declared(DeclarationKind.Template, syntax.Template) || !schema.Templates.TryGetValue(syntax.Template.Text, out var template))
        {
            return null;
        }

        if (channel is { } named && named != template.Channel)
        {
            diagnostics.Add(JourneyDiagnostics.WrongChannel(binder.At(syntax.Channel), syntax.Channel.Text, template.Name, ChannelNames.Of(template.Channel)));
        }

        // A part of the message is compared as a text, a parameter by its value.
        var parts = template.Parts.Select(p => new Field(p.Name, DataType.Text, p.Location)).Where(p => template.Takes.All(t => t.Name != p.Name));
        var with = binder.BindArguments(syntax.With, [.. template.Takes, .. parts], $"template `{template.Name}`", binder.At(syntax.Template), all: false);
        return (template.Channel, template.Name, with);
    }

    private static bool IsGoal(NameSyntax goal, Journey? journey, Binder binder, ICollection<Diagnostic> diagnostics)
    {
        if (journey is null || journey.Goals.Any(g => g.Name == goal.Text))
        {
            return true;
        }

        diagnostics.Add(JourneyDiagnostics.NotDeclared(binder.At(goal), "goal", goal.Text, journey.Goals.Select(g => g.Name)));
        return false;
    }

    private static ExpectValue? ExpectValue(ExpectValueSyntax syntax, WorkspaceSchema schema, Binder binder, ICollection<Diagnostic> diagnostics)
    {
        if (syntax.Path.Names.Length == 0)
        {
            return null;
        }

        var path = syntax.Path.Names.Skip(1).Aggregate<NameSyntax, ExpressionSyntax>(
            new NameExpressionSyntax(syntax.Path.Names[0], syntax.Path.Names[0].Span),
            (target, name) => new MemberSyntax(target, name, target.Span.To(name.Span)));
        var bound = new Binder(schema, binder.At(syntax).Source, Scope.OfCustomer(schema.Customer), diagnostics).Bind(path);
        var value = binder.BindValue(syntax.Value, bound.Type, $"`{string.Join('.', syntax.Path.Names.Select(n => n.Text))}`", mayBeMissing: true);
        return new ExpectValue(bound, value, binder.At(syntax));
    }
}
