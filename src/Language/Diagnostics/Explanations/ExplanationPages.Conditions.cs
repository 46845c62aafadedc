namespace Personalization.Journeys.Language.Diagnostics.Explanations;

internal static partial class ExplanationPages
{
    private const string Conditions = """"
        JRN0401 nobody can be in a segment
        wrong:
          segment dormant_fans:
            count of order_placed in last 30 days > 3
            time since last order_placed > 60 days
        right:
          segment dormant_fans:
            count of order_placed between 365 days ago and 60 days ago > 3
            time since last order_placed > 60 days
        why:
          All lines of a segment must hold together. Who ordered four times in 30 days ordered less than 60 days ago.

        JRN0402 everybody is in a segment
        wrong:
          segment known_people:
            count of app_opened ever >= 0
        right:
          segment known_people:
            count of app_opened ever >= 1
        why:
          A condition that is always true divides nobody.

        JRN0403 a branch never runs
        wrong:
          if risk >= 0.5:
            send email offer
          else if risk >= 0.8:
            send email better_offer
        right:
          if risk >= 0.8:
            send email better_offer
          else if risk >= 0.5:
            send email offer
        why:
          An earlier branch, the trigger or `eligible` already took everybody who could come here.

        JRN0406 a `match` leaves values out
        wrong:
          match customer.tier:
            when "gold", "vip":
              send email gold
            when "basic":
              send email basic
        right:
          match customer.tier:
            when "gold", "vip":
              send email gold
            else:
              send email basic
        why:
          Customers whose value has no case pass by silently. `else: do nothing` says that it is meant.

        JRN0407 two cases of a `match` overlap
        wrong:
          when 5:
            send email best
          when 3 to 5:
            send email good
        right:
          when 5:
            send email best
          when 3 to 4:
            send email good
        why:
          The first case wins, so the second can never match what the first took. A reader of the second line alone would believe otherwise.

        JRN0408 a threshold lies outside the range
        wrong:
          if predict(churn_risk) default 0 >= 60:
        right:
          if predict(churn_risk) default 0 >= 0.6:
        why:
          The value is declared from 0 to 1. A percent is written 60% or 0.6.

        JRN0409 a window reaches further back than its events are kept
        wrong:
          event order_placed:
            keep 365 days
          …
          count of order_placed in last 400 days > 3
        right:
          count of order_placed in last 365 days > 3
        why:
          What is older is gone and is not counted, so the number is not what it says.

        JRN0410 something depends on itself
        wrong:
          segment a:
            in segment b
          segment b:
            in segment a
        right:
          segment b:
            customer.tier = "gold"
        why:
          Whether somebody is inside could not be found out: the answer would need itself.

        JRN0411 a sum leaves out those who have nothing to sum
        wrong:
          segment small_spenders:
            sum of order_placed.total in last 90 days < 100 EUR
        right:
          segment small_spenders:
            sum of order_placed.total in last 90 days default 0 EUR < 100 EUR
        why:
          "No orders" and "orders worth 0" are different facts, so a sum over nothing is missing, and the comparison is "no". If only buyers are meant, add a line that counts: `count of order_placed in last 90 days >= 1`.

        JRN0414 members of a segment are looked at once a day
        wrong:
          segment likely_to_leave:
            predict(churn_risk) > 0.8
        right:
          segment quiet:
            time since last order_placed > 60 days
        why:
          Windows and times say when they change next, and the engine looks then. A prediction or a calculation with times does not, so it is asked again at every local midnight. It is a note: nothing is wrong.

        JRN0415 an expression is too large
        wrong:
          metric score = orders_7d + orders_14d + … + orders_365d
        right:
          metric this_month = orders_7d + orders_14d + orders_30d
          metric before = orders_60d + orders_90d
        why:
          Everything that is asked about a customer costs a bounded amount: at most 500 parts and 20 looks into the past in one expression, those of its metrics included.
        """";
}
