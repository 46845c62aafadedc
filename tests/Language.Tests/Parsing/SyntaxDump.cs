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
            Write(text, declaration);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('∅');
                break;
            case string written:
                text.Append('"').Append(written).Append('"');
                break;
            case SyntaxNode node:
                WriteNode(text, node);
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var element in list)
                {
                    Write(text, element);
                    text.Append(' ');
                }

                text.Append(']');
                break;
            default:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteNode(StringBuilder text, SyntaxNode node)
    {
        text.Append(node.GetType().Name).Append('(');
        foreach (var property in Properties.GetOrAdd(node.GetType(), PropertiesOf))
        {
            text.Append(property.Name).Append('=');
            Write(text, property.GetValue(node));
            text.Append(' ');
        }

        text.Append(')');
    }

    private static PropertyInfo[] PropertiesOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType != typeof(Span) && p.PropertyType != typeof(Span?) && p.Name != "EqualityContract")];
}
