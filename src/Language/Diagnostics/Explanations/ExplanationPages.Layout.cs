namespace Personalization.Journeys.Language.Diagnostics.Explanations;

internal static partial class ExplanationPages
{
    private const string Layout = """"
        JRN0001 this has no meaning here
        wrong:
          wait 2 days;
        right:
          wait 2 days
        why:
          A line ends by itself, and blocks are made by indentation. Other marks do nothing, so they are not allowed to stand there.

        JRN0002 this file is not UTF-8 text
        wrong:
          a file saved as Latin-1 or UTF-16
        right:
          the same file saved as UTF-8
        why:
          Names and texts must read the same on every machine. Most editors have "save with encoding" in their menu.

        JRN0003 a line is indented with a tab
        wrong:
          flow:
          <tab>wait 2 days
        right:
          flow:
            wait 2 days
        why:
          Depth says what belongs to what, and a tab is as deep as each editor likes. `journey fix` writes two spaces.

        JRN0004 a text has no closing quote
        wrong:
          exit "not interested
        right:
          exit "not interested"
        why:
          Without its end the text would take in everything behind it. A text stays on one line; write \n for a line end inside it.

        JRN0005 a name is written in upper case
        wrong:
          customer.Age >= 18
        right:
          customer.age >= 18
        why:
          Names are lower case everywhere, so that nobody has to remember how a name was spelled. Only currencies are upper case.

        JRN0006 a line contains invisible direction marks
        wrong:
          a line with U+202E in it
        right:
          the same line without it
        why:
          Such marks turn around what a reader sees but not what is run: a review would approve another text than the one that runs.

        JRN0007 a name mixes two alphabets
        wrong:
          raypal_bonus, with a Cyrillic a
        right:
          paypal_bonus, in Latin letters
        why:
          Letters that look alike make two names that nobody can tell apart.

        JRN0008 a file is too long
        wrong:
          one file with 12,000 lines
        right:
          several files, one a journey
        why:
          Files are a matter of order only: all files of a workspace share their names, and where a declaration stands does not matter.

        JRN0009 a line is too long
        wrong:
          a list with 200 names on one line
        right:
          the same list, continued on deeper lines
        why:
          A reviewer reads lines. Whatever stands deeper than a line continues it.

        JRN0010 a name is too long
        wrong:
          segment customers_who_bought_at_least_twice_in_the_last_month_and_then_stopped_buying:
        right:
          segment cooling_down:
        why:
          Names stand in reports, message keys and timelines. What a thing means belongs into its `##` lines.

        JRN0011 a number has too many digits
        wrong:
          event.total >= 100000000000000000000000000000 EUR
        right:
          event.total >= 100_000 EUR
        why:
          Numbers are exact decimals of up to 28 digits; more can not be kept without rounding.

        JRN0012 an escape means nothing
        wrong:
          exit "50\% off"
        right:
          exit "50% off"
        why:
          A text knows \" \' \\ \n \{ and \u{1F381}. Anything else behind a backslash is most likely a mistake.

        JRN0013 an `allow` has no reason
        wrong:
          # allow JRN0310
          if customer.age >= 18:
        right:
          # allow JRN0310: customers without an age get the general mail on purpose
          if customer.age >= 18:
        why:
          Whoever reads the line next year must know why the warning does not apply. An `allow` without a reason hides a warning without an answer.

        JRN0014 a name is written in other letters
        wrong:
          segment ärzte:
        right:
          segment doctors:
        why:
          Names are written with a to z, digits and `_`: they become keys in events, files and reports. Texts may hold any letters.

        JRN0103 a line is indented in another way than its neighbours
        wrong:
          flow:
            wait 2 days
             send email hello
        right:
          flow:
            wait 2 days
            send email hello
        why:
          Lines of one block stand at one depth. One space more could mean "continues the line above" or "belongs to it", so it is asked for.

        JRN0106 too many brackets inside each other
        wrong:
          ((((((…))))))
        right:
          let reached = customer.visits * 2
          if reached > 10:
        why:
          Nobody can read it. Name a part of it with `let`.

        JRN0108 too many blocks inside each other
        wrong:
          an `if` inside an `if`, 40 times
        right:
          run journey the_rest as rest
        why:
          Move a part into a journey of its own and `run` it: it can then be read, tested and used again.

        JRN0109 a statement is too long
        wrong:
          a condition of 3,000 words
        right:
          several `let` lines and a short condition
        why:
          Each `let` gives a part a name, and the timeline can show its value.
        """";
}
