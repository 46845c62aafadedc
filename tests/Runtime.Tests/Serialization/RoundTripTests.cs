using FsCheck;
using FsCheck.Fluent;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Tests.Serialization;

/// <summary>What is stored comes back as it was, and is written again as the same bytes.</summary>
public sealed class RoundTripTests
{
    private static readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Document_Any_ComesBack() => Check<CustomerDocument>(DocumentCodec.Encode, bytes => DocumentCodec.Decode(bytes));

    [Fact]
    public void Input_Any_ComesBack() => Check<Input>(InputCodec.Encode, bytes => InputCodec.Decode(bytes));

    [Fact]
    public void Message_Any_ComesBack() => Check<HandOver>(OutboxCodec.Encode, bytes => OutboxCodec.DecodeMessage(bytes));

    [Fact]
    public void Call_Any_ComesBack() => Check<WebhookCall>(OutboxCodec.Encode, bytes => OutboxCodec.DecodeCall(bytes));

    [Fact]
    public void JournalRow_Any_ComesBack() => Prop.ForAll(Anything.Seeds(), given =>
    {
        var row = Anything.Of<JournalRow>(given.Seed, given.Size);
        row = row with
        {
            Personal = [],
            Event = row is { Entry: EventApplied applied, Event: { } e } ? e with { Source = applied.Source, Id = applied.Id, Type = applied.Type, At = applied.HappenedAt } : null,
        };
        Same(row, JournalCodec.Encode, body => JournalCodec.Decode(row.Sequence, row.Customer, row.Decision, body));
    }).Check(_config);

    [Fact]
    public void EveryInput_ComesBack() => Assert.All(Anything.EachOf<Input>(), input => Same(input, InputCodec.Encode, bytes => InputCodec.Decode(bytes)));

    [Fact]
    public void EveryEntry_ComesBack() => Assert.All(
        Anything.EachOf<JournalEntry>(),
        entry => Same(new JournalRow(7, "c1", 3, entry, new Place("journeys/cart.journey", 12, 5), null), JournalCodec.Encode, body => JournalCodec.Decode(7, "c1", 3, body)));

    [Fact]
    public void EveryPause_ComesBack() => Assert.All(Anything.EachOf<Pause>(), pause => Same(
        new CustomerDocument("c1") { Runs = [new Run("c1/cart/1", "cart", 1, "", default, default) { Threads = [new RunThread(0, null, "1", pause)] }] },
        DocumentCodec.Encode,
        bytes => DocumentCodec.Decode(bytes)));

    [Fact]
    public void EveryValue_ComesBack() => Assert.All(Anything.EachOf<Value>(), value => Same(
        new CustomerDocument("c1") { Attributes = RecordValue.Empty.With("field", value) },
        DocumentCodec.Encode,
        bytes => DocumentCodec.Decode(bytes)));

    [Fact]
    public void Document_OnItsWay_IsRefused() => Assert.Throws<ArgumentException>(() => DocumentCodec.Encode(
        new CustomerDocument("c1") { Runs = [new Run("c1/cart/1", "cart", 1, "", default, default) { Threads = [new RunThread(0, null, "1", new Moving(default))] }] }));

    [Fact]
    public void Text_WithHalfACharacter_IsStoredWithAReplacement()
    {
        var document = new CustomerDocument("c1") { Attributes = RecordValue.Empty.With("name", new TextValue("a\ud83d")) };

        Assert.Equal(new TextValue("a\ufffd"), DocumentCodec.Decode(DocumentCodec.Encode(document)).Attributes["name"]);
    }

    private static void Check<T>(Func<T, byte[]> encode, Func<byte[], T> decode) =>
        Prop.ForAll(Anything.Seeds(), given => Same(Anything.Of<T>(given.Seed, given.Size), encode, decode)).Check(_config);

    private static void Same<T>(T value, Func<T, byte[]> encode, Func<byte[], T> decode)
    {
        var bytes = encode(value);
        var back = decode(bytes);
        Difference.None(value, back);
        Assert.Equal(bytes, encode(back));
    }
}
