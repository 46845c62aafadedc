using Spectre.Console;

namespace Personalization.Journeys.Cli.Terminal;

/// <summary>Bars on the error stream while long work runs; nothing at all when nobody watches.</summary>
internal static class ProgressBar
{
    /// <param name="work">Gets a way to say how far it has come, from 0 to 1.</param>
    public static T While<T>(CommandIo io, string what, Func<Action<double>, T> work)
    {
        if (!io.ShowsProgress)
        {
            return work(_ => { });
        }

        return io.ProgressConsole().Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(what);
                return work(done => task.Value = Math.Clamp(done, 0, 1) * 100);
            });
    }
}
