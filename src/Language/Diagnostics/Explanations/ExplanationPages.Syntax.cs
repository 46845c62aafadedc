namespace Personalization.Journeys.Language.Diagnostics.Explanations;

internal static partial class ExplanationPages
{
    private const string Syntax = """"
        JRN0100 something else is expected here
        wrong:
          wait 30 minuets
        right:
          wait 30 minutes
        why:
          The line begins like a sentence of the language and then goes on with a word that can not stand there. The caret shows the first such word.

        JRN0101 this word can not start a line here
        wrong:
          flow:
            sned email hello
        right:
          flow:
            send email hello
        why:
          Every line starts with a word that says what it is, and each block has its own words.

        JRN0102 a line needs a `:`
        wrong:
          if customer.tier = "gold"
            send push hello
        right:
          if customer.tier = "gold":
            send push hello
        why:
          The `:` says that the deeper lines belong to this one. Without it they would continue the line itself.

        JRN0104 nothing follows this line
        wrong:
          arm control 50%:
        right:
          arm control 50%:
            do nothing
        why:
          A block without a line is more often a forgotten line than a decision. `do nothing` says that it is meant.

        JRN0105 a line has no block
        wrong:
          wait 2 days
            send email hello
        right:
          wait 2 days
          send email hello
        why:
          This kind of line owns nothing. What follows it stands at the same depth.

        JRN0107 an operator is written as in a programming language
        wrong:
          if customer.tier == "gold" && customer.visits > 3:
        right:
          if customer.tier = "gold" and customer.visits > 3:
        why:
          Equality is one `=`; `and`, `or` and `not` are words. There is no assignment that `=` could be mistaken for.

        JRN0110 an `else` has no `if`
        wrong:
          if customer.tier = "gold":
            send email gold
          wait 1 day
          else:
            send email other
        right:
          if customer.tier = "gold":
            send email gold
          else:
            send email other
          wait 1 day
        why:
          An `else` belongs to the `if` directly above it, at the same depth.

        JRN0111 a setting stands behind an arm
        wrong:
          experiment hello_style:
            arm story 50%:
              send email story
            measure goal bought within 14 days
        right:
          experiment hello_style:
            measure goal bought within 14 days
            arm story 50%:
              send email story
        why:
          A reader sees first what is measured, then what is tried.

        JRN0112 a value in a text is not closed
        wrong:
          subject "Hello {customer.first_name"
        right:
          subject "Hello {customer.first_name default 'friend'}"
        why:
          `{` opens a value. To print the mark itself, write `\{`.

        JRN0113 something is said twice
        wrong:
          policy marketing
          policy service
        right:
          policy marketing
        why:
          Only one of the two could count, and nobody could say which.

        JRN0114 a word is written twice in a row
        wrong:
          send send email hello
        right:
          send email hello
        why:
          The second one has no place in the sentence, so the line can not be read.

        JRN0308 this is not a time, a date or a length
        wrong:
          wait until 25:00
        right:
          wait until 23:00
        why:
          Times are 00:00 to 23:59, dates are year-month-day, and days, months and years come whole: `36 hours`, not `1.5 days`.
        """";
}
