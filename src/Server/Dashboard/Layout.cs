namespace Personalization.Journeys.Server.Dashboard;

/// <summary>The frame around every page.</summary>
internal static class Layout
{
    public static Markup Of(Page page, string workspace, bool isSignedIn, string search = "")
    {
        var tools = !isSignedIn ? Markup.Empty : Markup.Of($"""
            <form class="search" role="search" action="/customers"><label for="search" class="hidden">Customer</label><input id="search" name="key" type="search" value="{search}" placeholder="customer key begins with" maxlength="256" autocomplete="off"><button>Find</button></form>
            <form method="post" action="/sign-out"><button class="plain">Sign out</button></form>
            """);
        var live = page.Live is null ? Markup.Empty : Markup.Of($""" data-live="{page.Live}" """);
        var status = page.Live is null ? Markup.Empty : Markup.Of($"""<p id="live" role="status"></p>""");
        var regions = page.Regions.Select(r => Markup.Of($"""<section id="{r.Id}">{r.Content}</section>"""));
        return Markup.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{page.Title} · {Wording.Name(workspace)}</title>
            <link rel="icon" href="{Assets.Icon.Address}">
            <link rel="stylesheet" href="{Assets.Picture.Address}">
            <link rel="stylesheet" href="{Assets.Style.Address}">
            <script src="{Assets.Script.Address}" defer></script>
            </head>
            <body class="{page.Name}">
            <a class="skip" href="#main">To the content</a>
            <header><a class="home" href="/">{Wording.Name(workspace)}</a>{status}{tools}</header>
            <main id="main" tabindex="-1"{live}>{regions}</main>
            </body>
            </html>

            """);
    }
}
