using Sweep.SystemTests.Deploy.Engine;
using Sweep.Testing;

namespace Sweep.SystemTests.Deploy.Releases;

/// <summary>
/// The server as it was, built from this repository's history. Silos of two builds work together where the earlier one's tables and messages are
/// still understood: of a release by every later one; of the builds before the first release, by those that came after the tables began anew and
/// what silos say to each other got names that no folder changes.
/// </summary>
internal sealed class PreviousRelease : IDisposable
{
    private const string Variable = "SWEEP_PREVIOUS_RELEASE";

    /// <summary>The commit that brought it is the first beside whose silos this build can work.</summary>
    private const string Begin = "src/Sweep.Storage/Postgres/Migrations/20261125180000_V0_1_0_Initial.cs";

    private readonly TemporaryFolder _folder = new();

    private PreviousRelease(string revision) => Revision = revision;

    /// <summary>Which commit.</summary>
    public string Revision { get; }

    /// <summary>The path of its server.</summary>
    public string Silo => _folder.File("src/Sweep.Silo/bin/Release/net10.0/sweep-silo.dll");

    /// <summary>
    /// Builds the commit or tag that SWEEP_PREVIOUS_RELEASE names; without it the newest tag before this commit or, where there is none, the
    /// first commit that has the tables of 0.1.0.
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
        return await GitAsync("rev-list", "-1", tag.ExitCode == 0 ? tag.Output.Trim() : await FirstAsync());
    }

    private static async Task<string> FirstAsync() => await GitAsync("log", "--diff-filter=A", "--format=%H", "--", Begin) is { Length: > 0 } first
        ? first.Split('\n')[^1]
        : throw new InvalidOperationException($"no commit of this history has {Begin}: clone it whole, or name a commit or tag in {Variable}");

    private static Task<string> GitAsync(params string[] arguments) => Shell.RunAsync("git", ["-C", Repository.File(), .. arguments]);
}
