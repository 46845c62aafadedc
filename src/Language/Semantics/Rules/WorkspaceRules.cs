using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>What a program that means something can still have wrong with it: every rule by name.</summary>
internal static class WorkspaceRules
{
    public static IEnumerable<Diagnostic> Check(Workspace workspace, IReadOnlyCollection<SourceText> broken)
    {
        var paths = new WorkspacePaths(workspace, broken);
        return
        [
            // conditions and segments
            .. NotOfUnknown.Check(paths),
            .. NeedlessDefault.Check(paths),
            .. UnknownReachesElse.Check(paths),
            .. EmptySegment.Check(paths),
            .. EverybodySegment.Check(paths),
            .. DeadBranch.Check(paths),
            .. MissingCase.Check(paths),
            .. OverlappingCases.Check(paths),
            .. ThresholdOutsideRange.Check(paths),
            .. LongerThanKept.Check(paths),
            .. SumLeavesOut.Check(paths),
            .. WokenOnceADay.Check(paths),

            // flow and time
            .. TooManySteps.Check(paths),
            .. UnreachableStep.Check(paths),
            .. NoTimeoutCase.Check(paths),
            .. PastMoment.Check(paths),
            .. StepAfterTheEnd.Check(paths),
            .. WaitForWhatEnds.Check(paths),
            .. WaitsInARow.Check(paths),
            .. LoopWithoutChange.Check(paths),
            .. ParallelWrites.Check(paths),
            .. AgainTooSoon.Check(paths),
            .. GoalBeforeSend.Check(paths),
            .. NobodyEnters.Check(paths),

            // messages
            .. ConsentNeverAsked.Check(paths),
            .. AlwaysQuiet.Check(paths),
            .. AlwaysCapped.Check(paths),
            .. NoTimeToSend.Check(paths),
            .. CapNeverBites.Check(paths),
            .. LifeShorterThanHold.Check(paths),
            .. PersonalDataLeaves.Check(paths),
            .. SentTwice.Check(paths),
            .. EndsWithPush.Check(paths),
            .. NeedsOpenOnEmail.Check(paths),

            // experiments and models
            .. ArmsDifferTooLate.Check(paths),
            .. SameArms.Check(paths),
            .. HoldoutStillGets.Check(paths),
            .. ExperimentsShareGoal.Check(paths),
            .. ContextTooFine.Check(paths),
            .. ExploreNothing.Check(paths),
            .. AskedAgain.Check(paths),
            .. ArmsUseOtherChannels.Check(paths),

            // the workspace as a whole
            .. DeprecatedField.Check(paths),
            .. UnusedSegment.Check(paths),
            .. UnusedLet.Check(paths),
            .. TestSetsWhatNobodyAsks.Check(paths),
            .. TestGoesBack.Check(paths),
            .. NoDescription.Check(paths),
            .. DoubleNegative.Check(paths),
            .. SettingsOutOfOrder.Check(paths),
            .. JourneysInACircle.Check(paths),
            .. LeavesByEntering.Check(paths),
            .. NobodySaysWhoWins.Check(paths),
        ];
    }
}
