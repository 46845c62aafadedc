namespace Personalization.Journeys.Language.Diagnostics.Explanations;

internal static partial class ExplanationPages
{
    private const string Flow = """"
        JRN0501 a wait has no end
        wrong:
          wait for event order_placed
        right:
          wait up to 7 days for event order_placed as order
        why:
          There is no waiting for ever: sooner or later everybody would stand there.

        JRN0502 a step can never be reached
        wrong:
          exit "done"
          send email thanks
        right:
          send email thanks
          exit "done"
        why:
          Every path above it ends the run.

        JRN0503 a loop has no bound
        wrong:
          repeat:
            send email inspiration
        right:
          repeat at most 4 times, every 1 week:
            send email inspiration
        why:
          A run must end by itself, whatever the customer does.

        JRN0504 a wait does not say what happens on timeout
        wrong:
          wait up to 1 day:
            on reminder.clicked:
              send email thanks
        right:
          wait up to 1 day:
            on reminder.clicked:
              send email thanks
            on timeout:
              do nothing
        why:
          Most people do nothing, so this is the way most runs go. It should be written.

        JRN0505 a moment is in the past for everyone
        wrong:
          starts 2025-01-01
          flow:
            wait until 2024-11-29 08:00
        right:
          starts 2025-01-01
          flow:
            wait until 2025-11-28 08:00
        why:
          A moment that has passed is not waited for. The step would do nothing, for everybody.

        JRN0506 the run ends before this step
        wrong:
          exit after 5 days
          flow:
            wait 8 days
            send email offer
        right:
          exit after 10 days
          flow:
            wait 8 days
            send email offer
        why:
          `exit after` ends every run at that time. The step starts later than that, however fast the run is.

        JRN0507 the journey ends before a wait can see its event
        wrong:
          goal came_back on event order_placed within 21 days
          exit on goal came_back
          flow:
            wait up to 7 days for event order_placed as order
        right:
          flow:
            wait 7 days
        why:
          The event reaches the goal, the goal ends the run, and the wait never sees it. What stands below for "bought" never runs.

        JRN0508 two waits in a row
        wrong:
          wait until 09:00
          wait 1 hour
        right:
          wait until 10:00
        why:
          The first ends at one time for everyone, so the second does too. One line says it.

        JRN0510 the rounds of a `repeat` happen at one moment
        wrong:
          repeat at most 4 times:
            send email inspiration
        right:
          repeat at most 4 times, every 1 week:
            send email inspiration
        why:
          Nothing in the loop waits. A customer would get all of it at once, or the caps would swallow it.

        JRN0511 two branches write one field
        wrong:
          in parallel:
            branch mail:
              set customer.stage = "mail"
            branch push:
              set customer.stage = "push"
        right:
          in parallel:
            send email hello
            send push hello_push
          set customer.stage = "told"
        why:
          Which branch is last depends on the time of day. Counting up and down may come in any order and is allowed.

        JRN0512 an `until` can not change inside its loop
        wrong:
          repeat at most 3 times, until in segment hikers:
            set customer.stage = "asked"
        right:
          repeat at most 3 times, every 1 week, until in segment hikers:
            send email inspiration
        why:
          Nothing in the loop waits, so all rounds see the same customer at the same moment. Or the condition reads only what was fixed when the run started.

        JRN0513 a moment may be missing
        wrong:
          wait until 3 days before customer.renewal_date
        right:
          wait until 3 days before customer.renewal_date, or skip if missing
        why:
          For a customer without a date there is no such moment. `or skip` goes on at once, `or exit` ends the run.

        JRN0515 there is no such time zone
        wrong:
          time zone "Europe/Berln"
        right:
          time zone "Europe/Berlin"
        why:
          Zones are those of the IANA time zone database.

        JRN0516 `enter again` is shorter than the journey
        wrong:
          enter again after 2 days
          flow:
            wait 11 days
        right:
          enter again after exit
        why:
          Whoever comes back while the run is alive is ignored, so the time that is written is not the time that counts.

        JRN0517 answers and choices do not fit
        wrong:
          ask chat need_a_hand up to 2 days:
            on "Yes":
        right:
          ask chat need_a_hand up to 2 days:
            on "Yes, please":
            on "No, thanks":
        why:
          The template offers choices. An answer without a branch would be ignored, a branch without a choice never runs.

        JRN0518 a goal is over before the first message
        wrong:
          goal bought on event order_placed within 3 days
          flow:
            wait 4 days
            send email offer
        right:
          goal bought on event order_placed within 10 days
        why:
          What happens within the goal's time was not caused by anything this journey said.

        JRN0519 nobody can enter a journey
        wrong:
          enter on segment at_risk entered
          eligible:
            not in segment at_risk
        right:
          enter on segment at_risk entered
          eligible:
            consent email for marketing
        why:
          Whoever starts the journey is never eligible, so it sends nothing.

        JRN0520 `enter again never` with a key
        wrong:
          enter on event cart_updated
            keyed by event.cart_id
          enter again never
        right:
          enter again after 90 days
        why:
          Every key is an entry of its own, so all keys a customer ever had would have to be remembered for ever.

        JRN0521 an exit text is not constant
        wrong:
          exit "waited for {item.name}"
        right:
          exit "waited for the item"
        why:
          Exits are counted by their text. With values in it every customer would make an exit of their own.

        JRN0522 a journey has too many steps
        wrong:
          flow:
            # … 2,000 steps and more
        right:
          flow:
            run journey first_half
            run journey second_half
        why:
          Nobody can review a journey of thousands of steps. Parts with a name of their own can be read, tested and used again.
        """";
}
