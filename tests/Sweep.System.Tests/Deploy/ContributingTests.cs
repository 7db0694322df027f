using System.Text.RegularExpressions;
using Sweep.SystemTests.Deploy.Engine;
using Sweep.Testing;

namespace Sweep.SystemTests.Deploy;

/// <summary>What CONTRIBUTING.md tells people to type works, in a copy of this commit.</summary>
[Long]
public sealed partial class ContributingTests
{
    [Fact]
    public async Task Commands_OfTheShellBlocks_AllSucceed()
    {
        using var folder = new TemporaryFolder();
        var blocks = ShellBlocks().Matches(await File.ReadAllTextAsync(Repository.File("CONTRIBUTING.md"), TestContext.Current.CancellationToken))
            .Select(match => match.Groups["text"].Value).ToList();
        Assert.True(blocks.Remove(".ci/run\n")); // this run is part of that command's longer form
        Assert.Equal(3, blocks.Count);
        await Shell.RunAsync("git", "clone", "--quiet", Repository.File(), folder.File("clone"));
        await Shell.RunAsync("bash", "-euc", $"cd '{folder.File("clone")}'\n{string.Concat(blocks)}");
    }

    [GeneratedRegex("^```sh\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShellBlocks();
}
