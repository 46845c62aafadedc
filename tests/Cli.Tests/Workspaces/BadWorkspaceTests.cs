
namespace Personalization.Journeys.Cli.Tests.Workspaces;

/// <summary>Whatever lies on the disk, the answer is a sentence and the right exit code.</summary>
public sealed class BadWorkspaceTests(BadWorkspaces bad) : IClassFixture<BadWorkspaces>
{
    public static TheoryData<string, string, int, string> Cases => new()
    {
        { "a path that is not there", "check nowhere", 2, "there is no file or folder `nowhere`" },
        { "a path that is nearly there", "check goood", 2, "did you mean `good`?" },
        { "a folder without journeys", "check empty", 2, "there is no `.journey` file in `empty`" },
        { "no workspace declaration", "check undeclared", 2, "begin one file with `workspace NAME:`" },
        { "two workspaces in one tree", "check twice", 2, "there are 2 workspaces below `twice`: twice/a and twice/b" },
        { "bytes that are not UTF-8", "check latin", 1, "this file is not UTF-8 text (byte 12)" },
        { "the line of such bytes", "check latin", 1, "--> names.journey:2:4" },
        { "tabs", "check tabs", 1, "this line is indented with a tab" },
        { "a line of ten megabytes", "check long", 1, "a line has at most 1,000 characters" },
        { "a file of forty megabytes", "check huge", 1, "at most 32 are read" },
        { "brackets without end", "check deep", 1, "JRN0106" },
        { "a date that does not exist", "check dates", 1, "2010-02-30" },
        { "an empty file", "check hollow", 0, "no errors" },
        { "only a mark of the byte order", "check marked", 0, "no errors" },
        { "a loop of links", "check looped", 0, "2 files" },
        { "a link to nothing", "check dangling", 1, "this file can not be read" },
        { "errors before a test", "test tabs", 1, "`journey check tabs` shows all" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Command_OnBadInput_SaysWhatIsWrong(string what, string line, int code, string sentence)
    {
        var answer = await bad.Shell.RunAsync(line.Split(' '));

        Assert.True(answer.Code == code, $"{what}: exit {answer.Code}\n{answer.Output}{answer.Error}");
        Assert.Contains(sentence, answer.Output + answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Output + answer.Error, StringComparison.Ordinal);
    }
}
