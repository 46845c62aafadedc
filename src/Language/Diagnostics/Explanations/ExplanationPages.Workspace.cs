namespace Personalization.Journeys.Language.Diagnostics.Explanations;

internal static partial class ExplanationPages
{
    private const string Workspace = """"
        JRN0902 a test sets what the journey never asks
        wrong:
          given predict churn_risk = 0.9
        right:
          given predict purchase_intent = 0.9
        why:
          The line has no effect, so the test proves less than it seems to.

        JRN0903 a test goes back in time
        wrong:
          at 2025-03-03 18:30 event cart_updated
          at 2025-03-03 18:20 event order_placed
        right:
          at 2025-03-03 18:20 event order_placed
          at 2025-03-03 18:30 event cart_updated
        why:
          What happens stands in the order in which it happens.

        JRN0904 a journey has no description
        wrong:
          journey birthday version 1:
        right:
          ## A small present, three days early so that it can arrive in time.
          journey birthday version 1:
        why:
          The `##` lines are shown in pictures, reports and the editor. A year later they are the only place that says what it is for.

        JRN0906 a double negative
        wrong:
          if not customer.birthday is missing:
        right:
          if customer.birthday is known:
        why:
          It means the same and is read once.

        JRN0907 settings are not in the usual order
        wrong:
          exit after 5 days
          enter on event cart_updated
        right:
          enter on event cart_updated
          exit after 5 days
        why:
          Who looks for a setting finds it at its usual place: input, returns, enter, enter again, when already inside, starts, ends, eligible, goal, exit, policy, priority, let. `journey fmt` moves it.

        JRN0908 an `allow` is not needed any more
        wrong:
          # allow JRN0310: everybody has an age
          send email hello
        right:
          send email hello
        why:
          It would hide the next mistake on this line.

        JRN1001 journeys start each other without an end
        wrong:
          journey a records `nudge_sent`, which starts b, and b records `cart_updated`, which starts a
        right:
          enter again after 7 days
        why:
          One event would start a circle of runs that goes on by itself. One journey of the circle must say how soon it may be entered again.

        JRN1002 a journey runs itself
        wrong:
          journey ask_for_review version 1:
            flow:
              run journey ask_for_review
        right:
          repeat at most 2 times, every 1 week:
            send email review_request
        why:
          Each run would start another one without an end.

        JRN1003 two journeys compete for one limit
        wrong:
          two journeys enter on event cart_updated under policy marketing
        right:
          priority 70
        why:
          Where a cap leaves room for one message, higher priority goes first. With the same priority it is the order of their names.

        JRN1004 a journey ends itself
        wrong:
          segment not_vip_yet:
            customer.tier != "vip"
          journey vip version 1:
            enter on segment not_vip_yet entered
            exit on segment not_vip_yet left
            flow:
              set customer.tier = "vip"
        right:
          exit on event order_placed
        why:
          The write takes the customer out of the segment whose leaving ends the run.

        JRN1006 a template's body is missing
        wrong:
          body from "mail/cart_discont.html"
        right:
          body from "mail/cart_discount.html"
        why:
          Paths are relative to the folder of the `workspace` declaration.
        """";
}
