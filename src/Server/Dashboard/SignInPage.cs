namespace Personalization.Journeys.Server.Dashboard;

/// <summary>Asks for the admin key.</summary>
internal static class SignInPage
{
    public const string Name = "sign-in";

    /// <param name="next">Where to go on; a path of this site.</param>
    /// <param name="problem">What was wrong with the last try.</param>
    public static Page Of(string next, string? problem) => new("Sign in", null, Name,
    [
        new("sign-in", Markup.Of($"""
            <h1>Sign in</h1>
            <p>The pages show customers, so they need a key with the scope <code>admin</code>. <code>journey run</code> prints one when it starts for the first time.</p>
            <form method="post" action="/sign-in">
            <input type="hidden" name="next" value="{next}">
            <input type="text" name="username" value="admin" autocomplete="username" hidden>
            <label for="key">Admin key</label>
            <input id="key" name="key" type="password" autocomplete="current-password" required autofocus{(problem is null ? "" : " ")}{(problem is null ? Markup.Empty : Markup.Of($"""aria-invalid="true" aria-describedby="problem" """))}>
            {(problem is null ? Markup.Empty : Markup.Of($"""<p id="problem" class="problem" role="alert">{problem}</p>"""))}
            <button>Sign in</button>
            </form>
            """)),
    ]);

    /// <summary>Only a path of this site: nobody is led away by a link to this page.</summary>
    public static string Next(string? asked) =>
        asked is ['/', ..] && !asked.StartsWith("//", StringComparison.Ordinal) && !asked.Contains('\\', StringComparison.Ordinal) && !asked.Any(char.IsControl) ? asked : "/";
}
