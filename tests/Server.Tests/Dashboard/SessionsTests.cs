using Microsoft.AspNetCore.Http;
using NodaTime;
using Personalization.Journeys.Server.Dashboard;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Server.Tests.Dashboard;

public sealed class SessionsTests
{
    private static readonly byte[] _secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly ManualTime _clock = new(Instant.FromUtc(2026, 3, 2, 10, 0));
    private readonly Sessions _sessions;

    public SessionsTests() => _sessions = new Sessions(_secret, _clock);

    [Fact]
    public void ASession_OutlivesARestart_AndEndsByItself()
    {
        var cookie = SignedIn();
        var restarted = new Sessions(_secret, _clock);

        Assert.True(restarted.IsSignedIn(With(cookie)));
        _clock.Advance(Duration.FromHours(12));
        Assert.False(restarted.IsSignedIn(With(cookie)));
    }

    [Fact]
    public void ASession_OfAnotherInstallation_IsNone() =>
        Assert.False(new Sessions([.. _secret.Reverse()], _clock).IsSignedIn(With(SignedIn())));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("9999999999.")]
    [InlineData("9999999999.AAAA")]
    [InlineData("-1.ä")]
    [InlineData("a.b.c")]
    public void AnythingElse_IsNone(string cookie) => Assert.False(_sessions.IsSignedIn(With(cookie)));

    [Fact]
    public void AnEnd_ThatWasMovedByHand_IsNone()
    {
        var parts = SignedIn().Split('.');

        Assert.False(_sessions.IsSignedIn(With($"9{parts[0]}.{parts[1]}")));
    }

    [Fact]
    public void ALink_WorksOnce_AndForTenMinutes()
    {
        var first = Token(_sessions.NewLink());
        var second = Token(_sessions.NewLink());

        Assert.True(_sessions.TakeLink(first));
        Assert.False(_sessions.TakeLink(first));
        _clock.Advance(Duration.FromMinutes(10) + Duration.FromSeconds(1));
        Assert.False(_sessions.TakeLink(second));
    }

    private static string Token(string link) => link.Split('/')[^1];

    private static DefaultHttpContext With(string cookie)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = $"journeys={cookie}";
        return context;
    }

    private string SignedIn()
    {
        var context = new DefaultHttpContext();
        _sessions.SignIn(context);
        var set = context.Response.Headers.SetCookie.ToString();
        return set[(set.IndexOf('=', StringComparison.Ordinal) + 1)..set.IndexOf(';', StringComparison.Ordinal)];
    }
}
