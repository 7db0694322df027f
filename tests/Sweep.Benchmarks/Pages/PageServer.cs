using Sweep.Testing;

namespace Sweep.Benchmarks.Pages;

/// <summary><c>sweep serve</c> over the database, in a process of its own.</summary>
internal sealed class PageServer : IDisposable
{
    private readonly SweepProcess _process;

    private PageServer(SweepProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <returns>Once it listens; nobody has asked it for anything yet.</returns>
    public static async Task<PageServer> StartAsync(string folder, string database)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var program = Repository.File("src/Sweep.Client/bin/Release/net10.0/sweep.dll");
        if (!File.Exists(program))
            throw new InvalidOperationException("sweep is not built: dotnet build -c Release src/Sweep.Client");
        var process = SweepProcess.StartBuilt(program, folder, "serve", "--url", address.AbsoluteUri, "--database", database);
        await process.SaysAsync("Ctrl-C ends it");
        return new PageServer(process, address);
    }

    /// <summary>It has nothing to finish, so it is not waited for.</summary>
    public void Dispose() => _process.Dispose();
}
