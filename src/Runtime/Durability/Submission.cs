using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>An input that waits for its commit, and whoever waits for the answer.</summary>
internal sealed class Submission(string customer, Input input, long? inboxId)
{
    private readonly TaskCompletionSource<Applied> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Customer => customer;

    public Input Input => input;

    public long? InboxId => inboxId;

    public Task<Applied> Answer => _answer.Task;

    public void Say(Applied answer) => _answer.TrySetResult(answer);
}
