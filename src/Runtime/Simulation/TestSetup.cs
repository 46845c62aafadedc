using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>The small world of one test: its journey and those it runs, its customer, and the facts it gives.</summary>
internal sealed class TestSetup
{
    private const string Version = "test";

    public TestSetup(Workspace workspace, JourneyTest test)
    {
        Test = test;
        Filling = new Filling(workspace.Settings);
        Workspace = workspace with
        {
            Journeys = Needed(workspace, test.Journey),
            Segments = [.. workspace.Segments.Select(s => test.Customer.Segments.Contains(s.Name) ? Always(s) : s)],
            Hash = $"{workspace.Hash}:{test.Name}",
        };
        Release = new Release(Workspace, []);
        Facts = Facts.None with { Salt = "test" };

        // What the givens of a test read is at most its own names, so they need no customer and no time.
        var nobody = new CustomerDocument("nobody");
        var names = RecordValue.Empty;
        foreach (var let in test.Lets)
        {
            names = names.With(let.Name, Evaluator.Evaluate(let.Value, Scope(nobody, LocalTimes.Earliest, names)));
        }

        Names = names;
        var scope = Scope(nobody, LocalTimes.Earliest, names);
        Customer = new CustomerDocument("customer")
        {
            Attributes = Filling.Customer(workspace.Customer, Evaluator.Record(test.Customer.Fields, scope)),
        };
        Clock = new TestClock(test, CustomerScope.ZoneOf(Workspace, Customer));
        Customer = Customer with
        {
            Consents = test.Customer.Consents.ToImmutableSortedDictionary(
                c => new ConsentKey(c.Channel, c.Purpose), _ => new Consent(true, Clock.Start, "given by the test")),
        };
        Facts = Facts with
        {
            Models = test.Given
                .SelectMany(given => AnswerOf(given) is { } answer ? [answer] : ImmutableArray<(string Model, Expression Value)>.Empty)
                .ToFrozenDictionary(pair => pair.Model, pair => Fact(new ConstantScore(Evaluator.Evaluate(pair.Value, scope))), StringComparer.Ordinal),
            ForcedArms = test.Given.OfType<GivenArm>().ToFrozenDictionary(given => given.Experiment, given => given.Arm, StringComparer.Ordinal),
        };
        Answers = test.Given.OfType<GivenAnswer>().ToFrozenDictionary(
            given => given.Webhook,
            given => Evaluator.Evaluate(given.Value, scope) as RecordValue ?? RecordValue.Empty,
            StringComparer.Ordinal);
    }

    public JourneyTest Test { get; }

    /// <summary>Only the journey under test has triggers, so that what others send does not disturb.</summary>
    public Workspace Workspace { get; }

    public Filling Filling { get; }

    public Facts Facts { get; }

    public CustomerDocument Customer { get; }

    public TestClock Clock { get; }

    /// <summary>The `let` names of the test.</summary>
    public RecordValue Names { get; }

    public FrozenDictionary<string, RecordValue> Answers { get; }

    public Release Release { get; }

    public CustomerScope Scope(CustomerDocument customer, Instant now, RecordValue names) => new(Workspace, Facts, customer, now) { Variables = names };

    private static (string Model, Expression Value)? AnswerOf(Given given) => given switch
    {
        GivenPrediction prediction => (prediction.Model, prediction.Value),
        GivenRecommendation recommendation => (recommendation.Model, recommendation.Value),
        _ => null,
    };

    private static Fact<Score> Fact(Score score) => new(Version, LocalTimes.Earliest, LocalTimes.Latest, score);

    private static Segment Always(Segment segment) => segment with
    {
        Conditions = [new LeafCondition(new Constant(Value.True, DataType.Boolean, segment.Location), "given by the test", segment.Location)],
    };

    private static ImmutableArray<Journey> Needed(Workspace workspace, string name)
    {
        var needed = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([name]);
        while (open.TryPop(out var next))
        {
            if (needed.Add(next) && workspace.Journey(next) is { } journey)
            {
                foreach (var run in journey.Steps.OfType<RunStep>())
                {
                    open.Push(run.Journey);
                }
            }
        }

        return [.. workspace.Journeys.Where(j => needed.Contains(j.Name)).Select(j => j.Name == name ? j : j with { Triggers = [] })];
    }
}
