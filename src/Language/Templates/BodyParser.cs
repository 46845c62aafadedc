using System.Collections.Immutable;
using System.Text;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Templates;

/// <summary>
/// Reads a body file: HTML with `{value}`, `{#each list as name}…{/each}` and `{#if condition}…{/if}`, checked like every
/// other expression, with the places of mistakes inside the file. `\{` is a brace; so are braces in `style` and `script`.
/// </summary>
internal sealed class BodyParser(WorkspaceSchema schema, SourceText file, ICollection<Diagnostic> diagnostics)
{
    private readonly Stack<Block> _blocks = new();
    private readonly StringBuilder _html = new();
    private readonly HtmlPosition _position = new();

    /// <summary>A block under way; <see cref="Opener"/> is null for the file itself.</summary>
    private sealed record Block(string? Opener, Span Span, Scope Scope, Func<ImmutableArray<BodyNode>, BodyNode> Close)
    {
        public ImmutableArray<BodyNode>.Builder Nodes { get; } = ImmutableArray.CreateBuilder<BodyNode>();
    }

    public TemplateBody Parse(Scope scope)
    {
        _blocks.Push(new Block(null, default, scope, _ => throw new InvalidOperationException("the file itself is not a node")));
        var text = file.Text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '{')
            {
                PassHtml('{');
                i++;
            }
            else if (text[i] != '{' || _position.IsRaw)
            {
                PassHtml(text[i]);
            }
            else if (EndOf(i) is { } end)
            {
                Placeholder(Span.FromBounds(i, end + 1));
                i = end;
            }
            else
            {
                diagnostics.Add(JourneyDiagnostics.BadPlaceholder(At(new Span(i, 1)), "this `{` has no `}`", "write `\\{` for a brace of the text"));
                PassHtml('{');
            }
        }

        while (_blocks.Peek() is { Opener: { } opener } open)
        {
            diagnostics.Add(JourneyDiagnostics.BadPlaceholder(At(open.Span), $"`{{#{opener}}}` is never closed", $"add `{{/{opener}}}`"));
            CloseBlock();
        }

        Flush();
        return new TemplateBody(file, _blocks.Pop().Nodes.ToImmutable());
    }

    private void Placeholder(Span span)
    {
        Flush();
        var inner = Span.FromBounds(span.Start + 1, span.End - 1);
        var written = file.Text.Substring(inner.Start, inner.Length).Trim();
        var word = written.Split(' ', '\t')[0];
        if (word == "#each")
        {
            OpenEach(span, inner);
        }
        else if (word == "#if")
        {
            OpenIf(span, inner);
        }
        else if (written is "/each" or "/if")
        {
            Close(written[1..], span);
        }
        else if (written.Length == 0)
        {
            diagnostics.Add(JourneyDiagnostics.BadPlaceholder(At(span), "nothing stands between these braces", "write `\\{` for a brace of the text"));
        }
        else if (written.StartsWith('#') || written.StartsWith('/'))
        {
            diagnostics.Add(JourneyDiagnostics.UnknownPlaceholder(At(span), written, Closest.To(word, ["#each", "#if", "/each", "/if"])));
        }
        else
        {
            AddValue(span, inner);
        }
    }

    private void AddValue(Span span, Span inner)
    {
        if (_position.IsBareTag)
        {
            diagnostics.Add(JourneyDiagnostics.BadPlaceholder(At(span), "a value can not stand here inside a tag", "put it into a quoted attribute, or between tags"));
            return;
        }

        if (_position.CodeAttribute is { } code)
        {
            diagnostics.Add(JourneyDiagnostics.BadPlaceholder(At(span), $"a value can not stand in `{code}`", "nothing makes a value safe in code; put it into another attribute, or between tags"));
            return;
        }

        var value = Bind(inner, (binder, syntax) =>
        {
            var bound = binder.Bind(syntax);
            binder.Demand(bound);
            return bound;
        });
        if (value.Type is RecordType or ListType { Element: RecordType })
        {
            diagnostics.Add(JourneyDiagnostics.BadPlaceholder(At(inner), $"{value.Type.Words()} can not be written into a text", "name one of its fields"));
            return;
        }

        _blocks.Peek().Nodes.Add(new BodyValue(value, _position.Context));
        _position.PassValue();
    }

    private void OpenEach(Span span, Span inner)
    {
        var start = file.Text.IndexOf("#each", inner.Start, StringComparison.Ordinal) + "#each".Length;
        var rest = file.Text[start..inner.End];
        var split = rest.LastIndexOf(" as ", StringComparison.Ordinal);
        var name = split < 0 ? "" : rest[(split + 4)..].Trim();
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') || char.IsAsciiDigit(name[0]))
        {
            diagnostics.Add(JourneyDiagnostics.BadPlaceholder(At(span), "this `{#each}` does not say what to call one of the list", "write `{#each picks as pick}`"));
            Open("each", span, Scope, nodes => new BodyEach(name, new ErrorExpression(At(span)), nodes));
            return;
        }

        var list = Bind(Span.FromBounds(start, start + split), (binder, syntax) => binder.Bind(syntax));
        if (list.Type is not (ListType or UnknownType))
        {
            diagnostics.Add(JourneyDiagnostics.BadPlaceholder(list.Location ?? At(span), $"`{{#each}}` needs a list, this is {list.Type.Words()}"));
        }

        if (Scope.State.Names.TryGetValue(name, out var taken))
        {
            diagnostics.Add(JourneyDiagnostics.NameTaken(At(span), name, $"means {taken.Type.Words()}", taken.Declared));
        }

        var element = list.Type is ListType { Element: var type } ? type : DataType.Unknown;
        var scope = Scope with { State = Scope.State.With(new Variable(name, element, false, At(span))) };
        Open("each", span, scope, nodes => new BodyEach(name, list, nodes));
    }

    private void OpenIf(Span span, Span inner)
    {
        var start = file.Text.IndexOf("#if", inner.Start, StringComparison.Ordinal) + "#if".Length;
        var condition = Bind(Span.FromBounds(start, inner.End), (binder, syntax) => binder.BindCondition(syntax));
        var scope = Scope with { State = Scope.State.Knowing(Narrowing.WhenYes(condition)) };
        Open("if", span, scope, nodes => new BodyIf(condition, nodes));
    }

    private Scope Scope => _blocks.Peek().Scope;

    private void Open(string opener, Span span, Scope scope, Func<ImmutableArray<BodyNode>, BodyNode> close) => _blocks.Push(new Block(opener, span, scope, close));

    private void Close(string closer, Span span)
    {
        if (_blocks.Peek().Opener == closer)
        {
            CloseBlock();
            return;
        }

        if (_blocks.Peek().Opener is { } open)
        {
            diagnostics.Add(JourneyDiagnostics.BadPlaceholder(At(span), $"`{{/{closer}}}` does not close `{{#{open}}}`", $"write `{{/{open}}}`"));
            CloseBlock();
            return;
        }

        diagnostics.Add(JourneyDiagnostics.BadPlaceholder(At(span), $"`{{/{closer}}}` closes nothing here", "remove it"));
    }

    private void CloseBlock()
    {
        Flush();
        var block = _blocks.Pop();
        _blocks.Peek().Nodes.Add(block.Close(block.Nodes.ToImmutable()));
    }

    /// <summary>Unknown names are reported as unknown placeholders, with the help that the checker found.</summary>
    private Expression Bind(Span span, Func<Binder, ExpressionSyntax, Expression> bind)
    {
        var found = new List<Diagnostic>();
        var syntax = ExpressionParser.Parse(file, span, found);
        var bound = bind(new Binder(schema, file, Scope, found), syntax);
        foreach (var diagnostic in found)
        {
            diagnostics.Add(diagnostic.Code is "JRN0201" or "JRN0202" or "JRN0203"
                ? JourneyDiagnostics.UnknownPlaceholder(diagnostic.Location, file.Text.Substring(span.Start, span.Length).Trim(), null) with { Label = diagnostic.Label, Help = diagnostic.Help }
                : diagnostic);
        }

        return bound;
    }

    private int? EndOf(int start)
    {
        var quote = '\0';
        var depth = 0;
        for (var i = start; i < file.Text.Length && file.Text[i] != '\n'; i++)
        {
            var c = file.Text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '{')
            {
                depth++;
            }
            else if (c == '}' && --depth == 0)
            {
                return i;
            }
        }

        return null;
    }

    private void PassHtml(char c)
    {
        _html.Append(c);
        _position.Pass(c);
    }

    private void Flush()
    {
        if (_html.Length > 0)
        {
            _blocks.Peek().Nodes.Add(new BodyText(_html.ToString()));
            _html.Clear();
        }
    }

    private Location At(Span span) => new(file, span);
}
