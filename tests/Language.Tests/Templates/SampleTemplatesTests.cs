using System.Text;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Templates;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Templates;

/// <summary>Every template of the example workspace, with a value for each parameter, and nothing known of the customer or everything.</summary>
public sealed class SampleTemplatesTests
{
    private static readonly Workspace Aurora = Compiled.Aurora.Workspace;

    [Fact]
    public void Render_OfTheExamples_IsAsBefore()
    {
        var shown = new StringBuilder();
        foreach (var template in Aurora.Templates)
        {
            var fields = TemplateReads.CustomerFields(template);
            var known = RecordValue.Of(fields.Select(name => (name, Sample(Aurora.Customer.Find(name)!.Type, name))));
            var unknown = RecordValue.Of(Aurora.Customer.Fields.Where(f => fields.Contains(f.Name) && !f.MayBeMissing).Select(f => (f.Name, f.Default ?? Sample(f.Type, f.Name))));
            shown.Append(template.Channel.ToString().ToLowerInvariant()).Append(' ').Append(template.Name).AppendJoin("", fields.Select(f => " +" + f)).Append('\n');
            Show(shown, template, known);
            if (!known.Equals(unknown))
            {
                shown.Append("  of somebody unknown:\n");
                Show(shown, template, unknown);
            }
        }

        Baseline.VerifyBeside("aurora", shown.ToString());
    }

    private static void Show(StringBuilder shown, Template template, RecordValue customer)
    {
        var values = RecordValue.Of(template.Takes.Select(f => (f.Name, Sample(f.Type, f.Name)))).With("customer", customer);
        var message = Renderer.Render(template, values, Instant.FromUtc(2025, 3, 10, 12, 0), Aurora.Settings.Zone);
        foreach (var (name, text) in message.Parts)
        {
            shown.Append("  ").Append(name).Append(": ").Append(text).Append('\n');
        }

        if (message.Html is { } html)
        {
            shown.Append("  html: ").Append(html.ReplaceLineEndings("\n").TrimEnd().Replace("\n", "\n        ", StringComparison.Ordinal)).Append('\n');
            shown.Append("  as text: ").Append(message.Text.Replace("\n", "\n           ", StringComparison.Ordinal)).Append('\n');
        }
    }

    private static Value Sample(DataType type, string name) => type switch
    {
        TextType { OneOf: [var first, ..] } => new TextValue(first),
        ZoneType => new TextValue("Europe/Berlin"),
        NumberType number => new NumberValue(number.From ?? 3),
        PercentType => new PercentValue(0.15m),
        MoneyType => new MoneyValue(12.5m, "EUR"),
        DurationType => new DurationValue(CalendarDuration.OfExact(Duration.FromHours(45 * 24 + 5))),
        DateType => new DateValue(new(2025, 12, 24)),
        TimeType => new TimeValue(new(9, 0)),
        MomentType => new MomentValue(Instant.FromUtc(2025, 3, 30, 12, 0)),
        BooleanType => Value.True,
        ListType list => new ListValue([Sample(list.Element, name + " 1"), Sample(list.Element, name + " 2")]),
        RecordType record => RecordValue.Of(record.Fields.Select(f => (f.Name, Sample(f.Type, f.Name == "url" ? "https://aurora.example/?a=1&b=2" : $"<{name} {f.Name}>")))),
        _ => new TextValue(name),
    };
}
