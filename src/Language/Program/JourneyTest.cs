using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Program;

/// <summary>A test of the language, compiled. Times are local to the customer.</summary>
public sealed record JourneyTest(
    string Name,
    string Journey,
    ImmutableArray<Local> Lets,
    GivenCustomer Customer,
    ImmutableArray<Given> Given,
    ImmutableArray<Happening> Happenings,
    ImmutableArray<Expectation> Expectations,
    Location Location);

public sealed record GivenCustomer(ImmutableArray<NamedExpression> Fields, ImmutableArray<ConsentExpression> Consents, ImmutableArray<string> Segments);

public abstract record Given(Location Location);

public sealed record GivenPrediction(string Model, Expression Value, Location Location) : Given(Location);

public sealed record GivenRecommendation(string Model, Expression Value, Location Location) : Given(Location);

public sealed record GivenAnswer(string Webhook, Expression Value, Location Location) : Given(Location);

public sealed record GivenArm(string Experiment, string Arm, Location Location) : Given(Location);

/// <summary>A local date and time, or a time after the first `at` of the test. A bare time is on the day of the first `at`.</summary>
public sealed record TestMoment(LocalDate? Date, LocalTime? Time, CalendarDuration? After);

public abstract record Happening(TestMoment At, Location Location);

public sealed record EventHappens(TestMoment At, string Event, ImmutableArray<NamedExpression> With, Location Location) : Happening(At, Location);

public enum Reaction
{
    Opens,
    Clicks,
    Answers,
}

/// <summary>A reaction to the latest message of a template.</summary>
public sealed record CustomerReacts(TestMoment At, Reaction Reaction, string Template, string? Answer, Location Location) : Happening(At, Location);

public abstract record Expectation(Location Location);

/// <summary>Parts named in <see cref="With"/> (`subject`, or a parameter of the template) are compared, others are not.</summary>
public sealed record ExpectMessage(Channel Channel, string Template, TestMoment? At, ImmutableArray<NamedExpression> With, Location Location) : Expectation(Location);

public sealed record ExpectNoMessage(Channel? Channel, string? Template, Location Location) : Expectation(Location);

public sealed record ExpectExit(string? Reason, TestMoment? At, Location Location) : Expectation(Location);

public sealed record ExpectGoal(string Goal, TestMoment? At, Location Location) : Expectation(Location);

/// <summary>A customer's field at the end of the test.</summary>
public sealed record ExpectValue(Expression Path, Expression Value, Location Location) : Expectation(Location);

public sealed record ExpectNotEntered(string? Because, Location Location) : Expectation(Location);

/// <summary>Every message handed over, every goal and the exit, nothing else. <see cref="Block"/> is what `--update` rewrites.</summary>
public sealed record ExpectTimeline(ImmutableArray<TimelineLine> Lines, Location Block, Location Location) : Expectation(Location);

/// <summary>Exactly one of a message (<see cref="Channel"/> and <see cref="Template"/>), a goal and an exit.</summary>
public sealed record TimelineLine(
    TestMoment At, Channel? Channel, string? Template, ImmutableArray<NamedExpression> With, string? Goal, string? Exit, Location Location);
