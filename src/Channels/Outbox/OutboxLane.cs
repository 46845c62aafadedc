using NodaTime;
using Personalization.Journeys.Channels.Email;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Templates;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Channels.Outbox;

/// <summary>One lane of the folder: a message accepted is a file that survives the loss of power. The same key is the same file.</summary>
internal sealed class OutboxLane(string lane, OutboxFolder folder, Func<string, Workspace?> release, Mailbox from, TimeProvider time) : IChannel
{
    private static readonly Duration _longestPause = Duration.FromMinutes(1);

    public string Lane => lane;

    public bool MayRepeat => true;

    public int Concurrency => 8;

    public Duration TimeLimit => Duration.FromSeconds(30);

    public Task<DeliveryResult> SendAsync(Claimed claimed, CancellationToken cancellation) => Task.Run(() => Send(claimed), cancellation);

    public Task ForgetAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation) =>
        Task.Run(() => folder.Delete(lane, keys), cancellation);

    private DeliveryResult Send(Claimed claimed)
    {
        if (MessageFile.Read(claimed.Row) is not { } message)
        {
            return DeliveryResult.Rejected("what was handed over can not be read");
        }

        try
        {
            var (bytes, reason) = Render(claimed, message);
            var wasThere = bytes is not null && folder.Put(claimed.Row, bytes);
            var mayStandThere = wasThere || claimed.Try > 1;
            folder.Note(claimed.Row, message, reason is null ? OutcomeKind.Accepted : OutcomeKind.Rejected, reason, mayStandThere);
            return reason is null ? DeliveryResult.Accepted : DeliveryResult.Rejected(reason);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var pause = Duration.Min(Duration.FromSeconds(1L << Math.Clamp(claimed.Try - 1, 0, 6)), _longestPause);
            return DeliveryResult.RetryAt(Instant.FromDateTimeOffset(time.GetUtcNow()) + pause, "the outbox folder can not be written: " + failure.Message);
        }
    }

    private (byte[]? Bytes, string? Reason) Render(Claimed claimed, HandOver message)
    {
        if (!OutboxFolder.IsFileName(claimed.Row.Key))
        {
            return (null, "the send key is not one");
        }

        if (release(claimed.Row.Release) is not { } workspace)
        {
            return (null, $"release {claimed.Row.Release} is not kept any more");
        }

        if (workspace.Template(message.Template) is not { } template)
        {
            return (null, $"template {message.Template} is not in release {claimed.Row.Release}");
        }

        RenderedMessage rendered;
        try
        {
            rendered = Renderer.Render(template, message.Values, message.At, workspace.Settings.Zone);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return (null, $"template {message.Template} can not be rendered: {failure.GetType().Name}");
        }

        if (message.Channel != Channel.Email)
        {
            return (MessageFile.Json(message, claimed.Row.Customer, template, rendered, claimed.Addresses), null);
        }

        return claimed.Addresses is [var address] && Mailbox.Find(address) is { } to
            ? (MessageFile.Mail(message, rendered, from, to).ToBytes(), null)
            : (null, "the customer's e-mail address is none that mail can be sent to");
    }
}
