using Sweep.Testing;

namespace Sweep.Benchmarks.Pages;

/// <summary>A server that was started.</summary>
internal sealed class PageServer(SweepProcess process, Uri address) : IDisposable
{
    public Uri Address => address;

    /// <summary>It has nothing to finish, so it is not waited for.</summary>
    public void Dispose() => process.Dispose();
}
