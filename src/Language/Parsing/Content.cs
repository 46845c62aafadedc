using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;
using static Personalization.Journeys.Language.Parsing.Statement;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Policies (what may be sent when) and templates (what is sent).</summary>
internal static class Content
{
    private static readonly Parser<LateAction> LateAction =
        Meaning("skip", Program.LateAction.Skip).Or(Meaning("send", Program.LateAction.Send)).Or(Meaning("exit", Program.LateAction.Exit));

    /// <summary>`late by 6 hours skip`</summary>
    public static readonly Parser<LateSyntax> Late = At(
        from words in Words("late by")
        from length in Literals.Duration
        from action in LateAction
        select Make(span => new LateSyntax(length, action, span)));

    private static readonly Parser<Statement> Quiet =
        from words in Words("quiet from")
        from start in Literals.Time
        from to in Word("to")
        from end in Literals.Time
        select Line(span => new QuietSyntax(start, end, span));

    private static readonly Parser<Statement> DuringQuiet =
        from words in Words("during quiet hours")
        from wait in Meaning("wait", true).Or(Meaning("skip", false))
        select Line(span => new Item("during quiet hours", wait, span));

    private static readonly Parser<NameSyntax?> CappedChannel = Meaning("messages", (NameSyntax?)null).Or(Meaning("message", (NameSyntax?)null)).Or(ChannelName!);

    private static readonly Parser<Statement> Cap =
        from words in Words("at most")
        from limit in Literals.Integer
        from channel in CappedChannel
        from per in Word("per")
        from period in
            Meaning("day", (Day: true, Length: CalendarDuration.OfDays(1)))
                .Or(Literals.Duration.Or(Literals.Unit).Select(length => (Day: false, Length: length)))
        select Line(span => new CapSyntax(limit, channel, period.Day, period.Length, span));

    private static readonly Parser<Statement> WhenCapped =
        from start in Words("when capped")
        from wait in
            Meaning("skip", (CalendarDuration?)null)
                .Or(
                    from words in Words("wait up to")
                    from length in Literals.Duration
                    from comma in Mark(",")
                    from skip in Words("then skip")
                    select (CalendarDuration?)length)
        select Line(span => new CappedSyntax(wait, span));

    private static readonly Parser<Statement> WhenLate =
        from word in Word("when")
        from late in Late
        select Line(span => late with { Span = span });

    private static readonly Parser<Statement> WhenUnknown =
        from words in Words("when unknown")
        from again in Meaning("stop", false).Or(Meaning("send again", true))
        select Line(span => new Item("when unknown", again, span));

    private static readonly Parser<Statement> Button =
        from word in Word("button")
        from text in Texts.Text
        from opens in Word("opens")
        from link in Texts.Text
        select Line(span => new TemplatePartSyntax(TemplatePartKind.Button, text, link, null, span));

    private static readonly Parser<Statement> Choices =
        from word in Word("choices")
        from list in Primaries.List
        select Line(span => new TemplatePartSyntax(TemplatePartKind.Choices, null, null, list, span));

    public static readonly Dictionary<(Context, string), Rule> Rules = new()
    {
        [(Context.File, "policy")] = new(
            from word in Word("policy")
            from name in Name
            select Block(Context.Policy, (block, span) => new PolicySyntax(
                name, block.One<NameSyntax>("purpose"), block.Nodes<QuietSyntax>(), block.Value<bool>("during quiet hours"), block.Nodes<CapSyntax>(),
                block.Nodes<CappedSyntax>().FirstOrDefault(), block.Nodes<LateSyntax>().FirstOrDefault(), block.Value<bool>("when unknown"), span)),
            Context.Policy),
        [(Context.Policy, "purpose")] = Schema.Item("purpose", Name),
        [(Context.Policy, "quiet")] = new(Quiet),
        [(Context.Policy, "during")] = new(DuringQuiet),
        [(Context.Policy, "at")] = new(Cap),
        [(Context.Policy, "when")] = new(WhenCapped.Or(WhenLate).Or(WhenUnknown)),

        [(Context.File, "template")] = new(
            from word in Word("template")
            from channel in ChannelName
            from name in Name
            from purpose in Maybe(Word("for").Then(_ => Name))
            select Block(Context.Template, (block, span) => new TemplateSyntax(
                channel, name, purpose, [.. block.All<FieldSyntax>("takes")], block.Nodes<TemplatePartSyntax>(), span)),
            Context.Template),
        [(Context.Template, "takes")] = Schema.Item("takes", Schema.Field),
        [(Context.Template, "subject")] = Part("subject", TemplatePartKind.Subject),
        [(Context.Template, "preview")] = Part("preview", TemplatePartKind.Preview),
        [(Context.Template, "title")] = Part("title", TemplatePartKind.Title),
        [(Context.Template, "text")] = Part("text", TemplatePartKind.Text),
        [(Context.Template, "link")] = Part("link", TemplatePartKind.Link),
        [(Context.Template, "body")] = Part("body from", TemplatePartKind.Body),
        [(Context.Template, "button")] = new(Button),
        [(Context.Template, "choices")] = new(Choices),
    };

    private static Rule Part(string words, TemplatePartKind kind) => new(
        from fixedWords in Words(words)
        from text in Texts.Text
        select Line(span => new TemplatePartSyntax(kind, text, null, null, span)));
}
