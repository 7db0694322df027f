using System.Diagnostics;
using System.Text.RegularExpressions;
using Sweep.Client.Tests.Running;
using Sweep.Testing;

namespace Sweep.Client.Tests.Readme;

/// <summary>What the README tells people to type works as it stands there.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task Commands_OfTheShellBlocks_AllSucceed()
    {
        var root = Repository.File();
        using var folder = new TemporaryFolder();
        var readme = await File.ReadAllTextAsync(Path.Combine(root, "README.md"), TestContext.Current.CancellationToken);
        var blocks = ShellBlocks().Matches(readme).Select(m => m.Groups["text"].Value).ToArray();
        Assert.Equal("./test.sh\n", blocks[1]); // this run is that command
        var script = string.Concat(blocks.Where(b => b != blocks[1]));

        // The program that the tests were built with stands in for `dotnet run`, which would build it again beside this run.
        const string Build = "dotnet run -c Release --project src/Sweep.Client --";
        Assert.Contains(Build, script, StringComparison.Ordinal);
        script = script.Replace(Build, $"dotnet {Programs.Sweep}", StringComparison.Ordinal);
        foreach (var examples in (string[])["examples", "examples/data", "examples/python"])
        {
            Directory.CreateDirectory(folder.File(examples));
            foreach (var example in Directory.GetFiles(Path.Combine(root, examples)))
                File.Copy(example, Path.Combine(folder.File(examples), Path.GetFileName(example)));
        }

        await Python.InstallAsync();
        var (exitCode, output) = await RunAsync(folder.Path, "set -e\n" + script);
        Assert.True(exitCode == 0, output);
        Assert.Contains("thick_right_angle", output, StringComparison.Ordinal);
        foreach (var made in new[] { "sweep.db", "trials.csv", "report.html", "pictures/loss.png" })
            Assert.True(File.Exists(folder.File(made)), made);
    }

    [Fact]
    public void Links_OfAllPagesToFilesOfTheRepository_Exist()
    {
        var root = Repository.File();
        string[] pages =
        [
            .. Directory.GetFiles(root, "*.md"), .. Directory.GetFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories),
            Repository.File("deploy/README.md"), Repository.File("examples/data/README.md"),
        ];
        var links = pages.SelectMany(page => Links().Matches(File.ReadAllText(page))
            .Select(link => (Page: Path.GetRelativePath(root, page), Path: link.Groups["path"].Value))).ToList();
        Assert.True(links.Count > pages.Length);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(root, Path.GetDirectoryName(link.Page)!, link.Path)), $"{link.Page}: {link.Path}"));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string folder, string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script + "\n"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ConnectionStrings__Sweep");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex("^```sh\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShellBlocks();

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
