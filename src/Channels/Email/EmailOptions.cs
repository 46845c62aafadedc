namespace Personalization.Journeys.Channels.Email;

/// <summary>Who writes the e-mails.</summary>
public sealed class EmailOptions
{
    /// <summary>An address of the sender; `journeys@localhost` until one is set, which no relay would take.</summary>
    public string From { get; init; } = "journeys@localhost";

    /// <summary>The name that readers see before it; none by default.</summary>
    public string FromName { get; init; } = "";
}
