namespace Personalization.Journeys.Language.Diagnostics.Explanations;

internal static partial class ExplanationPages
{
    private const string Names = """"
        JRN0201 there is nothing of this name
        wrong:
          enter on event order_place
        right:
          enter on event order_placed
        why:
          Events, segments, templates, journeys and all other names must be declared somewhere in the workspace. A name that is spelled wrong would wait for something that never comes.

        JRN0202 an event or record has no field of this name
        wrong:
          where event.totals >= 30 EUR
        right:
          where event.total >= 30 EUR
        why:
          The fields are those of the declaration. A field that is spelled wrong would be missing for everybody, for ever.

        JRN0203 the customer has no field of this name
        wrong:
          customer.lifetime > 100
        right:
          customer.loyalty_points > 100
        why:
          The fields of `customer` are declared once for the whole workspace.

        JRN0204 two declarations have one name
        wrong:
          segment big_spenders:
            spend_90d >= 500 EUR
          segment big_spenders:
            spend_90d >= 300 EUR
        right:
          segment big_spenders:
            spend_90d >= 500 EUR
          segment good_spenders:
            spend_90d >= 300 EUR
        why:
          All files of a workspace share their names, so a name must mean one thing.

        JRN0205 a name is already used
        wrong:
          let item = entry.items.first
          let item = entry.items.last
        right:
          let first_item = entry.items.first
          let last_item = entry.items.last
        why:
          Names are made once and never change. A reader who finds `item` further down must not have to ask which one.

        JRN0206 a field is deprecated
        wrong:
          if customer.fax is known:
        right:
          if customer.email is known:
        why:
          Its declaration says that it should not be used any more, and often what to use instead.

        JRN0207 nothing uses this segment
        wrong:
          segment spring_test:
            customer.tier = "gold"
        right:
          ## Shown in the weekly report; no journey reads it.
          segment spring_test:
            customer.tier = "gold"
        why:
          A segment costs work at every event. One with a description is meant for people or for other systems and is left alone.

        JRN0208 a `let` is never used
        wrong:
          let gift_day = today + 3 days
          send email hello
        right:
          send email hello
        why:
          It is either forgotten where it should be used, or left over.

        JRN0209 a value that can never be
        wrong:
          if customer.tier = "platinum":
        right:
          if customer.tier = "vip":
        why:
          The field is declared `one of […]`, or with a range. The comparison would be false for everybody.

        JRN0211 the run's start does not bring this field
        wrong:
          enter on segment at_risk entered
          …
          if entry.total > 30 EUR:
        right:
          let order = last order_placed
          if order.total > 30 EUR:
        why:
          `entry` is the event that started the run. A segment or a schedule brings none, and of several triggers it has what all share.

        JRN0212 a record contains itself
        wrong:
          record item:
            parts list of item
        right:
          record item:
            parts list of part
        why:
          There is no end to such a value.

        JRN0213 a workspace in another language
        wrong:
          workspace shop:
            language 2
        right:
          workspace shop:
            language 1
        why:
          A later language may give the same words another meaning. A workspace says which one it was written in, so that
          nobody is written to by accident.
        """";
}
