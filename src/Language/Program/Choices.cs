namespace Personalization.Journeys.Language.Program;

/// <summary>Days of the week as a set; an empty set is no answer to any question here.</summary>
[Flags]
public enum Weekdays
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 4,
    Thursday = 8,
    Friday = 16,
    Saturday = 32,
    Sunday = 64,
    Weekdays = Monday | Tuesday | Wednesday | Thursday | Friday,
    Weekends = Saturday | Sunday,
    EveryDay = Weekdays | Weekends,
}

public enum LateAction
{
    Skip,
    Send,
    Exit,
}

public enum ConditionGroup
{
    All,
    Any,
    None,
}

public enum ReentryKind
{
    AfterExit,
    Never,
    AnyTime,

    /// <summary>After a time counted from the last entry of the same key.</summary>
    After,
}

public enum OthersAction
{
    KeepTheirPlace,
    FinishOnTheirVersion,
    Restart,
    Exit,
}

/// <summary>What a `wait until` does when its moment is missing.</summary>
public enum IfMissing
{
    /// <summary>Nothing was said; legal only where the moment can not be missing.</summary>
    NotSaid,
    Skip,
    Exit,
}

public enum ExperimentEnd
{
    KeepWinner,
    KeepControl,
    Report,
}

public enum BanditMethod
{
    ThompsonSampling,
    UpperConfidence,
    Epsilon,
}

public enum WriteOperation
{
    Set,
    Increase,
    Decrease,
    Add,
    Remove,
    Clear,
}
