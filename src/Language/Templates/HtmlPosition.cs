namespace Personalization.Journeys.Language.Templates;

/// <summary>Where in HTML a reader stands, as far as escaping needs it: text, inside a tag, or in the value of an attribute.</summary>
internal sealed class HtmlPosition
{
    private static readonly HashSet<string> _urls = new(["href", "src", "action", "formaction", "poster", "cite", "background"], StringComparer.Ordinal);

    private string _attribute = "";
    private string _tag = "";
    private string _name = "";
    private char _quote;
    private bool _inTag;
    private bool _inComment;
    private bool _valueStarted;
    private string _raw = "";
    private string _recent = "";

    /// <summary>Inside `style` and `script` and comments braces are the author's own.</summary>
    public bool IsRaw => (_raw.Length > 0 && !_inTag) || _inComment;

    /// <summary>True inside a tag but not in a quoted value: no value can be escaped safely there.</summary>
    public bool IsBareTag => _inTag && _quote == '\0';

    /// <summary>The attribute whose value is code, where no escaping makes a value safe; null elsewhere.</summary>
    public string? CodeAttribute =>
        _inTag && _quote != '\0' && (_attribute == "style" || _attribute.StartsWith("on", StringComparison.Ordinal)) ? _attribute : null;

    public EscapeContext Context => !_inTag
        ? EscapeContext.Text
        : !_urls.Contains(_attribute) ? EscapeContext.Attribute : _valueStarted ? EscapeContext.Url : EscapeContext.WholeUrl;

    /// <summary>A value stands here; what follows in the same attribute is no longer its start.</summary>
    public void PassValue() => _valueStarted = true;

    public void Pass(char c)
    {
        _recent = (_recent.Length > 3 ? _recent[^3..] : _recent) + c;
        if (_inComment)
        {
            _inComment = !_recent.EndsWith("-->", StringComparison.Ordinal);
        }
        else if (_quote != '\0')
        {
            PassQuoted(c);
        }
        else if (_inTag)
        {
            PassTag(c);
        }
        else if (c == '<')
        {
            _inTag = true;
            (_tag, _name, _attribute) = ("", "", "");
        }
    }

    private void PassQuoted(char c)
    {
        if (c == _quote)
        {
            _quote = '\0';
            _name = "";
        }
        else
        {
            _valueStarted = true;
        }
    }

    private void PassTag(char c)
    {
        if (_recent.EndsWith("<!--", StringComparison.Ordinal))
        {
            (_inTag, _inComment) = (false, true);
        }
        else if (c == '>')
        {
            _inTag = false;
            EndTag();
        }
        else if (c is '"' or '\'')
        {
            (_quote, _attribute, _valueStarted) = (c, _name, false);
        }
        else if (char.IsWhiteSpace(c))
        {
            EndName();
        }
        else if (c != '=')
        {
            _name += char.ToLowerInvariant(c);
        }
    }

    private void EndName()
    {
        if (_tag.Length == 0)
        {
            _tag = _name;
        }

        _name = "";
    }

    private void EndTag()
    {
        EndName();
        _raw = _tag switch
        {
            "style" or "script" => _tag,
            _ when _raw.Length > 0 && _tag != "/" + _raw => _raw,
            _ => "",
        };
    }
}
