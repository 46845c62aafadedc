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

        return Bar(io).Start(context => work(Reporter(context, what)));
    }

    /// <inheritdoc cref="While{T}"/>
    public static Task<T> WhileAsync<T>(CommandIo io, string what, Func<Action<double>, Task<T>> work) =>
        io.ShowsProgress ? Bar(io).StartAsync(context => work(Reporter(context, what))) : work(_ => { });

    private static Progress Bar(CommandIo io) => io.ProgressConsole().Progress()
        .AutoClear(true)
        .HideCompleted(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());

    private static Action<double> Reporter(ProgressContext context, string what)
    {
        var task = context.AddTask(what);
        return done => task.Value = Math.Clamp(done, 0, 1) * 100;
    }
}
