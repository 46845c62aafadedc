using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Parsing;

public sealed class SampleTests
{
    public static TheoryData<string> Paths => [.. Samples.Valid.Select(s => s.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Sample_Parsed_HasNoDiagnostics(string path)
    {
        var result = FileParser.Parse(Samples.Valid.Single(s => s.Path == path));

        Assert.Empty(result.Diagnostics.Select(d => $"{d.Location}:{d.Location.Column} {d.Code} {d.Message}"));
        Assert.NotEmpty(result.File.Declarations);
    }
}
