namespace Personalization.Journeys.Language.Text;

internal enum TokenKind
{
    /// <summary>A name or a word of the language; which of the two, only the sentence tells.</summary>
    Word,

    /// <summary>Three capital letters.</summary>
    Currency,
    Number,
    Percent,
    Date,
    Time,
    Text,

    /// <summary>Operators, brackets, commas and colons.</summary>
    Mark,
}
