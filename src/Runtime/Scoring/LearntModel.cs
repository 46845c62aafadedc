using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Scoring;

/// <summary>
/// A model that gives rows of a catalog and can be counted from the baskets of an event: what was bought together when the
/// model has a history, else what was bought most. The same events in the same order give the same model, whenever it was
/// asked for on the way.
/// </summary>
internal sealed class LearntModel
{
    private static readonly Duration _popularOver = Duration.FromDays(30);

    private readonly string _event;
    private readonly string _items;
    private readonly bool _together;
    private readonly BasketCounts _counts;
    private readonly DateTimeZone _zone;
    private Instant _dayEnd = Instant.MinValue;

    private LearntModel(string name, string @event, string items, string key, bool together, DateTimeZone zone)
    {
        _zone = zone;
        Name = name;
        _event = @event;
        _items = items;
        _together = together;
        _counts = new BasketCounts(key, _popularOver);
    }

    public string Name { get; }

    /// <summary>Null for a model that is no list of a catalog's rows, or when no event holds such rows.</summary>
    public static LearntModel? For(Workspace workspace, Model model)
    {
        if (model.Gives is not ListType { Element: RecordType row } || workspace.Catalogs.FirstOrDefault(c => c.Name == row.Name) is not { } catalog)
        {
            return null;
        }

        var events = model.History is { } history ? workspace.Events.Where(e => e.Name == history.Event) : Reads(workspace, catalog).Concat(workspace.Events);
        foreach (var type in events)
        {
            var items = type.Fields.FirstOrDefault(f => f.Type is ListType { Element: RecordType item } && item.Find(catalog.Key) is not null);
            if (items is not null)
            {
                return new LearntModel(model.Name, type.Name, items.Name, catalog.Key, model.History is not null, workspace.Settings.Zone);
            }
        }

        return null;
    }

    public bool Reads(CustomerEvent @event) => @event.Type == _event && @event.Data[_items] is ListValue;

    public void Add(CustomerEvent @event)
    {
        if (@event.Type != _event || @event.Data[_items] is not ListValue items)
        {
            return;
        }

        // What a day changed is weighed at its end, whether or not anybody asks then.
        if (_together && @event.At >= _dayEnd)
        {
            _counts.Weigh();
            _dayEnd = LocalTimes.NextMidnight(@event.At, _zone);
        }

        _counts.Add(@event.At, items);
    }

    public Score Learn(Instant at) => _together ? _counts.Together(at) : _counts.Popular(at);

    /// <summary>What other models of the same catalog read says best where its items are bought.</summary>
    private static IEnumerable<EventType> Reads(Workspace workspace, Catalog catalog) => workspace.Models
        .Where(m => m.Gives is ListType { Element: RecordType row } && row.Name == catalog.Name)
        .Select(m => m.History is { } history ? workspace.Event(history.Event) : null)
        .OfType<EventType>();
}
