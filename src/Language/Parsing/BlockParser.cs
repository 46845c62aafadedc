using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;
using Sprache;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>
/// Reads the logical lines of a block, each alone: a broken line costs one message and nothing of its neighbours
/// or of the block below it.
/// </summary>
internal sealed class BlockParser(SourceText source, List<Diagnostic> diagnostics)
{
    /// <summary>So many lines tell what kind of block they are; more would only cost time.</summary>
    private const int Sampled = 40;

    private readonly HashSet<string> _lostNames = new(StringComparer.Ordinal);

    public IReadOnlySet<string> LostNames => _lostNames;

    public ImmutableArray<SyntaxNode> Read(IReadOnlyList<LogicalLine> lines, Context context)
    {
        var nodes = ImmutableArray.CreateBuilder<SyntaxNode>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            var strays = StraysBelow(lines, i, context);
            ReadLine(lines[i], context, nodes, strays);
            i += strays.Count;
        }

        if (context is not (Context.File or Context.Flow or Context.Fields or Context.Conditions))
        {
            OnlyOnce.Check(nodes.ToImmutable(), At, diagnostics);
        }

        return context switch
        {
            Context.Flow or Context.Parallel => BranchFolding.Fold(nodes.ToImmutable(), At, diagnostics),
            Context.Experiment => Ordered(nodes.ToImmutable()),
            _ => nodes.ToImmutable(),
        };
    }

    /// <summary>Clauses that stand at the depth of the line they continue: `with` below `send`. They are read as its own.</summary>
    private List<LogicalLine> StraysBelow(IReadOnlyList<LogicalLine> lines, int at, Context context)
    {
        if (lines[at].Colon is not null || lines[at].Children.Count > 0 || lines[at].Tokens.Count == 0 || Grammar.Find(context, lines[at].Tokens[0].Text) is null)
        {
            return [];
        }

        var strays = lines.Skip(at + 1).TakeWhile(l => IsStray(l, context)).ToList();
        foreach (var stray in strays)
        {
            var clause = stray.Tokens[0];
            diagnostics.Add(JourneyDiagnostics.ClauseAtDepthOfItsLine(At(clause.Span), clause.Text, At(lines[at].Span)));
        }

        return strays;
    }

    private static bool IsStray(LogicalLine line, Context context) =>
        line is { Colon: null, Unreadable: false, Children.Count: 0, Tokens: [{ Kind: TokenKind.Word } first, ..] }
        && Grammar.Find(context, first.Text) is null && Clauses.Continues(line.Tokens);

    private void ReadLine(LogicalLine line, Context context, ImmutableArray<SyntaxNode>.Builder nodes, IReadOnlyList<LogicalLine> strays)
    {
        var word = line.Tokens.Count > 0 && line.Tokens[0].Kind == TokenKind.Word ? line.Tokens[0].Text : "";
        var rule = line.Tokens.Count > 0 ? Grammar.Find(context, word) : null;
        if (line.TooLarge)
        {
            nodes.Add(Broken(line, word, rule?.Opens, line.Children, certain: true));
            return;
        }

        if (rule is null)
        {
            nodes.Add(ReadUnknown(line, word, context));
            return;
        }

        var clauses = line.Children.Where(c => IsClause(line, c) || line.Children.All(other => IsClauseBehindColon(line, other, rule))).Concat(strays).ToList();
        var children = clauses.Count == 0 ? line.Children : [.. line.Children.Except(clauses)];
        var tokens = clauses.Count == 0 ? line.Tokens : [.. line.Tokens, .. clauses.SelectMany(c => c.Tokens)];
        var input = new TokenLine(source, tokens, line.Span, diagnostics);
        var result = rule.Parser(input.Start);
        if (result.WasSuccessful && result.Remainder.AtEnd)
        {
            line.Clauses = input.Clauses;
            Complete(line, word, context, result.Value, children, nodes);
            return;
        }

        ReportFailure(line, word, context, rule, children, input, result);
        // A declaration or field that only ends wrongly is kept: whoever refers to it made no mistake.
        if (result.WasSuccessful && context is Context.File or Context.Fields or Context.Event)
        {
            Lose(line);
            nodes.Add(Documented(result.Value.Build(result.Value.Opens is { } opens ? Read(children, opens) : [], line.Span), line));
            return;
        }

        nodes.Add(Broken(line, word, rule.Opens, children, certain: true));
    }

    private void ReportFailure(
        LogicalLine line, string word, Context context, Rule rule, IReadOnlyList<LogicalLine> children, TokenLine input, IResult<Statement> result)
    {
        var ended = result.WasSuccessful ? result.Remainder.Position : -1;
        var below = rule.Opens is null && line.Colon is null && children.Count > 0 && children[0].Tokens.Count > 0 ? children[0].Tokens[0] : null;
        var diagnostic = SpecialFailure.Of(input, word, context)
            ?? (below is not null ? FailureReport.OfBelow(input, below) : null)
            ?? FailureReport.Of(input, ended, "the end of the line");
        var number = diagnostic.Location.Line;
        if (!line.Lines.Any(l => l.Number == number && l.Unreadable))
        {
            diagnostics.Add(diagnostic);
        }

        ReadClausesBelow(line, number);
    }

    private void Complete(
        LogicalLine line, string word, Context context, Statement statement, IReadOnlyList<LogicalLine> children, ImmutableArray<SyntaxNode>.Builder nodes)
    {
        if (statement.Opens is { } opens)
        {
            CheckBlock(line, word, statement, children);
            nodes.Add(Documented(statement.Build(Read(children, opens), line.Span), line));
            return;
        }

        nodes.Add(Documented(statement.Build([], line.Span), line));
        if (line.Colon is { } colon && !line.Unreadable)
        {
            diagnostics.Add(JourneyDiagnostics.NoBlockColon(At(colon.Span), word));
            ReadMisplaced([.. children.Where(c => !Clauses.Continues(c.Tokens))], context, nodes);
            return;
        }

        ReportMisplaced(line, word, context, children);
        ReadMisplaced(children, context, nodes);
    }

    private void CheckBlock(LogicalLine line, string word, Statement statement, IReadOnlyList<LogicalLine> children)
    {
        if (line.Unreadable)
        {
            return;
        }

        if (line.Colon is null && children.Count > 0)
        {
            diagnostics.Add(JourneyDiagnostics.MissingColon(At(new Span(line.Span.End, 0)), At(children[0].Span)));
        }
        else if (children.Count > 0 && ClauseAtDepthOf(line, children[0]) is { } clause)
        {
            diagnostics.Add(JourneyDiagnostics.ClauseAtBlockDepth(At(clause.Span), At(children[0].Span)));
        }
        else if (children.Count == 0 && (statement.NeedsBlock || line.Colon is not null))
        {
            diagnostics.Add(JourneyDiagnostics.EmptyBlock(At(line.Span), word));
        }
    }

    /// <summary>The block stands at one depth with nothing but itself; only a closing bracket may.</summary>
    private static Token? ClauseAtDepthOf(LogicalLine line, LogicalLine child) =>
        line.Lines.Skip(1).FirstOrDefault(l => l.Indent == child.Indent) is { Tokens: [var first, ..] } && first.Text is not (")" or "]" or "}") ? first : null;

    /// <summary>Deeper lines under a statement without a block: a clause with a wrong first word, or lines at the wrong depth.</summary>
    private void ReportMisplaced(LogicalLine line, string word, Context context, IReadOnlyList<LogicalLine> children)
    {
        var levelReported = false;
        foreach (var child in children.Where(c => !c.Unreadable))
        {
            var start = child.Tokens.Count > 0 ? child.Tokens[0] : null;
            if (start is { Kind: TokenKind.Word } && Grammar.KnowsAnywhere(start.Text) && !Clauses.Contains(start.Text))
            {
                if (!levelReported)
                {
                    diagnostics.Add(JourneyDiagnostics.NoBlock(At(child.Span), source.Text[line.Span.Start..Math.Min(line.Span.End, line.Span.Start + 40)].Split('\n')[0]));
                    levelReported = true;
                }

                continue;
            }

            var near = start is { Kind: TokenKind.Word } ? Closest.To(start.Text, Clauses.All) : null;
            var span = start?.Span ?? child.Span;
            diagnostics.Add(JourneyDiagnostics.UnknownContinuation(At(span), source.Text[span.Start..span.End], word.Length > 0 ? word : "same", near));
        }
    }

    private void ReadMisplaced(IReadOnlyList<LogicalLine> children, Context context, ImmutableArray<SyntaxNode>.Builder nodes)
    {
        foreach (var child in children)
        {
            if (child.Tokens.Count > 0 && child.Tokens[0].Kind == TokenKind.Word && Grammar.Knows(context, child.Tokens[0].Text))
            {
                ReadLine(child, context, nodes, []);
            }
            else
            {
                Lose(child);
            }
        }
    }

    private BrokenLine ReadUnknown(LogicalLine line, string word, Context context)
    {
        var elsewhere = Grammar.KnowsAnywhere(word);
        var near = word.Length > 0 && !elsewhere ? Closest.To(word, Grammar.WordsOf(context)) : null;
        if (!line.Lines[0].Unreadable)
        {
            var span = line.Tokens.Count > 0 ? line.Tokens[0].Span : line.Span;
            if (StrangeStart.IsComment(line))
            {
                diagnostics.RemoveAll(d => d.Code == "JRN0005" && d.Location.Line == line.Lines[0].Number);
            }

            diagnostics.Add(StrangeStart.Of(line, word, context, At(span)) ?? JourneyDiagnostics.UnknownStart(At(span), source.Text[span.Start..span.End], Grammar.KindOf(context), near));
        }

        ReadClausesBelow(line, line.Lines[0].Number);

        if (context == Context.File && elsewhere)
        {
            return Fallen(line, word);
        }

        var opens = near is not null ? Grammar.Find(context, near)?.Opens : null;
        return Broken(line, near ?? (word.Length > 0 ? word : null), opens, line.Children, certain: false);
    }

    /// <summary>A line of a block that stands at the left edge: what follows it at each depth is still what it was.</summary>
    private BrokenLine Fallen(LogicalLine line, string word)
    {
        Lose(line);
        diagnostics.RemoveAll(d => d.Code == "JRN0103" && line.Children.Any(c => c.Span.Start == d.Location.Span.Start));
        var block = line.Children.GroupBy(c => c.Indent)
            .SelectMany(depth => depth.ToList() is var lines && Likely(lines, null) is { } context ? Read(lines, context) : []);
        return new BrokenLine(word, [.. block], line.Span);
    }

    private BrokenLine Broken(LogicalLine line, string? word, Context? opens, IReadOnlyList<LogicalLine> children, bool certain)
    {
        Lose(line);
        children = [.. children.Where(c => !IsClause(line, c))];
        var context = children.Count == 0 ? null : certain && opens is not null ? opens : Likely(children, opens);
        return new BrokenLine(word, context is { } known ? Read(children, known) : [], line.Span);
    }

    /// <summary>The kind of block that can read most of the lines; what the broken line would have opened wins a tie.</summary>
    private Context? Likely(IReadOnlyList<LogicalLine> children, Context? opens)
    {
        Context? best = null;
        var bestScore = 0;
        foreach (var context in Enum.GetValues<Context>())
        {
            var score = children.Take(Sampled).Sum(child => Fit(child, context)) * 2 + (context == opens ? 1 : 0);
            if (context != Context.File && score > bestScore)
            {
                (best, bestScore) = (context, score);
            }
        }

        return bestScore > 1 ? best : null;
    }

    private int Fit(LogicalLine line, Context context)
    {
        var word = line.Tokens.Count > 0 && line.Tokens[0].Kind == TokenKind.Word ? line.Tokens[0].Text : "";
        if (line.Unreadable || line.TooLarge || Grammar.Find(context, word) is not { } rule)
        {
            return 0;
        }

        var result = rule.Parser(new TokenLine(source, line.Tokens, line.Span, new List<Diagnostic>()).Start);
        var known = Grammar.Knows(context, word) ? 1 : 0;
        return result.WasSuccessful && result.Remainder.AtEnd ? 2 + known : known;
    }

    /// <summary>Clause lines below the one that failed are read alone, so that each of them can speak for itself.</summary>
    private void ReadClausesBelow(LogicalLine line, int failed)
    {
        var below = line.Lines.SkipWhile(l => l.Number <= failed).ToList();
        for (var i = 0; i < below.Count; i++)
        {
            var tokens = below[i].Tokens.ToList();
            if (tokens.Count == 0 || !Messages.StartsClause(tokens[0]))
            {
                continue;
            }

            while (i + 1 < below.Count && !(below[i + 1].Tokens is [var next, ..] && Messages.StartsClause(next)))
            {
                tokens.AddRange(below[++i].Tokens);
            }

            if (tokens[^1] is { } last && last.IsMark(":") && below[i] == line.Lines[^1])
            {
                tokens.RemoveAt(tokens.Count - 1);
            }

            var input = new TokenLine(source, tokens, line.Span, diagnostics);
            var result = Messages.AnyClauses(input.Start);
            if (!result.Remainder.AtEnd && !below[i].Unreadable && input.Farthest > 0)
            {
                diagnostics.Add(FailureReport.Of(input, result.Remainder.Position > 0 ? result.Remainder.Position : -1, "the end of the line"));
            }
        }
    }

    /// <summary>`send email x:` with clauses below: the colon is too much, the clauses are not.</summary>
    private static bool IsClauseBehindColon(LogicalLine line, LogicalLine child, Rule rule) =>
        line.Colon is not null && Clauses.MayContinue(line) && Clauses.Continues(child.Tokens)
        && child.Tokens[0].Kind == TokenKind.Word && (rule.Opens is not { } opens || Grammar.Find(opens, child.Tokens[0].Text) is null);

    private static bool IsClause(LogicalLine line, LogicalLine child) =>
        line.Colon is null && Clauses.MayContinue(line) && Clauses.Continues(child.Tokens);

    private void Lose(LogicalLine line)
    {
        foreach (var token in line.Tokens.Where(t => t.Kind == TokenKind.Word))
        {
            _lostNames.Add(token.Text);
        }
    }

    private ImmutableArray<SyntaxNode> Ordered(ImmutableArray<SyntaxNode> nodes)
    {
        var arm = nodes.FirstOrDefault(n => n is ArmSyntax or Item { Key: "holdout" });
        foreach (var setting in nodes.OfType<ExperimentSettingSyntax>().Where(s => arm is not null && s.Span.Start > arm.Span.Start))
        {
            diagnostics.Add(JourneyDiagnostics.SettingAfterArm(At(setting.Span), "experiment", At(arm!.Span)));
        }

        return nodes;
    }

    private static SyntaxNode Documented(SyntaxNode node, LogicalLine line) => line.Documentation is not { } text ? node : node switch
    {
        DeclarationSyntax declaration => declaration with { Documentation = text },
        StepSyntax step => step with { Documentation = text },
        BranchLine branch => branch with { Documentation = text },
        _ => node,
    };

    private Location At(Span span) => new(source, span);
}
