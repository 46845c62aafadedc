using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Tests.Parsing;

/// <summary>A tree as text without its places, to compare what two texts mean.</summary>
internal static class SyntaxDump
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static string Of(FileSyntax file)
    {
        var text = new StringBuilder();
        foreach (var declaration in file.Declarations)
        {
            Write(text, declaration, 0);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case string written:
                text.Append('"').Append(written.Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
                break;
            case NameSyntax name:
                text.Append(name.Text);
                break;
            case PathSyntax path:
                text.AppendJoin('.', path.Names.Select(n => n.Text));
                break;
            case SyntaxNode node:
                WriteNode(text, node, depth);
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var element in list)
                {
                    Write(text.Append('\n').Append(' ', depth * 2 + 2), element, depth + 1);
                }

                text.Append(']');
                break;
            default:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteNode(StringBuilder text, SyntaxNode node, int depth)
    {
        text.Append(node.GetType().Name.Replace("Syntax", "", StringComparison.Ordinal));
        foreach (var property in Properties.GetOrAdd(node.GetType(), PropertiesOf))
        {
            var value = property.GetValue(node);
            if (value is null or false or "" or ICollection { Count: 0 })
            {
                continue;
            }

            text.Append(' ').Append(property.Name).Append('=');
            var nested = value is SyntaxNode and not NameSyntax and not PathSyntax;
            Write(nested ? text.Append('(') : text, value, depth);
            text.Append(nested ? ")" : "");
        }
    }

    private static PropertyInfo[] PropertiesOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType != typeof(Span) && p.PropertyType != typeof(Span?) && p.Name is not ("EqualityContract" or "Constant" or "IsTimeout"))];
}
