namespace Personalization.Journeys.Language.Diagnostics.Explanations;

internal static partial class ExplanationPages
{
    private const string Types = """"
        JRN0300 two things of different kinds
        wrong:
          if customer.tier >= 3:
        right:
          if customer.tier in ["gold", "vip"]:
        why:
          A text is not larger or smaller than a number. The comparison would always be unknown, and unknown counts as no.

        JRN0301 a value may be missing where one is needed
        wrong:
          subject "Hello {customer.first_name}"
        right:
          subject "Hello {customer.first_name default 'friend'}"
        why:
          The field is `optional`, so some customers have none. Say what stands in for it, or ask `if … is known` before.

        JRN0302 a parameter is not given
        wrong:
          send email cart_discount
        right:
          send email cart_discount
            with discount = 10%
        why:
          The template, webhook or event declares what it takes; all of it must be given.

        JRN0303 there is no parameter of this name
        wrong:
          send email cart_discount
            with coupon = "X1"
        right:
          send email cart_discount
            with code = "X1"
        why:
          A value that nothing takes would be lost without a word.

        JRN0304 a name is made in only some of the ways that lead here
        wrong:
          if customer.tier = "gold":
            send email gold as offer
          if offer.clicked:
        right:
          if customer.tier = "gold":
            send email gold as offer
          else:
            send email other as offer
          if offer.clicked:
        why:
          For whoever came the other way there is no such name. Make it in every way, or read it only where it is made.

        JRN0305 a `not` that leaves out those about whom nothing is known
        wrong:
          if not (customer.age >= 18):
        right:
          if customer.age is missing or customer.age < 18:
        why:
          A comparison with a missing value is unknown, and so is its `not`. At a decision unknown counts as no, both with `not` and without it: nobody is written to because nothing is known about them.

        JRN0306 two currencies
        wrong:
          event.total >= 30 USD
        right:
          event.total >= 30 EUR
        why:
          A workspace has one currency and no exchange rates.

        JRN0307 a `default` has no effect
        wrong:
          if customer.visits default 0 > 3:
        right:
          if customer.visits > 3:
        why:
          The value is never missing. A reader would believe that it can be.

        JRN0310 those without a value take the `else`
        wrong:
          if intent >= 0.7:
            send email reminder
          else:
            send email discount
        right:
          if intent is missing:
            send email reminder
          else if intent >= 0.7:
            send email reminder
          else:
            send email discount
        why:
          A comparison with a missing value is unknown, and unknown counts as no: people about whom nothing is known get what stands in `else`. If that is meant, say so with `# allow JRN0310: …`.
        """";
}
