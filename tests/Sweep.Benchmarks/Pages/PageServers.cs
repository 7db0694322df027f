using Sweep.Testing;

namespace Sweep.Benchmarks.Pages;

/// <summary>Starts <c>sweep serve</c> over the database, each time in a process of its own.</summary>
/// <param name="folder">Their working directory.</param>
/// <param name="database">What they serve.</param>
/// <param name="program">The <c>sweep.dll</c>; null for that of this build.</param>
internal sealed class PageServers(string folder, string database, string? program)
{
    private readonly string _program = program ?? Repository.File("src/Sweep.Client/bin/Release/net10.0/sweep.dll");

    /// <returns>Once it listens; nobody has asked it for anything yet.</returns>
    /// <exception cref="InvalidOperationException">It is not built.</exception>
    public async Task<PageServer> StartAsync()
    {
        if (!File.Exists(_program))
            throw new InvalidOperationException($"{_program} is not there: dotnet build -c Release src/Sweep.Client");
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var process = SweepProcess.StartBuilt(_program, folder, "serve", "--url", address.AbsoluteUri, "--database", database);
        await process.SaysAsync("Ctrl-C ends it");
        return new PageServer(process, address);
    }
}
