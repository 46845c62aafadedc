namespace Personalization.Journeys.Language.Diagnostics.Explanations;

internal static partial class ExplanationPages
{
    private const string Messages = """"
        JRN0601 a template and its policy are for different purposes
        wrong:
          send email cart_discount using policy service
        right:
          send email cart_discount using policy marketing
        why:
          A policy holds the rules of one purpose. Advertising under the rules for receipts would pass by consent and caps.

        JRN0602 nobody is asked for consent
        wrong:
          journey birthday version 1:
            enter on anniversary of customer.birthday at 09:00
            flow:
              send email birthday_wishes
        right:
          journey birthday version 1:
            enter on anniversary of customer.birthday at 09:00
            eligible:
              consent email for marketing
            flow:
              send email birthday_wishes
        why:
          The engine never sends without consent; whoever has none walks through the journey and gets nothing, and its numbers look worse than they are.

        JRN0603 a template has no purpose
        wrong:
          template email promo:
        right:
          template email promo for marketing:
        why:
          The purpose decides which consent is asked for and which rules apply.

        JRN0604 a message can never be sent
        wrong:
          wait until 22:00
          send email offer using policy news
        right:
          wait until 20:00
          send email offer using policy news
        why:
          The run always gets there in the quiet hours, and the policy skips then.

        JRN0605 a message is always capped
        wrong:
          send email one
          wait 2 hours
          send email two
        right:
          send email one
          wait 2 days
          send email two
        why:
          The policy allows one message in that time and skips when capped, so the second is dropped for everybody. Only policies with `when capped skip` can do this; the others hold the message.

        JRN0606 quiet hours leave no time to send
        wrong:
          quiet from 08:00 to 21:00
          quiet from 20:00 to 09:00
        right:
          quiet from 21:00 to 08:00
        why:
          Together they cover the whole day. Nothing would ever be sent under this policy.

        JRN0607 a limit never bites
        wrong:
          at most 10 email per day
          at most 4 messages per 7 days
        right:
          at most 1 email per day
          at most 4 messages per 7 days
        why:
          The other limit of the same policy is reached first, always. A reader would count on a rule that does nothing.

        JRN0608 a message may be over before it is shown
        wrong:
          send web size_help in slot "page" for 20 minutes using policy marketing
        right:
          send web size_help in slot "page" for 20 minutes using policy real_time
        why:
          Quiet hours hold it for longer than it lives, and then it is dropped unseen.

        JRN0611 a placeholder is not known
        wrong:
          <p>{item.nam}</p>
        right:
          <p>{item.name}</p>
        why:
          Bodies may read the parameters of their template and the fields of `customer`. Anything else would stand empty in the mail.

        JRN0612 personal data goes to a webhook that does not expect it
        wrong:
          webhook create_task:
            takes title text
          …
          call webhook create_task
            with title = "Call {customer.first_name default 'customer'}"
        right:
          webhook create_task:
            takes title text, personal
        why:
          What is declared personal is encrypted at rest and erased with the customer. The other system must be asked for the same, so the declaration has to say so.

        JRN0613 the same message twice on one path
        wrong:
          send email hello
          wait 3 days
          send email hello
        right:
          send email hello
          wait 3 days
          send email second_hello
        why:
          The customer would read the same words again. Rounds of a `repeat` are meant to do so and are not counted.

        JRN0614 `send first of` ends with `push`
        wrong:
          send first of:
            email offer
            push offer_push
        right:
          send first of:
            push offer_push
            email offer
        why:
          The last attempt is the one that must reach everybody, and only some have a push token.

        JRN0615 an e-mail that needs an open
        wrong:
          email offer needs open within 2 days
        right:
          email offer needs click within 2 days
        why:
          Privacy features of mail programs open mails for their readers, others block the picture that counts. Both happen to most people.

        JRN0616 a template has a part its channel does not know
        wrong:
          template push hello for service:
            subject "Welcome"
        right:
          template push hello for service:
            title "Welcome"
            text "Good to have you here."
        why:
          E-mail has subject, preview and body; push has title, text and link; web has title, text and button; chat has text and choices.
        """";
}
