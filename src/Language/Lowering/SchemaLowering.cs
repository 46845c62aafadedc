using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>Workspace, purposes, customer, records, events, catalogs, webhooks and what models take and give.</summary>
internal static class SchemaLowering
{
    private const int LanguageVersion = 1;

    private static readonly Duration _lateAfter = Duration.FromHours(1);
    private static readonly Duration _timeout = Duration.FromSeconds(10);

    public static void Lower(WorkspaceSchema schema, ICollection<Diagnostic> diagnostics)
    {
        var fields = new Fields(schema, diagnostics);
        foreach (var declaration in schema.Symbols.All(DeclarationKind.Workspace))
        {
            schema.Settings = Settings((WorkspaceSyntax)declaration.Syntax, declaration, schema, diagnostics);
        }

        foreach (var name in schema.Symbols.Names(DeclarationKind.Record).Concat(schema.Symbols.Names(DeclarationKind.Catalog)).ToList())
        {
            fields.Record(name);
        }

        foreach (var declaration in schema.Symbols.All(DeclarationKind.Customer))
        {
            schema.Customer = schema.Customer with { Fields = fields.Lower(((CustomerSyntax)declaration.Syntax).Fields, declaration.Source) };
        }

        foreach (var declaration in schema.Symbols.All(DeclarationKind.Event))
        {
            var syntax = (EventSyntax)declaration.Syntax;
            schema.Events.Add(declaration.Name, new EventType(declaration.Name, fields.Lower(syntax.Fields, declaration.Source), syntax.Keep?.Measured, declaration.Location));
        }

        foreach (var declaration in schema.Symbols.All(DeclarationKind.Catalog))
        {
            AddCatalog((CatalogSyntax)declaration.Syntax, declaration, schema, diagnostics);
        }

        foreach (var declaration in schema.Symbols.All(DeclarationKind.Webhook))
        {
            var syntax = (WebhookSyntax)declaration.Syntax;
            if (syntax.Retry > Webhook.MostRetries)
            {
                diagnostics.Add(JourneyDiagnostics.TooManyTries(declaration.Location, Webhook.MostRetries));
            }

            schema.Webhooks.Add(declaration.Name, new Webhook(
                declaration.Name, syntax.Post?.Constant ?? "", fields.Lower(syntax.Takes, declaration.Source),
                fields.Lower(syntax.Gives, declaration.Source), syntax.Timeout?.Measured ?? _timeout, Math.Min(syntax.Retry ?? 0, Webhook.MostRetries), declaration.Location));
        }

        foreach (var declaration in schema.Symbols.All(DeclarationKind.Model))
        {
            var syntax = (ModelSyntax)declaration.Syntax;
            if (syntax.Gives is null)
            {
                diagnostics.Add(JourneyDiagnostics.WrongUse(declaration.Location, $"model `{declaration.Name}` does not say what it gives", "add `gives …`"));
            }

            schema.Models.Add(declaration.Name, new Model(
                declaration.Name, fields.Lower(syntax.Takes, declaration.Source), [], null,
                syntax.Gives is null ? DataType.Unknown : fields.Type(syntax.Gives, declaration.Source), syntax.StaleAfter?.Measured, declaration.Location));
        }
    }

    public static ImmutableArray<Purpose> Purposes(WorkspaceSchema schema) =>
    [
        .. schema.Symbols.All(DeclarationKind.Purpose).Select(d => new Purpose(d.Name, ((PurposeSyntax)d.Syntax).NeedsConsent, d.Location)),
    ];

    public static ImmutableArray<RecordDeclaration> Records(WorkspaceSchema schema) =>
    [
        .. schema.Symbols.All(DeclarationKind.Record).Where(d => schema.Types.ContainsKey(d.Name)).Select(d => new RecordDeclaration(schema.Types[d.Name], d.Location)),
    ];

    private static WorkspaceSettings Settings(WorkspaceSyntax syntax, Declaration declaration, WorkspaceSchema schema, ICollection<Diagnostic> diagnostics)
    {
        if (syntax.LanguageVersion is { } version && version != LanguageVersion)
        {
            diagnostics.Add(JourneyDiagnostics.OtherLanguage(declaration.Location, version, LanguageVersion));
        }

        var zone = DateTimeZone.Utc;
        if (syntax.TimeZone?.Constant is { } id)
        {
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } found)
            {
                zone = found;
            }
            else
            {
                diagnostics.Add(JourneyDiagnostics.UnknownZone(new Location(declaration.Source, syntax.TimeZone.Span), id, DateTimeZoneProviders.Tzdb.Ids));
            }
        }

        if (syntax.DefaultPolicy is { Text.Length: > 0 } policy && schema.Symbols.Find(DeclarationKind.Policy, policy.Text) is null)
        {
            diagnostics.Add(JourneyDiagnostics.NotDeclared(new Location(declaration.Source, policy.Span), "policy", policy.Text, schema.Symbols.Names(DeclarationKind.Policy)));
        }

        return new WorkspaceSettings(
            declaration.Name, zone, syntax.Currency?.Text ?? "", syntax.DefaultPolicy?.Text,
            syntax.LateAfter?.Measured ?? _lateAfter, syntax.KeepEvents?.Measured, declaration.Location);
    }

    private static void AddCatalog(CatalogSyntax syntax, Declaration declaration, WorkspaceSchema schema, ICollection<Diagnostic> diagnostics)
    {
        if (!schema.Types.TryGetValue(declaration.Name, out var row))
        {
            return;
        }

        if (syntax.Key.Text.Length > 0 && row.Find(syntax.Key.Text) is null)
        {
            diagnostics.Add(JourneyDiagnostics.NoField(new Location(declaration.Source, syntax.Key.Span), $"catalog `{declaration.Name}`", syntax.Key.Text, [.. row.Fields.Select(f => f.Name)]));
        }

        schema.Catalogs.Add(declaration.Name, new Catalog(declaration.Name, syntax.Key.Text, row, declaration.Location));
    }
}
