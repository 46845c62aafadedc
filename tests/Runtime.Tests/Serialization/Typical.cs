using System.Globalization;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Tests.Execution;

namespace Personalization.Journeys.Runtime.Tests.Serialization;

/// <summary>A customer as most are: known, in two segments, bought a little, waiting in a journey after a message.</summary>
internal static class Typical
{
    private static readonly Instant _born = Instant.FromUtc(2025, 3, 3, 9, 0);

    private static readonly Lazy<Workspace> _workspace = new(() => Written.Workspace("""
        segment buyers:
          count of bought in last 90 days >= 1

        segment regulars:
          sum of bought.total in last 90 days >= 100 EUR

        journey after_care version 1:
          enter on event bought
          goal bought_again on event bought within 30 days
          exit on goal bought_again
          flow:
            wait 1 hour
            send email mail as hello
            wait 6 days
            send email mail_two
        """));

    public static CustomerDocument Customer()
    {
        var release = new Release(_workspace.Value, []);
        var customer = new CustomerDocument("17850");
        foreach (var (at, input) in Inputs())
        {
            customer = Engine.Decide(release, Facts.None, customer, input, at).Customer;
        }

        return Engine.Decide(release, Facts.None, customer, new Due(), customer.DueAt!.Value).Customer;
    }

    private static IEnumerable<(Instant At, Input Input)> Inputs()
    {
        yield return (_born, new Attributes(RecordValue.Of(
            ("email", new TextValue("zoe.miller@example.com")), ("time_zone", new TextValue("Europe/London")), ("birthday", new DateValue(new LocalDate(1990, 4, 1))))));
        yield return (_born, new ConsentChanged(Channel.Email, "marketing", true, _born, "checkout"));
        yield return (_born, new ConsentChanged(Channel.Push, "marketing", true, _born, "checkout"));
        for (var order = 1; order <= 3; order++)
        {
            var at = _born + Duration.FromDays(order);
            yield return (at, new Events([new CustomerEvent(
                "shop", order.ToString(CultureInfo.InvariantCulture), "bought", at, at, RecordValue.Of(Written.Id($"53636{order}"), ("total", new MoneyValue(139.12m, "EUR"))))]));
        }
    }
}
