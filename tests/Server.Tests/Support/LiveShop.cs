using Personalization.Journeys.Language;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Server.Tests.Support;

/// <summary>A small shop that uses every way in and out: waits, mail, push, a webhook, segments.</summary>
internal static class LiveShop
{
    public const string Text = """
        workspace live_shop:
          language 1
          time zone "UTC"
          currency EUR
          default policy plain

        purpose marketing
        purpose service, no consent needed

        policy plain:
          purpose service

        policy selling:
          purpose marketing

        customer:
          email text, optional, personal
          push_token text, optional, personal
          language one of ["en", "de"], default "en"
          visits number from 0 to 1000, optional
          born date, optional, personal

        event order_placed:
          order_id text, key
          total money
          items list of text, optional
          note text, optional, personal

        event parcel_wanted:
          basket text, key

        segment big_spenders:
          sum of order_placed.total ever >= 100 EUR

        webhook register_parcel:
          post "http://127.0.0.1:9/parcels"
          takes basket text
          gives number text
          timeout 5 seconds
          retry 2 times

        template email thanks for service:
          takes order text
          subject "Thank you for {order}"
          text "It is on its way."

        template email offer for marketing:
          subject "An offer"
          text "Only today."

        template push parcel for service:
          takes number text
          title "Parcel {number}"
          text "It was sent."

        ## Thanks for every order, ten seconds later.
        journey thanks version 1:
          enter on event order_placed
            keyed by event.order_id

          flow:
            wait 10 seconds
            send email thanks
              with order = entry.order_id

        ## Has a parcel registered outside, and says its number.
        journey parcels version 1:
          enter on event parcel_wanted
            keyed by event.basket

          flow:
            call webhook register_parcel as parcel
              with basket = entry.basket
            if parcel.number is missing:
              exit "no parcel"
            send push parcel
              with number = parcel.number

        ## For those who spend much.
        journey offers version 1:
          enter on segment big_spenders entered
          enter again never

          eligible:
            consent email for marketing

          flow:
            wait 1 day
            send email offer
              using policy selling
        """;

    public static Compilation Compile(string text = Text)
    {
        var compilation = Compiled.Text(text);
        Assert.Equal("", Compiled.Shown(compilation, Language.Diagnostics.Severity.Error));
        return compilation;
    }
}
