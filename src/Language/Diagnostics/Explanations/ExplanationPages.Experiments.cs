namespace Personalization.Journeys.Language.Diagnostics.Explanations;

internal static partial class ExplanationPages
{
    private const string Experiments = """"
        JRN0701 the arms do not add up to 100 %
        wrong:
          arm a 45%:
          arm b 50%:
        right:
          arm a 50%:
          arm b 50%:
        why:
          Everybody must be in one arm. The holdout counts as one.

        JRN0702 an experiment measures nothing
        wrong:
          experiment hello_style:
            arm story 50%:
        right:
          experiment hello_style:
            measure goal first_order within 14 days
            arm story 50%:
        why:
          Without a measure it could never be decided. If nothing is to be decided, write `split`.

        JRN0703 an experiment is measured before its arms differ
        wrong:
          measure goal bought within 14 days
          arm a 50%:
            wait 20 days
            send email hello
          arm b 50%:
            wait 20 days
            send email other_hello
        right:
          measure goal bought within 30 days
        why:
          Until then everybody was treated the same, so what is measured is chance.

        JRN0705 two arms are the same
        wrong:
          arm a 50%:
            send email hello
          arm b 50%:
            send email hello
        right:
          arm a 50%:
            send email hello
          arm b 50%:
            send email other_hello
        why:
          There is no difference to measure. Mostly an arm was copied and then not changed.

        JRN0706 the holdout group still gets messages
        wrong:
          holdout 10%:
            do nothing
          …
          send email bestsellers
        right:
          holdout 10%:
            exit "holdout group"
        why:
          The holdout shows what happens without this journey. Whoever gets its later messages shows something else.

        JRN0707 two experiments measure the same on one path
        wrong:
          experiment subject_line:
            measure goal bought within 7 days
          …
          experiment discount:
            measure goal bought within 7 days
        right:
          experiment subject_line:
            measure event mail_opened within 2 days
          …
          experiment discount:
            measure goal bought within 7 days
        why:
          What one experiment changes would be counted for the other.

        JRN0708 a bandit has no reward
        wrong:
          bandit best_offer using thompson sampling:
            arm a:
        right:
          bandit best_offer using thompson sampling:
            reward event order_placed within 7 days
            arm a:
        why:
          It learns from what follows; without a reward nothing follows.

        JRN0709 a context has too many values
        wrong:
          context customer.email
        right:
          context customer.tier
        why:
          A bandit learns for each value of its context. With one value a customer there is nothing to learn from. Numbers are cut into ranges and may be used.

        JRN0710 a bandit would stop learning
        wrong:
          explore at least 0%
        right:
          explore at least 10%
        why:
          An arm that was unlucky at the start would never be tried again.

        JRN0711 a model is asked several times with waits in between
        wrong:
          if predict(churn_risk) default 0 > 0.5:
            send email offer
          wait 7 days
          if predict(churn_risk) default 0 > 0.5:
            send email better_offer
        right:
          let risk = predict(churn_risk) default 0
          if risk > 0.5:
            send email offer
          wait 7 days
          if risk > 0.5:
            send email better_offer
        why:
          After a wait the model may answer differently, and the run would change its mind half-way.

        JRN0712 a prediction may be missing where a value is needed
        wrong:
          let risk = predict(churn_risk)
          increase customer.score by risk
        right:
          let risk = predict(churn_risk) default 0.5
          increase customer.score by risk
        why:
          A model that is too old, or not there, gives no answer. Say what counts then. A comparison needs no `default`: unknown counts as no.

        JRN0714 the arms use different channels
        wrong:
          arm mail 50%:
            send email hello
          arm push 50%:
            send push hello_push
        right:
          eligible:
            customer.push_token is known
        why:
          Customers without a push token can only be reached in one arm, so the arms are seen by different people and the result is biased.

        JRN0808 a journey is keyed by a field that is no key
        wrong:
          enter on event product_viewed
            keyed by event.category
        right:
          event product_viewed:
            sku text, key
          …
          keyed by event.sku
        why:
          One run belongs to one key. The declaration of the event says which fields name something that lasts.

        JRN0810 nothing was compared with the older version
        wrong:
          migrate from 2: without the lock file of version 2
        right:
          the lock file of version 2 beside the journey
        why:
          The lock file holds the steps of a released version. Without it nobody can tell whether all of them have a new place.
        """";
}
