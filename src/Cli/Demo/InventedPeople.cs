using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Demo;

/// <summary>
/// Names, addresses, zones and consents for customers of whom only a number is known. Each is a draw in [0, 1) from
/// SHA-256 of `what:number`, so a number always means the same person:
/// 6 % have no name; 4 % no e-mail; 35 % a push token; the zone is London for 84 %, else Berlin 5 %, Paris 4 %, Dublin 4 %,
/// New York 2 %, Sydney 1 %; the language follows the zone; e-mail consent 78 %, push consent 80 % of those with a token,
/// web 60 %, chat 25 %. Every address ends in `example.com`, which belongs to nobody.
/// </summary>
internal static class InventedPeople
{
    public const string Notice = "Names, addresses, time zones and consents are invented, by a written rule from the customer's number.";

    private static readonly string[] _names =
    [
        "Ada", "Agnes", "Alan", "Alma", "Amir", "Anna", "Arthur", "Asha", "Bea", "Ben", "Björn", "Carla", "Chloë", "Dan", "Daria", "David",
        "Edith", "Elif", "Emil", "Eva", "Fatima", "Felix", "Finn", "Frida", "George", "Grace", "Hana", "Hugo", "Ida", "Imran", "Inès", "Ivan",
        "James", "Jana", "Jonas", "Kaja", "Karl", "Lena", "Leo", "Lucy", "Luka", "Maja", "Mara", "Max", "Mei", "Mia", "Milan", "Nadia",
        "Nils", "Nora", "Olga", "Oscar", "Otto", "Paul", "Pia", "Rosa", "Ruth", "Sam", "Sofia", "Theo", "Tilda", "Vera", "Yusuf", "Zoë",
    ];

    private static readonly (double UpTo, string Zone, string Language)[] _places =
    [
        (0.84, "Europe/London", "en"), (0.89, "Europe/Berlin", "de"), (0.93, "Europe/Paris", "fr"),
        (0.97, "Europe/Dublin", "en"), (0.99, "America/New_York", "en"), (1.0, "Australia/Sydney", "en"),
    ];

    /// <summary>A person for a customer's number, in the fields that the workspace declares.</summary>
    public static CustomerSeed Person(string number, Workspace workspace, Instant since)
    {
        var (_, zone, language) = _places.First(p => Draw("zone", number) < p.UpTo);
        var name = Draw("name missing", number) < 0.06 ? null : _names[(int)(Draw("name", number) * _names.Length)];
        var email = Draw("email missing", number) < 0.04 ? null : $"customer.{number}@example.com";
        var token = Draw("push token", number) < 0.35 ? $"token-{number}" : null;

        var attributes = RecordValue.Empty;
        void Set(string field, string? text)
        {
            if (text is not null && Takes(workspace.Customer.Find(field), text))
            {
                attributes = attributes.With(field, new TextValue(text));
            }
        }

        Set("first_name", name);
        Set("email", email);
        Set("push_token", token);
        Set("time_zone", zone);
        Set("language", language);

        var consents = ImmutableSortedDictionary.CreateBuilder<ConsentKey, Consent>();
        foreach (var purpose in workspace.Purposes.Where(p => p.NeedsConsent))
        {
            void Ask(Channel channel, double share)
            {
                if (Draw($"consent {channel} {purpose.Name}", number) < share)
                {
                    consents[new ConsentKey(channel, purpose.Name)] = new Consent(true, since, "invented");
                }
            }

            Ask(Channel.Email, 0.78);
            Ask(Channel.Push, token is null ? 0 : 0.80);
            Ask(Channel.Web, 0.60);
            Ask(Channel.Chat, 0.25);
        }

        return new CustomerSeed(number, attributes, consents.ToImmutable());
    }

    /// <summary>The same number in [0, 1) for the same question about the same person.</summary>
    public static double Draw(string what, string number)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{what}:{number}"), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }

    private static bool Takes(Field? field, string text) => field?.Type switch
    {
        TextType type => type.OneOf.IsEmpty || type.OneOf.Contains(text, StringComparer.Ordinal),
        ZoneType => true,
        _ => false,
    };
}
