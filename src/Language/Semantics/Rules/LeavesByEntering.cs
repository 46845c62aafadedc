using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Domains;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A journey that writes what its own trigger's segment reads, and ends when the customer leaves that segment.</summary>
internal static class LeavesByEntering
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from trigger in journey.Triggers
        let segment = trigger switch { SegmentTrigger { Entered: true } s => s.Segment, ScheduleTrigger s => s.Segment, _ => null }
        where segment is not null
        let exit = journey.Exits.OfType<SegmentExit>().FirstOrDefault(e => !e.Entered && e.Segment == segment)
        where exit is not null
        let fields = Fields(paths.Program, segment, 0).ToHashSet(StringComparer.Ordinal)
        from write in journey.Steps.OfType<WriteStep>()
        where fields.Contains(write.Field) && MayLeave(paths, segment, write)
        select JourneyDiagnostics.LeavesByEntering(write.Location, journey.Name, segment, write.Field, exit.Location);

    /// <summary>A constant that the segment allows keeps the customer inside.</summary>
    private static bool MayLeave(WorkspacePaths paths, string segment, WriteStep write)
    {
        if (write is not { Operation: WriteOperation.Set, Value: Constant value })
        {
            return write.Operation is WriteOperation.Set or WriteOperation.Clear;
        }

        var type = paths.Program.Customer.Find(write.Field)?.Type ?? DataType.Unknown;
        var field = new MemberExpression(new RootExpression(Root.Customer, paths.Program.Customer, null), write.Field, MemberKind.Field, type, false, null);
        var written = new BinaryExpression(field, BinaryOperator.Equal, value, DataType.Boolean, false, null);
        return paths.Domains.Of(written, Truths.Yes).And(paths.Domains.Of(new InSegmentExpression(segment, null), Truths.Yes)).IsImpossible;
    }

    private static IEnumerable<string> Fields(Workspace workspace, string segment, int depth) =>
        (workspace.Segment(segment)?.Conditions ?? []).SelectMany(ProgramExpressions.Of).SelectMany(ExpressionTree.All).SelectMany(e => e switch
        {
            MemberExpression { Target: RootExpression { Root: Root.Customer } } m => [m.Name],
            InSegmentExpression s when depth < 8 => Fields(workspace, s.Segment, depth + 1),
            _ => Enumerable.Empty<string>(),
        });
}
