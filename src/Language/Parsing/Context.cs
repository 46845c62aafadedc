namespace Personalization.Journeys.Language.Parsing;

/// <summary>What kind of lines a block holds.</summary>
internal enum Context
{
    File,
    Workspace,
    Fields,
    Event,
    Model,
    Webhook,
    Rfm,
    Conditions,
    Policy,
    Template,
    Journey,
    Flow,
    WaitCases,
    MatchCases,
    Arms,
    Experiment,
    Bandit,
    Attempts,
    Answers,
    Parallel,
    Migrate,
    Test,
    GivenCustomer,
    Timeline,
}
