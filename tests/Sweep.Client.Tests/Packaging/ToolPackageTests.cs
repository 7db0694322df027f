using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Sweep.Client.Terminal;
using Sweep.Testing;

namespace Sweep.Client.Tests.Packaging;

/// <summary>The package of <c>sweep</c>, as somebody gets it who installs it.</summary>
public sealed class ToolPackageTests
{
    private const string Spec = "{ name: tiny, parameters: { pattern: [circle], iterations: [10], samples: [10] }, replicates: 2 }";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tool_InstalledFromItsPackage_SaysItsVersionAndSweeps()
    {
        using var folder = new TemporaryFolder();
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        await RunAsync(folder, "dotnet", "pack", Repository.File("src/Sweep.Client"), "--no-restore", "-p:BuildProjectReferences=false", "--configuration", configuration, "--output", folder.File("packages"));
        var package = Assert.Single(Directory.GetFiles(folder.File("packages"), "*.nupkg"));
        await using (var parts = await ZipFile.OpenReadAsync(package, Cancellation))
            Assert.Contains(parts.Entries, part => part.FullName == "README.md");

        // No other source is asked, and what is unpacked stays here: a later package of this version must not be taken for this one.
        folder.Write("nuget.config", $"""<configuration><packageSources><clear /><add key="here" value="{folder.File("packages")}" /></packageSources></configuration>""");
        await RunAsync(folder, "dotnet", "tool", "install", "sweep", "--tool-path", folder.File("tools"), "--configfile", folder.File("nuget.config"));

        var tool = folder.File("tools/sweep");
        Assert.StartsWith($"sweep {typeof(ExitCodes).Assembly.GetName().Version!.ToString(3)}", await RunAsync(folder, tool, "--version"), StringComparison.Ordinal);
        Assert.Contains("\"completed\":2", (await RunAsync(folder, tool, "run", folder.Write("tiny.yaml", Spec), "--json")).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("sweep.db")));
    }

    private static async Task<string> RunAsync(TemporaryFolder folder, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        { WorkingDirectory = folder.Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NUGET_SCRATCH"] = folder.File("scratch");
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment.Remove("ConnectionStrings__Sweep");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await output}{await errors}");
        return await output;
    }
}
