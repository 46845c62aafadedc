using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>A channel as the language writes it.</summary>
public static class ChannelName
{
    public static string Of(Channel channel) => channel switch
    {
        Channel.Email => "email",
        Channel.Push => "push",
        Channel.Web => "web",
        Channel.Chat => "chat",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
