using Microsoft.Extensions.Time.Testing;
using Sweep.Service;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Testing;

namespace Sweep.Client.Tests.Service;

/// <summary>A store of its own, and the service that is tested on it; the store's side of it is tested on both databases in its own suite.</summary>
public abstract class ResultBench : IAsyncLifetime
{
    private protected static readonly long[] All = [.. Enumerable.Range(0, 60).Select(k => (long)k)];

    private protected readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private protected readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private protected readonly ISweepStore _store;
    private protected readonly ResultService _service;
    private readonly TemporaryFolder _folder = new();

    protected ResultBench()
    {
        _store = SweepStores.Open(_folder.File("sweep.db"), _time);
        _service = new ResultService(_store, _time);
    }

    public async ValueTask InitializeAsync() => await _store.MigrateAsync(_cancellation);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
