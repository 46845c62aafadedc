using System.Collections.Immutable;
using System.Diagnostics;

namespace Personalization.Journeys.Language.Program;

/// <summary>Channels as the language writes them.</summary>
public static class ChannelNames
{
    public static readonly ImmutableArray<string> All = ImmutableArray.CreateRange(Enum.GetValues<Channel>().Select(Of));

    public static string Of(Channel channel) => channel switch
    {
        Channel.Email => "email",
        Channel.Push => "push",
        Channel.Web => "web",
        Channel.Chat => "chat",
        _ => throw new UnreachableException(),
    };

    public static Channel? Find(string name) => All.IndexOf(name, StringComparer.Ordinal) is >= 0 and var index ? Enum.GetValues<Channel>()[index] : null;
}
