using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Review;

public sealed class TimingTests
{
    private static readonly Workspace Aurora = Compiled.Aurora.Workspace;
    private static readonly WorkspacePaths Paths = new(Aurora);

    public static TheoryData<string> Journeys => [.. Aurora.Journeys.Select(j => j.Name)];

    [Theory]
    [InlineData("abandoned_cart", "reminder", "+30 min")]
    [InlineData("abandoned_cart", "else.clicked.web.cart_saved_banner", "+1 d 2 h 30 min to +2 d 14 h 30 min")]
    [InlineData("churn_winback", "best_offer", "+11 h to +2 d 11 h")]
    [InlineData("post_purchase", "suggestion", "+5 d 1 h to +12 d 1 h")]
    [InlineData("welcome_series", "exit", "+14 d to +23 d 22 h")]
    [InlineData("vip_program", "first_of", "from +90 d")]
    public void Of_AStep_IsTheSumOfTheWaitsBeforeIt(string journey, string step, string since)
    {
        var timing = Of(journey);
        var steps = Aurora.Journey(journey)!.Steps.Select(s => s.Id).ToList();
        Assert.Contains(step, steps);
        Assert.Equal(since, timing[step].ToString());
    }

    [Theory]
    [InlineData("08:00", "weekdays 09:00 to 11:00", "+1 h to +2 d 1 h")]
    [InlineData("10:00", "weekdays 09:00 to 11:00", "+0 to +1 d 23 h")]
    [InlineData("12:00", "weekdays 09:00 to 11:00", "+21 h to +2 d 21 h")]
    [InlineData("10:00", "day 10:00", "+0")]
    [InlineData("10:30", "saturday 10:00", "+23 h 30 min to +6 d 23 h 30 min")]
    public void After_AKnownTimeOfDay_CountsToTheWindow(string clock, string window, string since)
    {
        var moment = Window(window);
        var start = Elapsed.Zero with { Clock = Time(clock) };
        Assert.Equal(window, (moment.Days == Weekdays.EveryDay ? "day " : "") + MomentText.Of(moment));
        Assert.Equal(since, WindowWait.After(start, moment).ToString());
    }

    /// <summary>Path analysis knows more (holds, clock changes, impossible ways); what is shown lies inside its bounds.</summary>
    [Theory]
    [MemberData(nameof(Journeys))]
    public void Of_EveryStep_LiesInTheBoundsOfPathAnalysis(string journey)
    {
        var program = Aurora.Journey(journey)!;
        var paths = Paths.Of(program);
        var timing = Of(journey);
        foreach (var step in program.Steps.Where(s => paths.Arrivals.ContainsKey(s.Id)))
        {
            var bounds = paths.Arrivals[step.Id].Since;
            var shown = timing[step.Id]!.Value;
            Assert.True(bounds.Most is null || shown.Earliest <= bounds.Most, $"{step.Id}: {shown} is later than {bounds.Most}");
            Assert.True(shown.Latest is null || shown.Latest >= bounds.Least, $"{step.Id}: {shown} is earlier than {bounds.Least}");
            Assert.True(shown.Earliest >= bounds.Least || program.Triggers.IsEmpty, $"{step.Id}: {shown} begins before {bounds.Least}");
        }
    }

    private static Timing Of(string journey) => Timing.Of(Aurora, Aurora.Journey(journey)!, OutlineBuilder.Build(Aurora.Journey(journey)!));

    private static LocalTime Time(string text) => new(int.Parse(text[..2], null), int.Parse(text[3..], null));

    private static DaysMoment Window(string text)
    {
        var words = text.Split(' ');
        var days = words[0] switch
        {
            "weekdays" => Weekdays.Weekdays,
            "saturday" => Weekdays.Saturday,
            _ => Weekdays.EveryDay,
        };
        return new DaysMoment(days, Time(words[1]), words.Length > 2 ? Time(words[3]) : null);
    }
}
