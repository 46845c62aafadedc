using System.Text;
using Personalization.Journeys.Cli.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Workspaces;

/// <summary>Folders that nobody should have, made once.</summary>
public sealed class BadWorkspaces : IDisposable
{
    private const string Header = "workspace shop:\n  language 1\n  time zone \"UTC\"\n  currency EUR\n";

    public BadWorkspaces()
    {
        Shell.Write("good/shop.journey", Header);
        Directory.CreateDirectory(Shell.At("empty"));
        Shell.Write("undeclared/a.journey", "purpose marketing\n");
        Shell.Write("twice/a/a.journey", Header);
        Shell.Write("twice/b/b.journey", Header);
        Shell.Write("latin/shop.journey", Header);
        File.WriteAllBytes(Shell.At("latin/names.journey"), [.. "# names\n# J"u8, 0xFC, .. "rgen\n"u8]);
        Shell.Write("tabs/shop.journey", Header + "customer:\n\temail text\n");
        Shell.Write("long/shop.journey", Header + "# " + new string('x', 10_000_000) + "\n");
        Shell.Write("huge/shop.journey", Header);
        using (var huge = File.Create(Shell.At("huge/huge.journey")))
        {
            huge.SetLength(40L * 1024 * 1024);
        }

        Shell.Write("deep/shop.journey", Header + "metric m = " + new string('(', 400) + "1" + new string(')', 400) + "\n");
        Shell.Write("dates/shop.journey", Header + "customer:\n  day date, default 2010-02-30\n");
        Shell.Write("hollow/shop.journey", Header);
        Shell.Write("hollow/empty.journey", "");
        File.WriteAllBytes(Shell.At("marked.tmp"), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Header)]);
        Directory.CreateDirectory(Shell.At("marked"));
        File.Move(Shell.At("marked.tmp"), Shell.At("marked/shop.journey"), overwrite: true);
        Shell.Write("looped/shop.journey", Header);
        Shell.Write("looped/deeper/more.journey", "purpose marketing\n");
        Directory.CreateSymbolicLink(Shell.At("looped/deeper/back"), Shell.At("looped"));
        Shell.Write("dangling/shop.journey", Header);
        File.CreateSymbolicLink(Shell.At("dangling/gone.journey"), Shell.At("nothing"));
    }

    public Shell Shell { get; } = new();

    public void Dispose() => Shell.Dispose();
}
