using System.Diagnostics;
using System.Text.RegularExpressions;
using Sweep.Testing;

namespace Sweep.Web.Tests.Serving;

/// <summary>What docs/api.md and the examples tell people to type works as it stands there.</summary>
public sealed partial class ApiPageTests
{
    [Fact]
    public async Task Commands_OfThePage_AllSucceed()
    {
        var page = await File.ReadAllTextAsync(Repository.File("docs/api.md"), TestContext.Current.CancellationToken);
        var lines = ShellBlocks().Matches(page).SelectMany(block => block.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.True(lines.Count >= 13 && lines.TrueForAll(line => line.StartsWith("curl ", StringComparison.Ordinal)));
        using var served = await ServedProgram.StartAsync();
        await File.WriteAllTextAsync(
            served.Folder.File("sweep.yaml"), "name: quick\nparameters:\n  pattern: [circle, diamond]\n  iterations: [20]\n  samples: [30]\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(served.Folder.File("heart.csv"), "age,pressure,disease\n40,120,no\n60,150,yes\n50,130,no\n", TestContext.Current.CancellationToken);
        foreach (var line in lines)
        {
            var (code, output) = await RunAsync(served, "bash", "-c", line.Replace("http://127.0.0.1:8080", served.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
            Assert.True(code == 0 && output.Length > 0, $"{line}\n{output}");
        }

        Assert.Equal(130, (await served.InterruptAsync()).ExitCode);
    }

    [Fact]
    public async Task Example_InPython_SubmitsFollowsAndReadsCurves()
    {
        using var served = await ServedProgram.StartAsync();
        var (code, output) = await RunAsync(served, "python3", Repository.File("examples/api/sweep_api.py"), Repository.File("examples/quick.yaml"));
        Assert.True(code == 0, output);
        Assert.Contains("completed: ", output, StringComparison.Ordinal);
        Assert.Matches("best: trial [0-9]+ of .*, loss 0\\.[0-9]{4}", output);
        Assert.Contains("loss [(0, ", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync(ServedProgram served, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = served.Folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SWEEP_SERVER"] = served.Address.GetLeftPart(UriPartial.Authority);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex("^```sh\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShellBlocks();
}
