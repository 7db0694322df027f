using Sweep.Deploy.Tests.Engine;
using Sweep.Testing;

namespace Sweep.Deploy.Tests.Releases;

/// <summary>The server as it was, built from this repository's history.</summary>
internal sealed class PreviousRelease : IDisposable
{
    private const string Variable = "SWEEP_PREVIOUS_RELEASE";

    private readonly TemporaryFolder _folder = new();

    private PreviousRelease(string revision) => Revision = revision;

    /// <summary>Which commit.</summary>
    public string Revision { get; }

    /// <summary>The path of its server.</summary>
    public string Silo => _folder.File("src/Sweep.Silo/bin/Release/net10.0/sweep-silo.dll");

    /// <summary>
    /// Builds the commit or tag that SWEEP_PREVIOUS_RELEASE names; without it the newest tag before this commit or, where there is none, what came
    /// before the last change of the sources.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is no clone with its history, or the build failed; the message has all of it.</exception>
    public static async Task<PreviousRelease> BuildAsync()
    {
        var release = new PreviousRelease(await FindAsync());
        try
        {
            await Shell.RunAsync("bash", "-euc", $"git -C '{Repository.File()}' archive {release.Revision} | tar -x -C '{release._folder.Path}'");
            await Shell.RunAsync("dotnet", "build", release._folder.File("src/Sweep.Silo"), "--configuration", "Release");
            return release;
        }
        catch
        {
            release.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return await GitAsync("rev-parse", "--verify", $"{given}^{{commit}}");
        var tag = await Shell.TryAsync("git", "-C", Repository.File(), "describe", "--tags", "--abbrev=0", "HEAD^");
        var before = tag.ExitCode == 0 ? tag.Output.Trim() : $"{await GitAsync("log", "-1", "--format=%H", "--", "src")}^";
        return await GitAsync("rev-parse", "--verify", $"{before}^{{commit}}");
    }

    private static Task<string> GitAsync(params string[] arguments) => Shell.RunAsync("git", ["-C", Repository.File(), .. arguments]);
}
