namespace Personalization.Journeys.Runtime.Ingress;

/// <summary>A customer's key is opaque; an address in its place would be kept in journals for ever.</summary>
public static class CustomerKey
{
    public const int Longest = 256;

    /// <summary>What is wrong with a key, or null. <paramref name="field"/> is what the sender calls it.</summary>
    public static string? Problem(string key, string field)
    {
        if (key.Contains('@', StringComparison.Ordinal))
        {
            return $"`{field}` looks like an e-mail address; use an opaque key";
        }

        if (key.StartsWith('+') && key.Length > 7 && key.Skip(1).All(c => char.IsAsciiDigit(c) || c is ' ' or '-'))
        {
            return $"`{field}` looks like a phone number; use an opaque key";
        }

        if (key.Any(char.IsControl))
        {
            return $"`{field}` holds a control character";
        }

        return key.Length > Longest ? $"`{field}` has {key.Length:N0} characters, at most {Longest} are taken" : null;
    }
}
