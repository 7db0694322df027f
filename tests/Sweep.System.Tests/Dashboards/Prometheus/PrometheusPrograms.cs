using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.SystemTests.Dashboards.Prometheus;

/// <summary>prometheus and promtool of this machine.</summary>
internal static class PrometheusPrograms
{
    // A download, where test.sh has not done it before.
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    private static readonly Lazy<Task> Installed = new(async () =>
    {
        using var limit = new CancellationTokenSource(InstallLimit);
        await Command.RunAsync(Repository.File(), [Repository.File("tests/engine/install-prometheus.sh")], limit.Token);
    });

    /// <summary>Installs them where they are missing.</summary>
    /// <exception cref="InvalidOperationException">They cannot be had here: the test must fail.</exception>
    public static Task InstallAsync() => Installed.Value;

    /// <summary>Runs one of them to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message has what it said.</exception>
    public static async Task RunAsync(IReadOnlyList<string> program, CancellationToken cancellation)
    {
        await InstallAsync();
        await Command.RunAsync(Repository.File(), program, cancellation);
    }
}
