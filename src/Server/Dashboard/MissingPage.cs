namespace Personalization.Journeys.Server.Dashboard;

/// <summary>There is nothing at this address.</summary>
internal static class MissingPage
{
    public static Page Of(string sentence) => new("Not found", null, "missing",
        [new("missing", Markup.Of($"""<h1>Not found</h1><p>{sentence}</p><p><a href="/">What runs</a></p>"""))]);
}
